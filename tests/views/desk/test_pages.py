"""Pages: each has its address, works without JavaScript, and leads to the words it rests on."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests import builders

PAGES = (
    "/ /network /network?by=actor /map /timeline /overtures /events /statements /reports /actors /search"
    " /watches /search?q=talks /track-record /quality /overtures?view=list&kind=offer /events?actor=NOR&since=&with="
).split()


class Links(HTMLParser):
    """Collects addresses and ids of a page, and notices tags that are left open."""

    VOID = frozenset("meta link input br img".split())

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.hrefs += [held["href"]] if tag == "a" and held.get("href") else []
        self.ids += [held["id"]] if held.get("id") else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def parsed(response) -> Links:
    assert response.status_code == 200, response.text
    found = Links()
    found.feed(response.text)
    assert not found.open
    assert len(found.ids) == len(set(found.ids))
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_all_its_links_lead_somewhere(desk, path):
    links = [h for h in parsed(desk.get(path)).hrefs if h.startswith("/")]
    assert links
    for href in dict.fromkeys(links):
        assert desk.get(href.partition("#")[0]).status_code == 200, href


def test_an_unknown_address_and_id_are_told_on_a_page(desk):
    for path in ("/nowhere", "/overtures/o0", "/reports/r0", "/actors/nobody", "/events?actor=nobody"):
        answer = desk.get(path)
        assert answer.status_code == 404
        assert "Back to the situation" in answer.text


def test_a_value_of_the_wrong_form_is_told_on_a_page(desk):
    answer = desk.get("/events?since=yesterday")
    assert answer.status_code == 422
    assert "since: is not a date like 2025-10-28" in answer.text


def test_an_empty_record_says_what_to_do(empty):
    answer = empty.get("/")
    assert answer.status_code == 200
    assert "pourparler read" in answer.text


def test_the_situation_tells_what_is_open_and_for_how_long(desk):
    page = desk.get("/").text
    assert "Open, and for how long" in page
    assert "Changed since" in page


def test_the_board_counts_what_its_filters_would_show(desk):
    whole = desk.get("/overtures").text
    for kind, number in re.findall(r"\?kind=(\w+)[^>]*>[^<]*</a> <span>(\d+)</span>", whole):
        held = desk.get(f"/api/v1/overtures?kind={kind}&limit=500").json()["items"]
        assert len(held) == int(number)


def test_an_overture_tells_its_story_with_the_words_beside_it(desk):
    item = desk.get("/api/v1/overtures").json()["items"][0]
    page = desk.get(f"/overtures/{item['id']}").text
    words = item["history"][0]["evidence"][0]["words"]
    assert words.split("'")[0][:20] in page
    assert "because:" in page


def test_a_report_is_marked_and_a_click_leads_to_the_finding(desk):
    reading = builders.reading()
    found = parsed(desk.get(f"/reports/{reading.document.report.id}"))
    targets = {h[1:] for h in found.hrefs if h.startswith("#") and h != "#main"}
    assert targets
    assert targets <= set(found.ids)
    assert targets <= {f.id for f in (*reading.statements, *reading.events)}


def test_the_text_of_a_report_is_shown_whole(desk):
    reading = builders.reading()
    page = desk.get(f"/reports/{reading.document.report.id}").text
    text = re.sub(r"<[^>]+>", "", page.split('<div class="article">')[1].split("<aside")[0])
    shown = re.sub(r"\s+", " ", text.replace("&#39;", "'").replace("&#34;", '"'))
    for start, end in reading.document.paragraphs:
        assert re.sub(r"\s+", " ", reading.document.text[start:end]) in shown


def test_pages_print_and_are_named_for_screen_readers(desk):
    page = desk.get("/overtures").text
    assert '<html lang="en">' in page
    assert 'href="#main"' in page
    assert page.count("<h1") == 1
    assert 'aria-current="page"' in page
    assert "@media print" in desk.get("/static/desk.css").text


def test_the_brief_is_a_document_with_the_filters_of_its_address(desk):
    whole = desk.get("/brief.html")
    assert "style-src 'sha256-" in whole.headers["content-security-policy"]
    assert 'id="notes"' in whole.text
    assert "fits these filters" in desk.get("/brief.html?since=2040-01-01").text
    assert desk.get("/brief.md").text.startswith("# The situation on")


def test_the_situation_tells_what_is_new_since_this_browser_looked(desk, send):
    assert "since you last looked" not in desk.get("/").text
    assert "Nothing was read in since you last looked" in desk.get("/").text
    text = builders.TEXT.replace("Norland offers", "Norland once more offers")
    desk.post("/api/v1/reports", json={"text": text, "published": "2031-04-09"})
    page = desk.get("/").text
    assert "New since you last looked <small>1 report</small>" in page
    assert "New since you last looked" in desk.get("/").text
    point = re.search(r'name="point" value="(\d+)"', page).group(1)
    assert send("/seen", point=point).status_code == 303
    assert "Nothing was read in since you last looked" in desk.get("/").text
    assert "since you last looked" not in desk.get("/?since=2031-01-01").text


def test_a_cookie_of_another_record_or_of_nonsense_is_no_look(desk):
    for value in ("0123456789ab.3", "x", ".", "0123456789ab.999999999999999999999"):
        desk.cookies.set("pourparler_seen", value)
        page = desk.get("/")
        assert page.status_code == 200
        assert "since you last looked" not in page.text
        desk.cookies.clear()
