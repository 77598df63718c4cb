"""Statements of a report: the model's attributions, then rules for what it does not mark.

``code_statements`` reads in this order: attributions of the model (``tagger``), split into statements
(``frame.split``), quotations that go on (``carried``), statements inside statements (``nesting``), then
kind and circumstances of each.
"""

from __future__ import annotations

from dataclasses import replace

from pourparler.coders.statements import circumstances as about
from pourparler.coders.statements.carried import carried, whole_quotations
from pourparler.coders.statements.decode import Attribution
from pourparler.coders.statements.ends import said_next, well_ended
from pourparler.coders.statements.frame import Frame, hull, split
from pourparler.coders.statements.kinds import kind_of
from pourparler.coders.statements.nesting import GOES_ON, handed_on, missed, nested, with_parents
from pourparler.coders.statements.parts import one_span
from pourparler.coders.statements.speakers import is_refusal_to_speak, quoted_by, with_speaker
from pourparler.coders.statements.tagger import VERSION, tag
from pourparler.coders.statements.turns import turns, without_turns
from pourparler.records import Analysis, Coding, Mention, Party, Range, Span, Statement, Time
from pourparler.records.ids import make_id

CODER = "statements"
FAINT = 0.5


def code_statements(
    analysis: Analysis, mentions: tuple[Mention, ...], times: tuple[Time, ...], report_id: str
) -> tuple[Statement, ...]:
    """Return the statements of a report in text order.

    ``times`` date them, ``mentions`` tell outlets from places and persons. Speakers are not resolved:
    ``speaker`` holds the words and their span. Circumstances are shared by the pieces of one quotation.
    """
    frames = find_frames(analysis)
    known = about.Mentions.of(mentions)
    facts = {i: circumstances(analysis, f, times, known) for i, f in enumerate(frames) if f.leader is None}
    ids = [_id(analysis, f, report_id) for f in frames]
    found: dict[str, Statement] = {}
    for index, frame in enumerate(frames):
        shared = facts[index if frame.leader is None else frame.leader]
        parent = ids[frame.parent] if frame.parent is not None else None
        found.setdefault(ids[index], statement(analysis, frame, ids[index], parent, shared))
    return tuple(sorted(found.values(), key=lambda s: (s.content[0].start, -s.content[-1].end, s.id)))


def find_frames(analysis: Analysis) -> list[Frame]:
    """Return all statements as token ranges, leaders before those that share their circumstances."""
    found = tag(analysis)
    frames: list[Frame] = []
    for one in found.kept:
        whole = well_ended(analysis, with_speaker(analysis, quoted_by(analysis, _frame(one))))
        if not tells(analysis, whole) or is_faint(analysis, whole):
            continue
        first, *others = split(analysis, whole)
        leader = len(frames)
        frames.append(replace(whole, content=first))
        frames += [replace(whole, content=more, rule=GOES_ON, leader=leader) for more in others]
    frames = whole_quotations(analysis, frames)
    said = turns(analysis)
    frames = without_turns(analysis, frames, said) + said
    inner = [_same_speaker(analysis, with_speaker(analysis, _frame(one)), frames) for one in found.inner]
    frames += [one for one in inner if not within(one, frames) and tells(analysis, one)]
    known = {f.anchor for f in frames}
    more = [said_next(analysis, f) for f in frames if f.anchor >= 0 and f.source]
    frames += [one for one in more if one is not None and one.anchor not in known and not within(one, frames)]
    frames += [one for one in missed(analysis, frames) if tells(analysis, one)]
    frames += carried(analysis, frames)
    frames += nested(analysis, frames, inner)
    return with_parents(handed_on(analysis, frames))


def _same_speaker(analysis: Analysis, frame: Frame, frames: list[Frame]) -> Frame:
    """Give a verb that goes on ("said the talks were hard, and denied …") its speaker, not what is talked about."""
    conjunct = analysis.deps[frame.anchor] == "conj" and analysis.child(frame.anchor, "nsubj") is None
    if frame.speaker is None or not conjunct:
        return frame
    start = frame.speaker[0]
    for one in frames:
        if one.source and one.anchor < frame.anchor and any(a <= start < b for a, b in one.content):
            return replace(frame, source=one.source, speaker=one.speaker)
    return frame


def within(one: Frame, frames: list[Frame]) -> bool:
    """Return whether the cue of ``one`` lies in the content of a frame."""
    return any(a <= one.anchor < b for frame in frames for a, b in frame.content)


def model_frames(analysis: Analysis) -> list[Frame]:
    """Return the model's attributions, whole: the corpus knows no more than these, and none is nested."""
    return [_frame(one) for one in tag(analysis).kept]


def _frame(one: Attribution) -> Frame:
    return Frame(one.anchor, one.source, one.cue, one.content, one.score, "model", hull(one.source))


def tells(analysis: Analysis, frame: Frame) -> bool:
    """Return whether the content says something: own words or a clause, not just a topic ("denied the charge")."""
    tokens = spoken_words(analysis, frame.content)
    if is_refusal_to_speak(analysis, frame):
        return False
    if any(analysis.deps[t] == "ccomp" and analysis.heads[t] == frame.anchor for t in tokens):
        return True
    return any(analysis.quote_of[t] >= 0 or analysis.pos[t] in ("VERB", "AUX") for t in tokens)


def is_faint(analysis: Analysis, frame: Frame) -> bool:
    """Return whether the frame is an attitude that the model is not sure of: readers miss it less than they mind it."""
    return frame.confidence < FAINT and kind_of(analysis, frame, frame.content) == "attitude"


def spoken_words(analysis: Analysis, content: tuple[Range, ...]) -> list[int]:
    """Return the tokens of ``content`` that are words, not marks."""
    return [t for a, b in content for t in range(a, b) if analysis.words[t][0].isalnum()]


def circumstances(analysis: Analysis, frame: Frame, times: tuple[Time, ...], known: about.Mentions) -> dict:
    """Return the fields of a statement that its cue's clause gives."""
    if frame.anchor < 0:
        return {}
    at = about.clause(analysis, frame.anchor, frame.source, frame.content)
    hearer = about.addressee(analysis, at)
    place = about.venue(analysis, at, times, known)
    return {
        "addressee": about.span_party(analysis, hearer),
        "venue": analysis.span(*place) if place else None,
        "channel": about.channel(analysis, at, known, hearer),
        "date": about.date(analysis, at, times),
        "historical": about.is_historical(analysis, at),
        "attribution": about.attribution(analysis, at),
        "negated": analysis.is_negated(frame.anchor),
    }


def statement(analysis: Analysis, frame: Frame, id: str, parent: str | None, shared: dict) -> Statement:
    """Return the record of one frame."""
    content = tuple(analysis.span(a, b) for a, b in frame.content)
    span = analysis.span(*frame.speaker) if frame.speaker else None
    return Statement(
        id=id,
        kind=kind_of(analysis, frame, frame.content),
        speaker=Party(span.text, span) if span else None,
        cue=one_span(analysis, frame.cue),
        content=content,
        evidence=_evidence(analysis, frame),
        confidence=round(frame.confidence, 3),
        coding=Coding(CODER, VERSION, frame.rule),
        parent=parent,
        source=one_span(analysis, frame.source),
        **shared,
    )


def _evidence(analysis: Analysis, frame: Frame) -> Span:
    """Return the sentences that hold content, cue and source (the source of a leader may lie elsewhere)."""
    parts = frame.content + frame.cue + frame.source
    sentences = [analysis.sentences[analysis.sentence_of[t]] for a, b in parts for t in (a, b - 1)]
    return analysis.span(min(a for a, _ in sentences), max(b for _, b in sentences))


def _id(analysis: Analysis, frame: Frame, report_id: str) -> str:
    start, end = analysis.starts[frame.start], analysis.ends[frame.end - 1]
    source = hull(frame.source)
    return make_id("s", report_id, start, end, analysis.starts[source[0]] if source else None)
