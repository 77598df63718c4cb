"""Everybody can use the desk: screen readers, the keyboard alone, a phone, no JavaScript."""

from __future__ import annotations

import pytest

from tests.browser.conftest import paths_of


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(browser, address, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in (*paths_of(page, address), "/nowhere"):
        answer = page.goto(address + path)
        assert answer.status == (404 if path == "/nowhere" else 200), path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        results = axe.Axe().run(page)
        bad = [v for v in results.response["violations"] if v["impact"] in ("serious", "critical")]
        found |= {f"{path} {v['id']}": v["nodes"][0]["html"][:200] for v in bad}
    context.close()
    assert not found, found


def test_axe_finds_nothing_serious_where_nothing_was_read(browser, empty):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(empty)
    results = axe.Axe().run(page)
    context.close()
    assert not [v["id"] for v in results.response["violations"] if v["impact"] in ("serious", "critical")]


def test_without_javascript_every_page_says_the_same(browser, address):
    plain, lively = (browser.new_context(java_script_enabled=on) for on in (False, True))
    one, other = plain.new_page(), lively.new_page()
    for path in paths_of(other, address):
        one.goto(address + path)
        other.goto(address + path)
        assert one.locator("main").inner_text() == other.locator("main").inner_text(), path
    plain.close()
    lively.close()


def test_without_javascript_links_lead_to_the_words(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Overtures").click()
    page.locator(".card h3 a").first.click()
    page.locator(".story li").first.wait_for()
    page.locator(".story blockquote a").first.click()
    page.locator(".finding:target").wait_for()
    context.close()


def test_the_keyboard_reaches_the_page_and_its_rows(page, address):
    page.goto(address + "/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.href")
    assert first != second
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("Enter")
    page.wait_for_url(first)
    page.locator(".finding:target").wait_for()


def test_the_keyboard_judges_a_finding(page, own):
    page.goto(own + "/reports")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*", wait_until="load")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator(".finding details[open]").wait_for()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "reject":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*")
    page.get_by_text("1 row rejected by people").wait_for()


def test_what_is_focused_can_be_seen(page, address):
    page.goto(address + "/overtures")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
                              "(getComputedStyle(document.activeElement))")  # fmt: skip
        assert style[0] != "none"
        assert style[1] != "0px"
