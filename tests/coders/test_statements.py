"""Statements from sentences of our own, through the whole main path: kind, speaker, words, circumstances."""

from __future__ import annotations

import pytest

from pourparler.pipeline import Tools, read_document
from pourparler.records import Document, Report
from pourparler.settings import Settings

DAY = "2025-10-28"


@pytest.fixture(scope="module")
def tools():
    return Tools.load(Settings(record="", coders=("statements",)))


def read(tools, text):
    lines, at = [], 0
    for line in text.split("\n\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 2
    return read_document(Document(Report("r", "v", published=DAY), text, tuple(lines)), tools).statements


def said(statements):
    """(kind, speaker's name, first words of the content) of each statement."""
    return [
        (s.kind, s.speaker and s.speaker.name, " … ".join(c.text.strip("\"'“”‘’ ,.") for c in s.content))
        for s in statements
    ]


CASES = [
    # before, after and around the cue
    (
        "Foreign Minister Penny Wong said the talks would resume in May.",
        [("indirect", "Penny Wong", "the talks would resume in May")],
    ),
    ('"The door is open," Penny Wong said on Monday.', [("direct", "Penny Wong", "The door is open")]),
    (
        '"The door," Penny Wong said, "is open to every party."',
        [("direct", "Penny Wong", "The door … is open to every party")],
    ),
    (
        "Penny Wong said the offer was “generous” and would stand until June.",
        [("mixed", "Penny Wong", "the offer was “generous” and would stand until June")],
    ),
    # a quotation after the sentence of the cue is the same speaker's
    (
        '"We will not sign," Penny Wong told reporters. "The text is not ready and everybody knows it."',
        [
            ("direct", "Penny Wong", "We will not sign"),
            ("direct", "Penny Wong", "The text is not ready and everybody knows it"),
        ],
    ),
    # … also where an agency carried the first one
    (
        '"We will not sign," Penny Wong said in a speech, according to the Kyodo news agency. '
        '"If the border is opened, we will look at the text again."',
        [
            ("mixed", "Kyodo News", 'We will not sign," Penny Wong said in a speech'),
            ("direct", "Penny Wong", "We will not sign"),
            ("direct", "Penny Wong", "If the border is opened, we will look at the text again"),
        ],
    ),
    # the speaker in another sentence, by a pronoun and by "added"
    (
        "Penny Wong met the envoys.\n\nShe said that the visit had been useful. She added that a date would be named.",
        [
            ("indirect", "Penny Wong", "that the visit had been useful"),
            ("indirect", "Penny Wong", "that a date would be named"),
        ],
    ),
    # nouns as cues, documents, "according to"
    (
        "According to Penny Wong, the talks will resume in May.",
        [("indirect", "Penny Wong", "the talks will resume in May")],
    ),
    (
        "Penny Wong dismissed the claim that the talks had failed.",
        [("indirect", "Penny Wong", "the claim that the talks had failed")],
    ),
    # what somebody else calls a thing is not the speaker's own word
    (
        "Penny Wong told parliament that the obstacle was the general's reference to them as a 'rebel province'.",
        [
            (
                "indirect",
                "Penny Wong",
                "that the obstacle was the general's reference to them as a 'rebel province",
            )
        ],
    ),
    # attitudes are a kind of their own
    (
        "Penny Wong hopes that the two sides will meet before the summer.",
        [("attitude", "Penny Wong", "that the two sides will meet before the summer")],
    ),
    # what the narrator adds, and what the speaker does next, is not said
    (
        "Penny Wong called it “a farce” as she left the hall.",
        [("mixed", "Penny Wong", "it “a farce")],
    ),
    (
        "Penny Wong said on Friday the negotiations were difficult, and denied that progress had been made.",
        [
            ("indirect", "Penny Wong", "the negotiations were difficult"),
            ("indirect", "Penny Wong", "that progress had been made"),
        ],
    ),
    # a condition belongs to what it is a condition of
    (
        "Penny Wong signalled an openness to meeting the general so long as the ships left the bay.",
        [("indirect", "Penny Wong", "an openness to meeting the general so long as the ships left the bay")],
    ),
    # whoever is quoted speaks, not the paper that quotes
    (
        "The paper cited Penny Wong as saying progress had been made.",
        [("indirect", "Penny Wong", "progress had been made")],
    ),
    # a missing space
    ("She left. Penny Wong added:“We remember the talks.”", [("direct", "Penny Wong", "We remember the talks")]),
    # a telling in the passive, a noun with an owner, and words called out, inside what is said
    (
        "Penny Wong said she had been told by a guard that the gate was shut.",
        [
            ("indirect", "Penny Wong", "she had been told by a guard that the gate was shut"),
            ("indirect", "a guard", "that the gate was shut"),
        ],
    ),
    (
        "Penny Wong said the rebels' claim that the town had fallen was false.",
        [
            ("indirect", "Penny Wong", "the rebels' claim that the town had fallen was false"),
            ("indirect", "rebels", "that the town had fallen"),
        ],
    ),
    # a transcript: each turn is its label's
    (
        "Q: Will the ships leave?\n\nPenny Wong: They will not.\n\nQ: Why?\n\nPenny Wong: Ask the owners.",
        [
            ("direct", None, "Will the ships leave?"),
            ("direct", "Penny Wong", "They will not"),
            ("direct", None, "Why?"),
            ("direct", "Penny Wong", "Ask the owners"),
        ],
    ),
    # nothing is said
    ("Penny Wong declined to comment on the report.", []),
    ("The two armies fought near the river on Monday.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:40] for c in CASES])
def test_who_said_what(text, wanted, tools):
    assert said(read(tools, text)) == wanted


def test_to_whom_where_and_when(tools):
    (one,) = read(tools, "Penny Wong told lawmakers in Canberra on Monday that the talks would resume.")
    assert (one.addressee.name, one.date) == ("lawmakers", "2025-10-27")
    (one,) = read(tools, '"We are ready," Penny Wong said in a speech at the National Press Club.')
    assert one.venue.text.startswith("a speech")
    (one,) = read(tools, "“There is no deal,” Penny Wong said in a post on Facebook.")
    assert one.channel.name == "Facebook"


def test_an_unknown_paper_is_a_channel_and_an_unknown_body_is_none(tools):
    (one,) = read(tools, '"We have it on paper," Penny Wong told the Atlantic Examiner.')
    assert one.channel is not None
    assert one.channel.name == "the Atlantic Examiner"
    (one,) = read(tools, '"We have it on paper," Penny Wong told the Halland Fisheries Council.')
    assert one.channel is None


def test_a_pronoun_carries_on_a_described_speaker(tools):
    found = read(tools, "A protected witness said the bridge was burnt. She said that nobody asked why.")
    assert [s.speaker.name for s in found] == ["A protected witness"] * 2


def test_a_statement_inside_a_statement_has_its_reporter_as_parent(tools):
    found = read(tools, "Penny Wong said that Winston Peters had told her that the vote would be delayed.")
    by_speaker = {s.speaker.name: s for s in found}
    assert by_speaker["Winston Peters"].parent == by_speaker["Penny Wong"].id
    assert by_speaker["Penny Wong"].parent is None


@pytest.mark.parametrize(
    ("text", "inner", "kind"),
    [
        ("The senator said that according to the police, the man had confessed.", "the man had confessed", "indirect"),
        ("The consul said the president believes the deal is near.", "the deal is near", "attitude"),
    ],
)
def test_what_others_tell_and_hold_inside_a_statement(tools, text, inner, kind):
    nested = [s for s in read(tools, text) if s.parent]
    assert [("".join(c.text for c in s.content), s.kind) for s in nested] == [(inner, kind)]


def test_a_paragraph_that_opens_with_a_mark_goes_on(tools):
    text = (
        "“The ships stay where they are,” Penny Wong told reporters.\n\n“We have asked the owners to be patient, "
        "and they have been.”"
    )
    assert [s.speaker.name for s in read(tools, text) if s.parent is None] == ["Penny Wong", "Penny Wong"]


def test_the_same_text_gives_the_same_ids(tools):
    text = CASES[4][0]
    assert [s.id for s in read(tools, text)] == [s.id for s in read(tools, text)]
