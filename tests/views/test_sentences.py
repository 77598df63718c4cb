"""Events as plain sentences, dates as people write them, phrases for every act and mode."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pourparler.lexicon.phrases import gerund, past, phrase_of, with_article
from pourparler.lexicon.tables import rows
from pourparler.records import Party, Role
from pourparler.views.sentences import plain_sentence
from pourparler.views.wording import day_words, due_words, quoted, role_of, short
from tests import builders

NORLAND, SUDIA, BERG, TAL = (Party(name) for name in ("Norland", "Sudia", "Ada Berg", "Omar Tal"))
STATES = Party("United States")

CASES = (
    ("did", "CONSULT", None, (BERG,), (TAL,), {}, "Ada Berg met Omar Tal"),
    ("did", "CONSULT", None, (BERG, TAL), (), {}, "Ada Berg and Omar Tal held talks"),
    ("did", "CONSULT", "visit", (BERG,), (STATES,), {"negated": True}, "Ada Berg did not visit the United States"),
    ("offer", "CONSULT", "visit", (BERG,), (SUDIA,), {}, "Ada Berg offered to visit Sudia"),
    ("promise", "RETREAT", "release", (TAL,), (), {}, "Omar Tal promised to release people"),
    ("accept", "CONSULT", None, (TAL,), (BERG,), {}, "Omar Tal agreed to meet Ada Berg"),
    ("accept", "AGREE", None, (TAL,), (BERG,), {}, "Omar Tal agreed with Ada Berg"),
    ("refuse", "CONSULT", None, (TAL,), (), {}, "Omar Tal refused to hold talks"),
    ("refuse", "MOBILIZE", "weapons", (TAL,), (), {}, "Omar Tal ruled out testing or moving weapons"),
    ("threaten", "SANCTION", "discontinue", (STATES,), (SUDIA,), {},
     "The United States threatened to put sanctions on Sudia"),
    ("request", "CONSULT", None, (NORLAND,), (STATES, SUDIA), {},
     "Norland asked the United States and Sudia to hold talks"),
    ("request", "AID", None, (SUDIA,), (), {}, "Sudia asked for aid"),
    ("request", "REQUEST", "yield", (SUDIA,), (NORLAND,), {}, "Sudia asked Norland to yield"),
    ("demand", "RETREAT", "disarm", (NORLAND,), (SUDIA,), {}, "Norland demanded that Sudia disarm"),
    ("demand", "RETREAT", "ceasefire", (NORLAND,), (), {}, "Norland demanded a ceasefire"),
    ("predict", "CONSULT", None, (BERG,), (TAL,), {"speaker": SUDIA}, "Sudia expected Ada Berg to meet Omar Tal"),
    ("predict", "ASSAULT", None, (SUDIA,), (NORLAND,), {"negated": True}, "Sudia expected not to attack Norland"),
    ("deny", "ASSAULT", None, (SUDIA,), (NORLAND,), {}, "Sudia denied attacking Norland"),
    ("deny", "ASSAULT", None, (SUDIA,), (NORLAND,), {"speaker": TAL}, "Omar Tal denied that Sudia attacked Norland"),
    ("deny", "CONSULT", None, (BERG,), (TAL,), {"negated": True}, "Ada Berg did not meet Omar Tal"),
    ("suppose", "COERCE", "seize", (), (NORLAND,), {}, "Somebody might seize property of Norland"),
    ("did", "ACCUSE", "allege", (BERG,), (), {"third_parties": (SUDIA,)}, "Ada Berg raised an accusation (also Sudia)"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[-1])
def test_sentence(case):
    force, act, mode, actors, recipients, more, expected = case
    blank = {"speaker": None, "third_parties": (), "negated": False, **more}
    event = replace(
        builders.reading().events[0], force=force, act=act, mode=mode, actors=actors, recipients=recipients, **blank
    )
    assert plain_sentence(event) == expected


def test_every_act_and_mode_has_a_phrase():
    for row in rows("modes.tsv"):
        own, bare = phrase_of(row["act"], row["mode"]), phrase_of(row["act"], None)
        assert own != bare or row["act"] == "ACCUSE"
        assert "{}" in own.whom
        assert "{}" not in own.alone + own.noun


def test_verb_forms():
    assert [past(v) for v in ("meet {}", "deny it", "visit {}", "test or move x")] == [
        "met {}", "denied it", "visited {}", "tested or moved x",
    ]  # fmt: skip
    assert [gerund(v) for v in ("make x", "put x", "meet {}")] == ["making x", "putting x", "meeting {}"]
    assert [with_article(n) for n in ("Norway", "White House", "Pentagon")] == [
        "Norway",
        "the White House",
        "the Pentagon",
    ]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2018-05-25", "25 May 2018"),
        ("2018-05", "May 2018"),
        ("2018", "2018"),
        ("2018-23", "autumn 2018"),
        ("2018-34", "second quarter of 2018"),
        ("199X", "1990s"),
        ("2018-05-2X", "2018-05-2X"),
        ("2018-10~", "about Oct 2018"),
        ("2018-04-21~/2018-04-30", "about 21 Apr 2018 to 30 Apr 2018"),
        ("../2018-05", "until May 2018"),
        ("2018/..", "from 2018"),
        ("[2025-10-28,2025-10-29]", "28 Oct 2025 or 29 Oct 2025"),
        ("2018-05-25T10:00:00Z", "25 May 2018"),
        ("soon", "soon"),
        ("", ""),
        (None, ""),
    ],
)
def test_dates(edtf, words):
    assert day_words(edtf) == words


def test_small_words():
    assert due_words("../2018-05") == "due by May 2018"
    assert due_words(None) == ""
    assert quoted("yes") == "“yes”"
    assert quoted('"yes"') == '"yes"'
    assert short("one two three four", 12) == "one two…"


def test_roles_that_say_less_are_left_out():
    roles = (
        Role("supreme leader", "Sudia", begin="2011-12-17"),
        Role("leader", "Sudia"),
        Role("leader"),
        Role("chairman"),
    )
    assert role_of(roles) == "Supreme leader of Sudia since 17 Dec 2011; Chairman"
    assert role_of((Role("senator", "Norland", former=True),)) == "former senator of Norland"
