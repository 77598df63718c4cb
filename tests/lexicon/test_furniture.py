"""Every pattern of furniture catches its examples and leaves the others alone, and so do all together."""

import pytest

from pourparler.lexicon.furniture import load_patterns

PATTERNS = {p.id: p for p in load_patterns()}


def test_ids_are_unique():
    assert len(PATTERNS) == len(load_patterns())


@pytest.mark.parametrize(("name", "line"), [(p.id, m) for p in load_patterns() for m in p.match])
def test_match(name, line):
    assert PATTERNS[name].find(line)


@pytest.mark.parametrize(("name", "line"), [(p.id, r) for p in load_patterns() for r in p.reject])
def test_reject(name, line):
    assert not PATTERNS[name].find(line)


@pytest.mark.parametrize("line", sorted({r for p in load_patterns() for r in p.reject if p.scope == "line"}))
def test_no_other_pattern_takes_a_rejected_line(line):
    assert [p.id for p in load_patterns() if p.scope == "line" and p.find(line)] == []
