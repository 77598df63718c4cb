"""The quotation parser on sentences of our own, tidy and untidy, and its promises on any text at all."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.language.quotations import NOTICES, find_quotations

LINE = re.compile(r"\S[^\n]*(?<=\S)")


def paragraphs_of(text):
    return tuple(m.span() for m in LINE.finditer(text))


def parse(text):
    quotations, diagnostics = find_quotations(text, paragraphs_of(text))
    return [[text[a:b] for a, b in q.pieces] for q in quotations], quotations, diagnostics


def flat(text):
    return [" | ".join(pieces) for pieces in parse(text)[0]]


BALANCED = {
    "straight": ('"We are ready," the envoy said.', ['"We are ready,"']),
    "curly": ("“We are ready,” the envoy said.", ["“We are ready,”"]),
    "opened straight, closed curly": ('He said: "We wait.”', ['"We wait.”']),
    "opened curly, closed straight": ('He said: “We wait."', ['“We wait."']),
    "closing glyph opens": ("He said: ”We wait.”", ["”We wait.”"]),
    "opening glyph closes": ("He said: “We wait.“ Nobody did.", ["“We wait.“"]),
    "interrupted": ('"No," he said, "not today."', ['"No,"', '"not today."']),
    "dash, no blanks": ("the plan—“a trap”—failed", ["“a trap”"]),
    "glued to the colon": ('The king:"We go." The aide:"We stay."', ['"We go."', '"We stay."']),
    "glued to the word": ('"We go,"he said. "All of us,"she said.', ['"We go,"', '"All of us,"']),
    "blank on the wrong side": ('" We go, " he said, and left.', ['" We go, "']),
    "closing mark glued to the next word": ('"We agree, "he said. "We do."', ['"We agree, "', '"We do."']),
    "leading dots": ('He read: "... and the fleet sails." It did.', ['"... and the fleet sails."']),
    "brackets": ('They want "[a] fair hearing", no more.', ['"[a] fair hearing"']),
    "German": ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
    "French": ("Il a dit : « Nous partons » et rien.", ["« Nous partons »"]),
    "guillemets turned": ("Er sagte »Nein« und ging.", ["»Nein«"]),
    "typewriter": ("``We go,'' he said. ''They stay,'' she said.", ["``We go,''", "''They stay,''"]),
    "doubled curly singles": ("‘‘We go,’’ he said.", ["‘‘We go,’’"]),
    "spreadsheet marks": ('""We go,"" he said.', ['""We go,""']),
    "British": ("'We go,' she said. 'All of us.'", ["'We go,'", "'All of us.'"]),
    "British, curly": ("‘We won’t go,’ she said.", ["‘We won’t go,’"]),
    "apostrophe of a plural": (
        "'We back the workers' cause,' she said, and named the delegates' hotel.",
        ["'We back the workers' cause,'"],
    ),
    "plural in scare marks": ("He called the 'hawks' of both sides 'children'.", ["'hawks'", "'children'"]),
    "elisions": ("In the '90s he heard rock 'n' roll, 'til late, in ’68.", []),
    "elision in a quotation": (
        "'It was the '90s, rock 'n' roll,' he said.",
        ["'It was the '90s, rock 'n' roll,'"],
    ),
    "names with ayn": ("The ‘Abdali border post and Sana'a, the Qur'an and the Ba'ath.", []),
    "contractions only": ("They don't, won't, can’t and shan’t; the Joneses' car.", []),
    "inches": ('A 6\'2" guard stood by a 5" gun.', []),
    "inches in a quotation": ('"It has 5" guns," he said.', ['"It has 5" guns,"']),
    "a year before the mark": ('"Not before 2030" was the answer.', ['"Not before 2030"']),
    "a short number before the mark": (
        '"We sent 12" was the answer, then "no more".',
        ['"We sent 12"', '"no more"'],
    ),
    "coordinates": ("The island at 38°15'20\" north.", []),
    "invisible character": ("\u202a”We go,” he wrote.", ["”We go,”"]),
    "a tag that slipped through": ('<a href="x" title="y">“We go,”</a> he wrote.', ["“We go,”"]),
}


@pytest.mark.parametrize("name", BALANCED)
def test_balanced(name):
    text, wanted = BALANCED[name]
    found, quotations, diagnostics = parse(text)
    assert [" ".join(f) for f in found] == wanted
    assert all(q.closed for q in quotations)
    assert diagnostics == ()


PASSAGE = """“We’ve waited since the year ’68,” the ministers’ spokesman said. “The workers’ boats can’t go.”

He called the ferries’ crews “heroes” of the two islands’ struggle, and the harbour “a disgrace to all states”
in the region. Asked about the delegates’ hotel, he said: “That’s for the owners to say. We don’t own hotels.

“But they’re welcome here, and the guests’ bags are safe.”

The rebels’ leader, who’d spoken of “liberators” before, told reporters that “no ferry” would leave. “It’s the
end of the ’90s’ politics,” he said—“and not a day too soon.” His aides’ answer: “Perhaps.”
"""
STYLES = {
    "straight": {"“": '"', "”": '"', "’": "'"},
    "British": {"“": "‘", "”": "’"},
    "British, straight": {"“": "'", "”": "'", "’": "'"},
    "German": {"“": "„", "”": "“"},
    "French": {"“": "«", "”": "»"},
    "Swedish": {"“": "”"},
    "mixed up": {"”": '"'},
}


@pytest.mark.parametrize("style", STYLES)
def test_one_passage_in_every_style(style):
    blocks = [m.span() for m in re.finditer(r"\S(?:.|\n(?!\n))*", PASSAGE)]
    text = PASSAGE.translate(str.maketrans(STYLES[style]))
    wanted, found = (find_quotations(one, blocks)[0] for one in (PASSAGE, text))
    assert len(wanted) == 10
    assert [q.pieces for q in found] == [q.pieces for q in wanted]
    assert [q.scare for q in found] == [q.scare for q in wanted]


def test_a_missing_mark_costs_its_own_quotation_only():
    blocks = [m.span() for m in re.finditer(r"\S(?:.|\n(?!\n))*", PASSAGE)]
    pieces = [piece for q in find_quotations(PASSAGE, blocks)[0] for piece in q.pieces]
    for at in (m.start() for m in re.finditer("[“”]", PASSAGE)):
        text = PASSAGE[:at] + "_" + PASSAGE[at + 1 :]
        found, _ = find_quotations(text, blocks)
        others = {(a, b) for a, b in pieces if not a <= at < b}
        assert others <= {piece for q in found for piece in q.pieces}, text[at - 20 : at + 20]


NESTED = [
    ("\"He told us 'never' twice,\" she said.", ["\"He told us 'never' twice,\"", "'never'"]),
    ("“He told us, ‘Never again.’”", ["“He told us, ‘Never again.’”", "‘Never again.’"]),
    ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’", "“no”"]),
    ('"They "agree" to it," she said.', ['"They "agree" to it,"', '"agree"']),
    ("“'Never' was their word.”", ["“'Never' was their word.”", "'Never'"]),
]


@pytest.mark.parametrize(("text", "wanted"), NESTED)
def test_nested(text, wanted):
    found, quotations, diagnostics = parse(text)
    assert [f[0] for f in found] == wanted
    assert [(q.depth, q.parent) for q in quotations] == [(0, None), (1, 0)]
    assert diagnostics == ()


def test_a_quotation_is_opened_again_at_each_paragraph():
    text = '"We came.\n\n"We saw.\n\n“We left,” he said. "That is all."'
    found, quotations, diagnostics = parse(text)
    assert found == [['"We came.', '"We saw.', "“We left,”"], ['"That is all."']]
    assert quotations[0].closed
    assert diagnostics == ()


def test_a_british_quotation_is_opened_again_at_each_paragraph():
    assert flat("He said: 'We came.\n\n'We saw the workers' homes.\n\n'We left.'") == [
        "'We came. | 'We saw the workers' homes. | 'We left.'"
    ]


def test_a_quotation_goes_on_after_an_ad_label():
    text = 'He told us: "She is a friend.\nAdvert\n"I would call her today."\nHe left.'
    lines = paragraphs_of(text)
    quotations, diagnostics = find_quotations(text, (lines[0], *lines[2:]))
    assert [[text[a:b] for a, b in q.pieces] for q in quotations] == [
        ['"She is a friend.', '"I would call her today."']
    ]
    assert quotations[0].closed
    assert diagnostics == ()


def test_furniture_inside_a_paragraph_cuts_the_piece():
    text = 'He said: "She is\n[Advert: "Buy"]\na friend," and left.'
    hole = (text.index("["), text.index("]") + 1)
    quotations, diagnostics = find_quotations(text, ((0, len(text)),), [hole])
    assert [[text[a:b] for a, b in q.pieces] for q in quotations] == [['"She is', 'a friend,"']]
    assert diagnostics == ()


def test_a_paragraph_break_without_a_new_mark():
    assert flat('He said: "We came and\nwe saw," and left.') == ['"We came and | we saw,"']


def test_closed_and_opened_again_is_two():
    assert flat('"We came."\n"We saw," he said.') == ['"We came."', '"We saw,"']


UNBALANCED = [
    # The missing mark costs its own quotation only.
    ('"We wait, he said. "We have time."', ['"We wait,', '"We have time."'], [False, True]),
    ('"We wait. We hope. Then: "We go."', ['"We wait. We hope.', '"We go."'], [False, True]),
    ('He said: "We wait.\nNobody came.\n"We left," she said.', ['"We wait.', '"We left,"'], [False, True]),
    ('"We wait, the envoy said, "and we hope."', ['"We wait,', '"and we hope."'], [False, True]),
    ('"We wait," he said. We go."', ['"We wait,"'], [True]),
    (
        "“He asked, ‘Why? I said no,” she said.",
        ["“He asked, ‘Why? I said no,”", "‘Why? I said no,"],
        [True, False],
    ),
    ('"We wait, said the minister.\n"We go," said Lee.', ['"We wait,', '"We go,"'], [False, True]),
    ("He said: 'We will not go there.\nShe left.", ["'We will not go there."], [False]),
]


@pytest.mark.parametrize(("text", "wanted", "closed"), UNBALANCED)
def test_unbalanced(text, wanted, closed):
    found, quotations, diagnostics = parse(text)
    assert [f[0] for f in found] == wanted
    assert [q.closed for q in quotations] == closed
    assert len(diagnostics) == 1
    (notice,) = diagnostics
    assert notice.level == "warning"
    assert notice.span is not None
    assert text[notice.span.start : notice.span.end] == notice.span.text


SCARE = [
    ("He called it ‘likely’ on Monday.", True),
    ('He was mocked as "little rocket man" before.', True),
    ("a so-called 'nuclear power' in name", True),
    ('They toured the "Hall of Peace."', True),
    ('"No," he said.', False),
    ('He said "No."', False),
    ('"Never again!" he said.', False),
    ('"We have told them many times that this must end," he said.', False),
    ("He asked: 'Why not?'", False),
]


@pytest.mark.parametrize(("text", "scare"), SCARE)
def test_scare(text, scare):
    _, (quotation,), _ = parse(text)
    assert quotation.scare is scare


def test_notices_are_bounded():
    text = "\n".join('Line "opened. No end' for _ in range(500))
    _, quotations, diagnostics = parse(text)
    assert len(quotations) == 500
    assert len(diagnostics) == NOTICES + 1
    assert "495 more" in diagnostics[-1].message


@pytest.mark.parametrize(
    "unit", ['"', '" ', "'", '"a" ', "'a ", " “a", "a” ", "“‘", '"\n', "''a ", "a' ", "\"'", "«", "``"]
)
def test_ten_thousand_marks_are_quick(unit):
    text = unit * 10_000
    begin = time.perf_counter()
    parse(text)
    assert time.perf_counter() - begin < 30  # a parser that goes back over all marks takes minutes


ALPHABET = st.sampled_from([*"\"'“”‘’„«»`‚´", *"aSs5A ", "\n", ". ", ", ", ": ", "…", "—", " he said. ", "''", "<b x="])
TEXTS = st.lists(ALPHABET, max_size=60).map("".join)


@settings(deadline=None)
@given(TEXTS)
def test_promises(text):
    paragraphs = paragraphs_of(text)
    quotations, diagnostics = find_quotations(text, paragraphs)
    for index, quotation in enumerate(quotations):
        assert quotation.pieces == tuple(sorted(quotation.pieces))
        for start, end in quotation.pieces:
            assert start < end
            assert any(a <= start and end <= b for a, b in paragraphs)
        homes = [next(i for i, (a, b) in enumerate(paragraphs) if a <= s < b) for s, _ in quotation.pieces]
        assert homes == list(range(homes[0], homes[0] + len(homes)))
        if quotation.parent is not None:
            outer = quotations[quotation.parent]
            assert quotation.parent < index
            assert outer.start <= quotation.start
            assert quotation.end <= outer.end
            assert quotation.depth == outer.depth + 1
        else:
            assert quotation.depth == 0
    assert [q.start for q in quotations] == sorted(q.start for q in quotations)
    for notice in diagnostics:
        assert notice.span is None or notice.span.text == text[notice.span.start : notice.span.end]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_never_raises(text):
    find_quotations(text, paragraphs_of(text))


@settings(deadline=None)
@given(TEXTS, st.integers(0, 40), st.integers(0, 20))
def test_furniture_is_never_quoted(text, start, length):
    hole = (min(start, len(text)), min(start + length, len(text)))
    quotations, _ = find_quotations(text, paragraphs_of(text), [hole])
    for quotation in quotations:
        for a, b in quotation.pieces:
            assert b <= hole[0] or a >= hole[1] or hole[0] == hole[1]
