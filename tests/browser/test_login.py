"""A team's desk in the browser: log in, make a token, add somebody, log out; nothing serious for axe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.desk import create_app
from tests import builders
from tests.browser.serving import serving
from tests.views.conftest import fake_load

PASSWORD = "correct horse battery"


@pytest.fixture
def team(tmp_path):
    with Project(Settings(record=str(tmp_path / "record.sqlite")), load=fake_load) as project:
        with project._writable.writer() as writer:
            writer.write(builders.reading())
        project.people.add("ann", "admin", PASSWORD, "test")
        project.people.add("bob", "reader", PASSWORD, "ann")
        with serving(create_app(project)) as found:
            yield found


def log_in(page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Log out").wait_for()


def test_a_day_of_an_admin(page, team):
    page.goto(team + "/overtures")
    assert "/login?next=/overtures" in page.url
    log_in(page, team + "/overtures", "ann")
    assert page.url.endswith("/overtures")
    page.get_by_role("link", name="ann").click()
    page.get_by_label("What it is for").fill("notebook")
    page.get_by_role("button", name="Make a token").click()
    assert page.locator(".secret").inner_text().startswith("pp_")
    page.get_by_role("link", name="People").click()
    page.get_by_label("Name", exact=True).fill("eve")
    page.get_by_label("First password").fill(PASSWORD)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Remove eve").wait_for()
    page.get_by_role("button", name="Log out").click()
    page.goto(team + "/people")
    assert "/login" in page.url


def test_a_reader_sees_no_forms(page, team):
    log_in(page, team, "bob")
    page.goto(team + "/reports")
    page.locator("article a, td a").first.click()
    assert page.locator('form[action="/corrections"], form[action="/findings"]').count() == 0
    assert page.get_by_role("link", name="People").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(browser, team, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in ("/login", "/account", "/people"):
        page.goto(team + path)
        results = axe.Axe().run(page)
        bad = [v for v in results.response["violations"] if v["impact"] in ("serious", "critical")]
        found |= {f"{path} {v['id']}": v["nodes"][0]["html"][:200] for v in bad}
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{path[1:]}-{width}-{scheme}.png", full_page=True)
        if path == "/login":
            log_in(page, team, "ann")
    context.close()
    assert not found, found
