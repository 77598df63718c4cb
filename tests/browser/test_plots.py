"""Plots in the browser: a click on a month and a brush over several filter what stands under them."""

from __future__ import annotations

import json

import pytest

from tests import builders
from tests.browser.conftest import served
from tests.views.desk.attacks import hostile

MONTHS = ("2031-01", "2031-02", "2031-03", "2031-04")


@pytest.fixture
def year(tmp_path):
    """Serve a record whose two countries dealt with each other in four months."""
    made = [
        builders.numbered(i, published=f"{month}-10", url=f"https://a.example/{i}") for i, month in enumerate(MONTHS)
    ]
    yield from served(tmp_path, made)


def bars(page):
    page.locator("figure[data-brush] svg a").first.wait_for()
    return [bar.bounding_box() for bar in page.locator("figure[data-brush] svg a").all()]


def asked(page):
    query = page.evaluate("Object.fromEntries(new URL(location).searchParams)")
    return query.get("since"), query.get("until")


def test_a_click_on_a_month_shows_that_month(page, year):
    page.goto(year + "/dyads/NOR/SUD")
    first = bars(page)[0]
    page.mouse.click(first["x"] + first["width"] / 2, first["y"] + first["height"] / 2)
    page.wait_for_url("**since=**")
    since, until = asked(page)
    assert since[:7] == until[:7]
    assert page.evaluate("location.origin") == year
    assert page.get_by_text("Below is what falls").count() == 1


def test_a_brush_over_months_shows_these(page, year):
    page.goto(year + "/dyads/NOR/SUD")
    held = bars(page)
    left, right = min(b["x"] for b in held), max(b["x"] + b["width"] for b in held)
    middle, height = (left + right) / 2, held[0]["y"] + held[0]["height"] / 2
    page.mouse.move(left - 2, height)
    page.mouse.down()
    page.mouse.move(middle, height, steps=4)
    page.locator(".brush").wait_for(state="visible")
    page.mouse.up()
    page.wait_for_url("**since=**")
    since, until = asked(page)
    assert since < until
    events = json.loads(page.request.get(f"{year}/api/v1/events?actor=NOR&with=SUD&limit=500").text())["items"]
    days = [e["date"] or "" for e in events]
    assert len(days) > page.locator("section[aria-labelledby=events] .row").count() > 0


def test_a_touch_or_a_drag_over_nothing_stays_on_the_page(page, year):
    page.goto(year + "/dyads/NOR/SUD")
    box = page.locator("figure[data-brush] svg").bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 12, box["y"] + 2, steps=3)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert page.url == year + "/dyads/NOR/SUD"


def test_names_of_attackers_lead_nowhere_from_a_plot(page, tmp_path):
    for address in served(tmp_path, [hostile(3, '"><a href="https://evil.example">x</a>')]):
        page.goto(address + "/network?by=actor")
        for link in page.locator("svg a").all():
            assert link.get_attribute("href").startswith("/")
