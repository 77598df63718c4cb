"""The links under every page: the same as JSON and CSV, the command that prints it."""

from __future__ import annotations

import html
import re
import shlex

import pytest

from pourparler.views.cli import cli
from tests import builders

EVERY = "actor=NOR&with=SUD&since=2030-01-01&until=2040-01-01&min_confidence=0.1&as_of=2031-04-01&words=talks"
PAGES = [
    f"/?{EVERY}", f"/overtures?{EVERY}&kind=offer&outcome=refused&told_since=2030-01-01&due=true&view=list",
    f"/events?{EVERY}&force=offer&type=CONSULT&order=oldest", f"/statements?{EVERY}&kind=direct", f"/reports?{EVERY}",
    "/actors?words=ada&page=1", "/actors/ada-berg?as_of=2031-03-04", f"/dyads/NOR/SUD?{EVERY}",
    "/search?q=%22talks%22+sit", "/network?by=actor&since=2030-01-01", f"/map?{EVERY}", f"/timeline?{EVERY}",
    "/watches", "/track-record?as_of=2031-04-01", "/quality", "REPORT", "OVERTURE",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_where_the_same_is_for_programs(desk, page):
    if page == "REPORT":
        page = f"/reports/{builders.reading().document.report.id}"
    if page == "OVERTURE":
        page = f"/overtures/{desk.get('/api/v1/overtures').json()['items'][0]['id']}?as_of=2031-04-01"
    text = desk.get(page).text
    same = re.search(r'<footer class="same">.*?</footer>', text, re.DOTALL)
    assert same, page
    labels = {}
    for address, label in re.findall(r'<a href="([^"]+)">as ([^<]+)</a>', same[0]):
        answer = desk.get(html.unescape(address))
        assert answer.status_code == 200, (page, address, answer.text[:200])
        labels[label] = answer.headers["content-type"].partition(";")[0]
    assert labels["JSON"] == "application/json"
    assert any(kind == "text/csv" for kind in labels.values())
    assert 'rel="bookmark">this query</a>' in same[0]
    commands = re.findall(r"<code>([^<]+)</code>", same[0])
    for command in map(html.unescape, commands):
        name, *words = shlex.split(command)[1:]
        cli.commands[name].make_context(name, words)
