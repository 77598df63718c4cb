"""An analyst's day: from an empty record to a corrected overture and a printed brief."""

from __future__ import annotations

from tests import builders


def test_the_analysts_day(page, empty, tmp_path):
    page.goto(empty)
    assert "Nothing has been read yet" in page.inner_text("h1")
    page.get_by_label("Text", exact=True).fill(builders.TEXT)
    page.get_by_label("Publisher").fill("Courier")
    page.get_by_label("Published").fill("2031-03-03")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/reports/*", wait_until="load")

    mark = page.locator(".article a.m-condition").first
    mark.click()
    page.locator(".finding:target .condition").wait_for()

    sent = tmp_path / "wire.txt"
    sent.write_text(builders.TEXT.replace("Norland offers", "Norland once more offers"), encoding="utf-8")
    page.get_by_role("link", name="Reports").click()
    page.get_by_text("Add a report").click()
    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_label("Published").fill("2031-03-09")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/reports/*", wait_until="load")
    assert "once more" in page.inner_text(".article")

    page.keyboard.press("/")
    page.keyboard.type("sit down")
    page.keyboard.press("Enter")
    page.locator("mark").first.wait_for()

    page.get_by_role("link", name="Situation").click()
    page.locator("#open").wait_for()
    page.get_by_role("link", name="Overtures").click()
    page.locator(".card h3 a").first.click()
    page.get_by_text("Edit", exact=True).click()
    page.locator("select[name=outcome]").select_option("withdrawn")
    page.locator(".edit input[name=why]").first.fill("the minister said so")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("the minister said so").first.wait_for()
    assert page.locator(".facts .state.no").count() == 1

    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Situation").click()
    page.get_by_role("link", name="brief to print").click()
    page.locator("#notes").wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).borderBottomStyle") == "solid"
    assert page.pdf()[:4] == b"%PDF"


def test_what_cannot_be_read_is_told(page, empty, tmp_path):
    page.goto(empty)
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("paste a text or choose a file").wait_for()
    page.go_back()
    packed = tmp_path / "reports.txt"
    packed.write_bytes(b"\x1f\x8b" + b"0" * 100)
    page.locator("input[type=file]").set_input_files(packed)
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("unpack it first").wait_for()
