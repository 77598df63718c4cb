"""A report in the browser: marks and findings light up together, selected words are added as what was missed."""

from __future__ import annotations

SELECT = """([first, last]) => {
  const walk = document.createTreeWalker(document.querySelector(".article"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.data.includes(first)) range.setStart(node, node.data.indexOf(first));
    if (node.data.includes(last)) { range.setEnd(node, node.data.indexOf(last) + last.length); break; }
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def opened(page, address):
    page.goto(address + "/reports")
    page.locator(".row h3 a").first.click()
    page.wait_for_url("**/reports/*", wait_until="load")


def test_selected_words_are_added(page, own):
    opened(page, own)
    page.evaluate(SELECT, ["will travel", "Vienna"])
    page.get_by_role("group", name="Add the selected words").get_by_role("button", name="event").click()
    form = page.locator("#add-event form")
    assert form.locator("textarea").input_value() == "will travel to Geneva and Vienna"
    assert page.evaluate("document.activeElement.name") == "actors"
    page.keyboard.type("Ada Berg")
    form.locator("[name=force]").select_option("promise")
    form.locator("[name=act]").select_option("CONSULT")
    form.get_by_role("button", name="Add").click()
    page.locator(".finding:target").wait_for()
    card = page.locator(".finding:target")
    assert "Ada Berg promised" in card.inner_text()
    item = page.evaluate("location.hash.slice(1)")
    held = page.request.get(f"{own}/api/v1/findings/{item}").json()
    assert held["evidence"]["text"] == "will travel to Geneva and Vienna"
    assert page.locator(f'.article [data-of~="{item}"]').count() >= 1


def test_words_typed_over_are_looked_up(page, own):
    opened(page, own)
    page.evaluate(SELECT, ["will travel", "Vienna"])
    page.get_by_role("group", name="Add the selected words").get_by_role("button", name="statement").click()
    form = page.locator("#add-statement form")
    form.locator("textarea").fill("only after an apology")
    assert form.locator("[name=start]").input_value() == ""
    form.get_by_label("Speaker").fill("Omar Tal")
    form.get_by_role("button", name="Add").click()
    page.locator(".finding:target").wait_for()
    assert "only after an apology" in page.locator(".finding:target").inner_text()


def test_the_bar_goes_when_nothing_is_selected(page, own):
    opened(page, own)
    page.evaluate(SELECT, ["offered", "offered"])
    bar = page.locator(".picker")
    bar.wait_for(state="visible")
    page.evaluate("getSelection().removeAllRanges()")
    bar.wait_for(state="hidden")


def test_a_finding_and_its_words_light_up_together(page, own):
    opened(page, own)
    mark = page.locator(".article a[data-of]").first
    mark.hover()
    target = mark.get_attribute("href")
    assert page.locator(f"{target}.lit").count() == 1
    assert page.locator(".article a.lit").count() >= 1
    mark.click()
    page.locator(f"{target}:target").wait_for()
    page.locator(f"{target} summary").click()
    assert page.locator(f"{target} dl.why code").first.inner_text()


def test_marks_that_overlap_are_all_kept_and_can_be_hidden(page, own):
    opened(page, own)
    both = page.locator(".article .m-statement.m-condition").first
    before = both.evaluate("(part) => getComputedStyle(part).backgroundColor")
    page.locator("#show-condition").uncheck()
    after = both.evaluate("(part) => getComputedStyle(part).backgroundColor")
    assert before != after
    assert len(both.get_attribute("data-of").split()) >= 2
