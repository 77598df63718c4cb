"""The statements of our own reports are well formed: words that stand in the text, known keys, enough of them."""

import tomllib
from datetime import date
from itertools import chain

import pytest

from evals.statements_gold import HERE, PARTS, read_line

FILES = ("tune", "heldout")
REPORTS = {name: tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["report"] for name in FILES}
ALL = [(name, report) for name in FILES for report in REPORTS[name]]


def _lines(report):
    return [read_line(line) for line in report["statements"]]


@pytest.mark.parametrize(("file", "report"), ALL, ids=lambda one: one["id"] if isinstance(one, dict) else one)
def test_lines_fit_their_report(file, report):
    text = " ".join(report["text"].split())
    date.fromisoformat(report["published"])
    lines = _lines(report)
    for number, one in enumerate(lines):
        assert one.words, one
        assert one.words in text, one.words
        assert set(one.facts) <= {*PARTS, "kind"}, one
        assert one.facts.get("kind", "direct") in {"direct", "indirect", "mixed", "attitude"}, one
        assert one.outer is None or (0 <= one.outer < len(lines) and one.outer != number), one
    assert len({one.words for one in lines}) == len(lines)


def test_ids_are_unique():
    ids = [report["id"] for _, report in ALL]
    assert len(set(ids)) == len(ids)


def test_enough_statements_and_a_third_kept_aside():
    counts = {name: sum(len(r["statements"]) for r in REPORTS[name]) for name in FILES}
    nested = [one for one in chain.from_iterable(_lines(r) for _, r in ALL) if one.outer is not None]
    assert len(ALL) >= 60
    assert sum(counts.values()) >= 600
    assert 3 * counts["heldout"] >= sum(counts.values())
    assert len(nested) >= 60
