"""Hostile reports in a real browser: nothing that they bring ever runs, loads or leads away."""

from __future__ import annotations

import pytest

from tests.browser.conftest import paths_of
from tests.views.desk.attacks import ATTACKS

WATCH = "window.caught = []; window.hacked = () => window.caught.push(location.href);"
PROVOKE = """document.querySelectorAll("main *, head *").forEach((part) => {
  for (const kind of ["mouseover", "focusin", "focus", "load", "error", "toggle", "click"]) {
    if (kind !== "click" || !part.closest("a, button, form, summary")) part.dispatchEvent(new Event(kind));
  }
})"""
FOREIGN = """[...document.querySelectorAll("script, style, link, iframe, object, embed, base, meta[http-equiv], img")]
  .filter((part) => !(part.src || part.href || "").startsWith(location.origin + "/static/"))
  .map((part) => part.outerHTML)
"""
STYLED = "[...document.querySelectorAll('[style]:not(svg *)')].map((part) => part.outerHTML.slice(0, 200))"
LEADING = """[...document.querySelectorAll("a[href], form[action]")]
  .map((part) => (part.getAttribute("href") || part.getAttribute("action")))
  .filter((to) => !/^(\\/(?!\\/)|#|https?:)/.test(to))
  .concat([...document.querySelectorAll("svg a")].map((part) => part.getAttribute("href") ?? "no address")
    .filter((to) => !to.startsWith("/")))"""


@pytest.fixture
def watched(page):
    """Return a page and what it noticed: alerts, messages, requests that leave the desk."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on(
        "request", lambda request: None if request.url.startswith("http://localhost:") else told.append(request.url)
    )
    page.add_init_script(WATCH)
    return page, told


def test_no_script_of_a_report_ever_runs(watched, besieged):
    page, told = watched
    for path in paths_of(page, besieged):
        page.goto(besieged + path)
        page.evaluate(PROVOKE)
        assert page.evaluate("window.caught") == [], path
        if not path.startswith("/brief"):
            assert page.evaluate(FOREIGN) == [], path
        assert page.evaluate(STYLED) == [], path
        assert page.evaluate(LEADING) == [], path
    serious = [t for t in told if "404" not in t]
    assert not serious, serious[:3]


@pytest.mark.parametrize("path", ["/search?q={}", "/events?words={}", "/dyads/{}/x", "/overtures?actor={}", "/{}"])
def test_no_script_of_an_address_ever_runs(watched, besieged, path):
    from urllib.parse import quote

    page, told = watched
    for attack in ATTACKS:
        page.goto(besieged + path.format(quote(attack, safe="")))
        page.evaluate(PROVOKE)
        assert page.evaluate("window.caught") == [], attack
    assert not [t for t in told if "status of 4" not in t]


def test_a_script_that_got_in_would_be_stopped(watched, address):
    """The policy is the second wall: markup put into a page by force does nothing either."""
    page, told = watched
    page.goto(address)
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x onerror=hacked()>'")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'hacked()'}))")
    page.wait_for_timeout(200)
    assert page.evaluate("window.caught") == []
    assert any("Content Security Policy" in t for t in told)


def test_an_attack_that_somebody_pastes_is_shown_as_words(watched, empty):
    page, _ = watched
    page.goto(empty)
    page.get_by_label("Title").fill(ATTACKS[0])
    page.get_by_label("Text", exact=True).fill("Norland cannot agree. " + " ".join(ATTACKS).replace("\0", ""))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/reports/*", wait_until="load")
    page.evaluate(PROVOKE)
    assert page.evaluate("window.caught") == []
    assert "hacked()" in page.inner_text("main")
