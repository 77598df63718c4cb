"""The desk in Chromium: no script of a report runs, axe finds nothing serious, an analyst's day works."""

from __future__ import annotations

import json

import pytest

from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.desk import create_app
from tests import builders
from tests.views.conftest import fake_load
from tests.views.desk.attacks import ATTACKS, hostile
from tests.views.desk.browser import chromium, serving

WATCH = "window.caught = []; window.hacked = () => window.caught.push(location.href);"
PROVOKE = """document.querySelectorAll("main *, head *").forEach((part) => {
  for (const kind of ["mouseover", "focusin", "load", "error", "toggle"]) part.dispatchEvent(new Event(kind));
})"""
PAGES = ("/", "/overtures", "/events", "/statements", "/reports", "/actors", "/search?q=talks", "/track-record",
         "/quality", "/network", "/map", "/timeline", "/watches", "/dyads/NOR/SUD", "/actors/ada-berg")  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve a record of two plain reports."""
    yield from _served(tmp_path_factory, [builders.reading(), builders.numbered(7, publisher="Harbour Wire")])


@pytest.fixture(scope="module")
def besieged(tmp_path_factory):
    """Serve a record of attacks."""
    yield from _served(tmp_path_factory, [hostile(i, attack) for i, attack in enumerate(ATTACKS)])


def _served(factory, readings):
    record = str(factory.mktemp("desk") / "record.sqlite")
    with Project(Settings(record=record), load=fake_load) as project:
        if readings:
            with project._writable.writer() as writer:
                for reading in readings:
                    writer.write(reading)
        with serving(create_app(project, user="ann")) as found:
            yield found


def ids(page, address, what):
    return [one["id"] for one in json.loads(page.request.get(f"{address}/api/v1/{what}?limit=500").text())["items"]]


def test_no_script_of_a_report_ever_runs(browser, besieged):
    page = browser.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: told.append(request.url) if "evil.example" in request.url else None)
    page.add_init_script(WATCH)
    paths = [*PAGES, *(f"/reports/{i}" for i in ids(page, besieged, "reports"))]
    paths += [f"/overtures/{i}" for i in ids(page, besieged, "overtures")]
    for path in paths:
        page.goto(besieged + path)
        page.evaluate(PROVOKE)
        assert page.evaluate("window.caught") == [], path
    serious = [t for t in told if "404" not in t]
    assert not serious, serious[:3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(browser, address, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found = {}
    things = [f"/reports/{ids(page, address, 'reports')[0]}", f"/overtures/{ids(page, address, 'overtures')[0]}"]
    for path in (*PAGES, *things, "/nowhere"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        results = axe.Axe().run(page)
        bad = [v for v in results.response["violations"] if v["impact"] in ("serious", "critical")]
        found |= {f"{path} {v['id']}": v["nodes"][0]["html"][:200] for v in bad}
    context.close()
    assert not found, found


def test_the_analysts_day(browser, tmp_path_factory):
    """From an empty record to a corrected overture and a printed page."""
    for address in _served(tmp_path_factory, []):
        page = browser.new_page()
        page.goto(address)
        assert "Nothing has been read yet" in page.inner_text("h1")
        page.get_by_label("Text").fill(builders.TEXT)
        page.get_by_label("Publisher").fill("Courier")
        page.get_by_label("Published").fill("2031-03-03")
        page.get_by_role("button", name="Read it").click()
        assert "/reports/" in page.url

        mark = page.locator(".article a.m-condition").first
        mark.click()
        target = page.evaluate("location.hash")
        assert page.locator(f"{target} .condition").count() == 1

        page.keyboard.press("/")
        page.keyboard.type("sit down")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search**")
        assert page.locator("mark").count() >= 1

        page.get_by_role("link", name="Overtures").click()
        page.locator(".card h3 a").first.click()
        page.get_by_text("Edit", exact=True).click()
        page.locator("select[name=outcome]").select_option("withdrawn")
        page.locator(".edit input[name=why]").first.fill("the minister said so")
        page.get_by_role("button", name="Save").click()
        assert "the minister said so" in page.inner_text("main")
        assert page.locator(".facts .state.no").count() == 1

        page.emulate_media(media="print")
        assert not page.locator(".rail").is_visible()
        assert page.pdf()[:4] == b"%PDF"
        page.close()


def test_without_javascript_all_of_it_is_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Overtures").click()
    page.locator(".card h3 a").first.click()
    assert page.locator(".story li").count() >= 1
    page.locator(".story blockquote a").first.click()
    assert page.locator(".finding:target").count() == 1
    context.close()
