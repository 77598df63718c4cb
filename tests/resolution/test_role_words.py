from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from marked_reports import document

from pourparler.lexicon.roles import given_names, load_roles, plural_of
from pourparler.resolution import find_mentions

ROWS = tomllib.loads(files("pourparler.lexicon").joinpath("roles.toml").read_text(encoding="utf-8"))["noun"]
MARK = re.compile(r"\[([^]]+)\]")
KINDS = ("role", "title", "group")


def nouns_found(text, analyser, gazetteer):
    analysis = analyser.analyse(document(text, None))
    return [m for m in find_mentions(analysis, gazetteer, None) if m.kind in KINDS and m.detail.noun is not None]


@pytest.mark.parametrize("row", ROWS, ids=[r["id"] for r in ROWS])
def test_examples_of_role_nouns(row, analyser, gazetteer):
    for example in row["match"]:
        text = MARK.sub(r"\1", example)
        ends = {m.span.end for m in nouns_found(text, analyser, gazetteer)}
        for number, found in enumerate(MARK.finditer(example)):
            assert found.end() - 2 * number - 2 in ends, example
    for example in row["reject"]:
        found = [m.span.text for m in nouns_found(example, analyser, gazetteer) if m.detail.noun.id == row["id"]]
        assert not found, example


def test_every_row_has_both_kinds_of_example():
    assert all(row["match"] and row["reject"] for row in ROWS)


def test_plurals():
    assert plural_of("secretary of state", {"secretary of state": "secretaries of state"}) == "secretaries of state"
    assert plural_of("foreign ministry", {}) == "foreign ministries"
    assert plural_of("police chief", {}) == "police chiefs"
    assert load_roles().by_text["spokesmen"].text == "spokesman"


def test_given_names_tell_gender():
    assert given_names()["angela"] == "f"
    assert given_names()["vladimir"] == "m"
    assert "robin" not in given_names() or given_names()["robin"] == "m"
