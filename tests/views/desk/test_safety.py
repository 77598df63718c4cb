"""Hostile reports and hostile sites: nothing of a report becomes markup, no other site gets in."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.desk import create_app
from pourparler.views.desk.safety import LARGEST
from tests import builders
from tests.views.conftest import fake_load
from tests.views.desk.attacks import ATTACKS, hostile

TAGS = frozenset(
    "html head meta title link script body a header form label input nav p ul li main footer span code h1 h2 h3"
    " section article aside div time svg path circle details summary dl dt dd fieldset legend select option"
    " button ol blockquote b small table thead tbody tr th td mark figure figcaption g text i rect br textarea"
    " line polyline use defs clippath datalist".split()
)


@pytest.fixture(scope="module")
def besieged(tmp_path_factory):
    """Return a client of a desk whose record holds nothing but attacks."""
    record = str(tmp_path_factory.mktemp("attacks") / "record.sqlite")
    with Project(Settings(record=record), load=fake_load) as project:
        with project._writable.writer() as writer:
            for number, attack in enumerate(ATTACKS):
                writer.write(hostile(number, attack))
        with TestClient(create_app(project), base_url="http://localhost") as client:
            yield client


def addresses(client) -> list[str]:
    """Return every page of a record: lists, and each thing in them."""

    def ids(what: str) -> list[str]:
        return [one["id"] for one in client.get(f"/api/v1/{what}?limit=500").json()["items"]]

    lists = ["/", "/overtures", "/overtures?view=list", "/events", "/statements", "/reports", "/actors", "/quality"]
    lists += ["/track-record", "/search?q=hacked", "/dyads/NOR/SUD", "/network", "/map", "/timeline", "/watches"]
    for what in ("reports", "overtures", "actors"):
        lists += [f"/{what}/{one}" for one in ids(what)]
    return lists


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if tag not in TAGS or any(n.startswith("on") or n == "style" for n in names):
            self.bad.append(f"<{tag} {names}>")
        for name, value in attrs:
            if name in ("href", "action", "src", "xlink:href") and not (value or "").startswith(("/", "#", "http")):
                self.bad.append(f"<{tag} {name}={value}>")
        if tag == "script" and not dict(attrs).get("src", "").startswith("/static/"):
            self.bad.append("<script>")


def test_no_page_holds_markup_of_a_report(besieged):
    for path in addresses(besieged):
        answer = besieged.get(path)
        if answer.status_code == 404:
            continue
        assert answer.status_code == 200, path
        found = Tags()
        found.feed(answer.text)
        assert not found.bad, (path, found.bad[:3])


@pytest.mark.parametrize(
    "path",
    [
        "/search?q={}",
        "/events?words={}",
        "/overtures?actor={}",
        "/overtures?kind={}",
        "/actors/{}",
        "/reports/{}",
        "/overtures/{}",
        "/dyads/{}/x",
        "/{}",
    ],
)
def test_no_page_holds_markup_of_an_address(besieged, path):
    from urllib.parse import quote

    for attack in ATTACKS:
        answer = besieged.get(path.format(quote(attack)))
        assert answer.status_code < 500
        found = Tags()
        found.feed(answer.text)
        assert not found.bad, (path, attack, found.bad[:3])


def test_every_answer_forbids_scripts_frames_and_sniffing(desk):
    for path in ("/", "/nowhere", "/api/v1/events", "/static/desk.css", "/api/v1/nothing"):
        headers = desk.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_the_desk_answers_to_its_own_names_alone(desk):
    for host in ("evil.example", "localhost.evil.example", "", "[", "127.0.0.1.evil.example:8765"):
        assert desk.get("/", headers={"Host": host}).status_code == 421
    for host in ("localhost:8765", "127.0.0.1", "[::1]:8765"):
        assert desk.get("/", headers={"Host": host}).status_code == 200


def test_the_cookie_is_for_this_site_and_no_script(desk):
    cookie = desk.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_large_requests_are_refused(desk):
    for headers in ({"Content-Length": str(LARGEST + 1)}, {"Content-Length": "many"}):
        assert desk.post("/api/v1/reports", content=b"", headers=headers).status_code == 413

    def endless():
        for _ in range(LARGEST // 2**20 + 2):
            yield b"x" * 2**20

    assert desk.post("/api/v1/reports", content=endless()).status_code == 413


def test_no_path_leaves_the_package(desk):
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
                 "/reports/..%2f..%2fetc%2fpasswd", "/static/%2e%2e%2f%2e%2e%2f__init__.py"):  # fmt: skip
        assert desk.get(path).status_code == 404


def sent(desk, name: str, data: bytes):
    desk.get("/overtures")
    values = {"form": desk.cookies["pourparler_form"], "published": "2031-03-09"}
    return desk.post("/reports", data=values, files={"file": (name, data)}, follow_redirects=False)


def test_a_file_is_read_and_its_name_opens_nothing(desk):
    text = builders.TEXT.replace("Norland offers", "Norland once more offers").encode()
    for name in ("../../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "<script>hacked()</script>.txt"):
        answer = sent(desk, name, text)
        assert answer.status_code == 303
        page = desk.get(answer.headers["location"]).text
        assert "once more offers" in page
        assert "root:" not in page


def test_several_reports_in_one_file_lead_to_the_list(desk):
    lines = "\n".join(json.dumps({"text": f"{builders.TEXT} {n}", "url": f"https://wire.example/n{n}"}) for n in "ab")
    answer = sent(desk, "two.jsonl", lines.encode())
    assert answer.headers["location"] == "/reports"
    assert len(desk.get("/api/v1/reports").json()["items"]) == 4


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08bomb", b"", b"\x00\x01\x02" * 50, b"%PDF-1.4 \xff\xfe"])
def test_a_file_that_is_no_report_is_refused(desk, data):
    answer = sent(desk, "report.txt", data)
    assert answer.status_code == 400
    assert "cannot be read" in answer.text
