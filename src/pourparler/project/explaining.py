"""Why a row is in the record: its sentence, the marks on it, the rule, the way through the grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.records import Analysis, Document, Event, Party, Span, Statement
from pourparler.records.kept import Kept


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of the text: ``label`` is the part it plays ("actor", "condition")."""

    label: str
    span: Span
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding, the passage that holds all its marks, and the paths that the rule walked.

    ``paths`` read from the word that carries the row to each participant, one line each:
    ``refused -xcomp-> engage -prep-> with -pobj-> Korea``.
    """

    kept: Kept[Statement] | Kept[Event]
    passage: Span
    marks: tuple[Mark, ...]
    paths: tuple[str, ...] = ()


def explain(kept: Kept[Statement] | Kept[Event], document: Document, analysis: Analysis | None) -> Explanation:
    """Return the explanation of a finding; without an ``analysis`` its passage is the paragraph."""
    marks = tuple(sorted(marks_of(kept.item), key=lambda m: (m.span.start, -m.span.end, m.label)))
    paths = tuple(_paths(kept.item, marks, analysis)) if analysis else ()
    return Explanation(kept, _passage(kept.item, marks, document, analysis), marks, paths)


def marks_of(item: Statement | Event) -> Iterator[Mark]:
    """Yield the labelled spans of a statement or event."""
    if isinstance(item, Statement):
        yield from (m for p in item.speakers for m in _of_party("speaker", p))
        yield from _of_span("cue", item.cue)
        yield from (Mark("content", span) for span in item.content)
        yield from _of_party("addressee", item.addressee)
        yield from _of_party("channel", item.channel)
        yield from _of_span("venue", item.venue)
        return
    yield Mark("anchor", item.anchor, f"{item.force} {item.act}" + (f"/{item.mode}" if item.mode else ""))
    for label, parties in (
        ("actor", item.actors),
        ("recipient", item.recipients),
        ("third", item.third_parties),
    ):
        yield from (m for party in parties for m in _of_party(label, party))
    yield from _of_party("speaker", item.speaker)
    if item.condition:
        yield Mark("condition", item.condition.span, item.condition.kind)
    if item.place:
        yield from _of_span("place", item.place.span)


def _of_party(label: str, party: Party | None) -> Iterator[Mark]:
    if party and party.span:
        yield Mark(label, party.span, party.name if party.name != party.span.text else "")


def _of_span(label: str, span: Span | None) -> Iterator[Mark]:
    if span:
        yield Mark(label, span)


# -- the passage ------------------------------------------------------------------------------------
def _passage(item: Statement | Event, marks: tuple[Mark, ...], document: Document, analysis: Analysis | None) -> Span:
    """Return the sentences that hold the evidence and what is marked near it."""
    near = [m.span for m in marks if abs(m.span.start - item.evidence.start) < 600]
    start = min([item.evidence.start, *(s.start for s in near)])
    end = max([item.evidence.end, *(s.end for s in near)])
    units: list[tuple[int, int]] = list(document.paragraphs)
    if analysis:
        units = [(analysis.starts[a], analysis.ends[b - 1]) for a, b in analysis.sentences]
    touched = [(a, b) for a, b in units if a < end and b > start]
    first = min([start, *(a for a, _ in touched)])
    return document.span(first, max([end, *(b for _, b in touched)]))


# -- the way through the grammar --------------------------------------------------------------------
def _paths(item: Statement | Event, marks: tuple[Mark, ...], analysis: Analysis) -> Iterator[str]:
    anchor = item.anchor if isinstance(item, Event) else item.cue
    origin = _head(anchor, analysis) if anchor else None
    if origin is None:
        return
    for mark in marks:
        token = _head(mark.span, analysis)
        if token is None or token == origin or mark.span == anchor:
            continue
        path = _path(origin, token, analysis)
        if path:
            yield f"{mark.label}: {path}"


def _head(span: Span, analysis: Analysis) -> int | None:
    """Return the token of a span whose head lies outside it."""
    first, last = analysis.tokens_in(span.start, span.end)
    for token in range(first, last):
        if not first <= analysis.heads[token] < last or analysis.heads[token] == token:
            return token
    return None


def _path(origin: int, target: int, analysis: Analysis) -> str | None:
    """Return the words from ``origin`` up to the common governor and down to ``target``, None if too far."""
    up = [origin, *analysis.ancestors(origin)]
    down = [target, *analysis.ancestors(target)]
    common = next((token for token in up if token in down), None)
    if common is None:
        return None
    steps = [analysis.words[origin]]
    for token in up[: up.index(common)]:
        steps.append(f"<-{analysis.deps[token]}- {analysis.words[analysis.heads[token]]}")
    for token in reversed(down[: down.index(common)]):
        steps.append(f"-{analysis.deps[token]}-> {analysis.words[token]}")
    return " ".join(steps) if len(steps) <= 9 else None
