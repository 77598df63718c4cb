"""Users add and correct actors in a plain file; slips are told with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparler.errors import SettingsError
from pourparler.lexicon.gazetteer import Gazetteer, load


def write(folder: Path, text: str) -> Path:
    path = folder / "actors.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_person_takes_over_an_office(tmp_path: Path):
    gazetteer = load(
        write(
            tmp_path,
            """
[[actor]]
name = "Jane Roe"
kind = "person"
country = "KOR"
names = ["J. Roe"]
prominence = 0.8

[[actor.role]]
title = "foreign minister"
of = "KOR"
begin = "2027-03"
end = ".."
""",
        )
    )
    assert [m.ids for m in gazetteer.matches("Jane Roe and J. Roe")] == [("jane-roe",), ("jane-roe",)]
    assert [e.id for e in gazetteer.holders("KOR", "foreign minister")] == ["jane-roe"]
    assert [e.id for e in gazetteer.holders("KOR", "foreign minister", "2025-10-28")] == ["cho-hyun"]
    assert gazetteer.by_surname("Roe", "2027-05")[0].prominence == 0.8
    assert load().entries.get("jane-roe") is None


def test_an_entry_is_corrected(tmp_path: Path):
    gazetteer = load(
        write(
            tmp_path,
            """
[[actor]]
id = "hamas"
sector = "PTY"
names = ["the Movement of May"]
remove_names = ["Islamic Resistance Movement"]
""",
        )
    )
    assert gazetteer.entries["hamas"].sector == "PTY"
    assert gazetteer.by_name("the Movement of May") == ("hamas",)
    assert gazetteer.by_name("Islamic Resistance Movement") == ()


def test_a_new_organisation_with_its_head(tmp_path: Path):
    gazetteer = load(
        write(
            tmp_path,
            """
[[actor]]
id = "northern-forum"
name = "Northern Forum"
kind = "organisation"
country = "IGO"
acronyms = ["NFX"]

[[actor]]
name = "Ann Poe"
kind = "person"
[[actor.role]]
title = "secretary-general"
of = "northern-forum"
begin = "2025"
end = ".."
""",
        )
    )
    assert [m.ids[0] for m in gazetteer.matches("Ann Poe of the NFX")] == ["ann-poe", "northern-forum"]
    assert gazetteer.affiliation("ann-poe", "2026") == ("IGO", "GOV")


def test_an_empty_file_changes_nothing(tmp_path: Path):
    assert isinstance(load(write(tmp_path, "# nobody yet\n")), Gazetteer)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[actor]]\nname = "A B"\nkind = "persn"\n', 3, "none of person"),
        ('[[actor]]\nname = "A B"\nkind = "person"\ncountry = "XXQ"\n', 4, "ISO 3166"),
        ('[[actor]]\nname = "A B"\nkind = "person"\nsector = "GVO"\n', 4, "none of COP"),
        ('[[actor]]\nname = "A B"\nkind = "person"\nnames = "C"\n', 4, "list of texts"),
        ('[[actor]]\nname = "A B"\nkind = "person"\nnmes = ["C"]\n', 4, "unknown key"),
        ('[[actor]]\nname = "A B"\nkind = "person"\nprominence = 7\n', 4, "0 to 1"),
        ('[[actor]]\nid = "usa"\n\n[[actor]]\nid = "nobody-here"\n', 5, "is new"),
        ('[[actor]]\nid = "usa"\nremove_names = ["Utopia"]\n', 3, "has no name"),
        ('[[actor]]\nid = "usa"\nbegin = "May 2020"\n', 3, "no date"),
        ('[[actor]]\nkind = "person"\n', 1, "needs a name or an id"),
        ('[[actor]]\nid = "cho-hyun"\n[[actor.role]]\ntitle = "beekeeper"\nof = "KOR"\n', 4, "no title"),
        (
            '[[actor]]\nid = "cho-hyun"\n[[actor.role]]\ntitle = "envoy"\nof = "QQQ"\n',
            5,
            "neither an ISO code",
        ),
        ('[[actor]]\nid = "cho-hyun"\n[[actor.role]]\ntitle = "envoy"\n', 3, "needs 'of'"),
        (
            '[[actor]]\nid = "cho-hyun"\n[[actor.role]]\ntitle = "envoy"\nof = "KOR"\nbegin = "x"\n',
            6,
            "no date",
        ),
        ('[[actors]]\nname = "A B"\n', 1, "unknown table"),
        ('[actor]\nname = "A B"\n', 1, "two brackets"),
        ('[[actor]]\nname = "A\n', 2, ""),
    ],
)
def test_slips_are_told(tmp_path: Path, text: str, line: int, words: str):
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path)
    message = str(caught.value)
    assert str(path) in message
    assert words in message
    assert f"line {line}" in message


def test_a_missing_file_is_told(tmp_path: Path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.toml")
