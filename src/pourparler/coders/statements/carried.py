"""Quotations that no cue covers: a quotation that goes on, or one whose cue the model did not see."""

from __future__ import annotations

from dataclasses import replace

from pourparler.coders.statements.frame import DOUBLE, Frame
from pourparler.coders.statements.parts import phrase
from pourparler.lexicon import cues
from pourparler.records import Analysis, Range

CARRIED, GOVERNED, NOBODY = 0.55, 0.6, 0.3
FEWEST_WORDS = 5
SHARE = 0.3
"""Of a quotation, that must be in a content for the rest to follow."""
PERSONAL = {"PRP"}


def carried(analysis: Analysis, frames: list[Frame]) -> list[Frame]:
    """Return frames for the quotations of which ``frames`` hold less than half."""
    covered = [False] * len(analysis)
    for frame in frames:
        for a, b in frame.content + frame.cue:
            covered[a:b] = [True] * (b - a)
    found: list[Frame] = []
    for quotation in analysis.quotations:
        if quotation.depth or quotation.scare:
            continue
        for piece in quotation.pieces:
            first, last = analysis.tokens_in(*piece)
            words = sum(w[0].isalnum() for w in analysis.words[first:last])
            if words < FEWEST_WORDS or sum(covered[first:last]) * 2 > last - first:
                continue
            one = _governed(analysis, (first, last)) or _goes_on(analysis, (first, last), frames, found)
            if one is not None:
                found.append(one)
    return found


def whole_quotations(analysis: Analysis, frames: list[Frame]) -> list[Frame]:
    """Return the frames with each quotation whole of which the content holds a part and nothing else the rest."""
    taken: dict[int, int] = {}
    for index, frame in enumerate(frames):
        for a, b in (*frame.content, *frame.cue, *frame.source):
            taken.update(dict.fromkeys(range(a, b), index))
    found = list(frames)
    for quotation in analysis.quotations:
        if quotation.depth or quotation.scare:
            continue
        for piece in quotation.pieces:
            first, last = analysis.tokens_in(*piece)
            owners = {taken[t] for t in range(first, last) if t in taken}
            if len(owners) != 1:
                continue
            index = owners.pop()
            held = sum(taken.get(t) == index for t in range(first, last))
            inside = any(a <= t < b for a, b in found[index].content for t in range(first, last))
            if inside and SHARE * (last - first) <= held < last - first:
                found[index] = replace(found[index], content=_joined((*found[index].content, (first, last))))
    return found


def _joined(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return ranges in order, those that meet as one."""
    result: list[Range] = []
    for a, b in sorted(ranges):
        if result and a <= result[-1][1]:
            result[-1] = (result[-1][0], max(b, result[-1][1]))
        else:
            result.append((a, b))
    return tuple(result)


def _governed(analysis: Analysis, content: Range) -> Frame | None:
    """Return the statement of a speech verb beside the quotation, in its sentences."""
    first, last = content
    begin = analysis.sentences[analysis.sentence_of[first]][0]
    end = analysis.sentences[analysis.sentence_of[last - 1]][1]
    for verb in [*range(last, end), *range(first - 1, begin - 1, -1)]:
        if analysis.tags[verb][0] != "V" or analysis.quote_of[verb] >= 0:
            continue
        if cues.class_of(analysis.lemmas[verb], "VERB") not in {"speech", "document"}:
            continue
        subject = analysis.child(verb, "nsubj")
        if subject is not None and not first <= subject < last:
            source = phrase(analysis, subject)
            return Frame(verb, (source,), ((verb, verb + 1),), (content,), GOVERNED, "governed", source)
    return None


def _goes_on(analysis: Analysis, content: Range, frames: list[Frame], found: list[Frame]) -> Frame | None:
    """Return the quotation as the last speaker's: it opens a paragraph near his last words, or the sentence
    after his cue, and nothing else follows in its sentence.
    """
    first, last = content
    number = analysis.paragraph_of[first]
    start, end = analysis.paragraphs[number]
    before = [f for f in frames + found if f.end <= first and f.speaker is not None]
    if not before:
        return None
    leader = max(before, key=lambda f: f.end)
    away = number - analysis.paragraph_of[leader.end - 1]
    if away > 1 or not _is_direct(analysis, leader):
        return None
    if away == 0 and leader.anchor >= 0:
        if not _follows(analysis, leader, content):
            return None
    elif first - start > 1 or _words(analysis, last, end) > 3:
        return None
    index = leader.leader if leader.leader is not None else frames.index(leader)
    return Frame(-1, (), (), (content,), CARRIED, "carried", leader.speaker, index)


def _follows(analysis: Analysis, leader: Frame, content: Range) -> bool:
    """Return whether a quotation opens the sentence after that of the cue and fills it: “…,” he said. “…”"""
    first, last = content
    cue = analysis.sentence_of[leader.anchor]
    own = analysis.sentence_of[first]
    tail = analysis.sentences[analysis.sentence_of[last - 1]][1]
    opens = _words(analysis, analysis.sentences[own][0], first) == 0
    return leader.end <= leader.anchor and own - cue == 1 and opens and _words(analysis, last, tail) == 0


def _words(analysis: Analysis, first: int, last: int) -> int:
    return sum(w[0].isalnum() for w in analysis.words[first:last])


def _is_direct(analysis: Analysis, frame: Frame) -> bool:
    return any(analysis.quote_of[t] >= 0 or analysis.words[t] in DOUBLE for a, b in frame.content for t in range(a, b))
