"""What a model answers, checked word for word against the passage; what does not stand there is dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast, get_args

from pourparler.coders.contract import Findings
from pourparler.lexicon.codes import ACTS, FORCES, MODES
from pourparler.records import Coding, Condition, Diagnostic, Event, Party, Span, Statement, StatementKind
from pourparler.records.ids import make_id

T = TypeVar("T")

CONFIDENCE = 0.5
"""Of every row: a model's own word on how sure it is means little."""


class BadRow(Exception):
    """Why a row of an answer is dropped."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters ``start`` to ``end`` of a text: the part that a question was about."""

    text: str
    start: int
    end: int

    def find(self, words: Any, inside: Span | None = None) -> Span:
        """Return where the words stand; line breaks count as blanks. Raises BadRow when they do not."""
        if not isinstance(words, str) or not words.strip():
            raise BadRow(f"{words!r} are no words")
        pattern = re.compile(_flexible(words))
        bounds = (inside.start, inside.end) if inside else (self.start, self.end)
        found = pattern.search(self.text, *bounds)
        if not found:
            raise BadRow(f"{words.strip()!r} does not stand in the {'evidence' if inside else 'passage'}")
        return Span(found.start(), found.end(), found.group())


def _flexible(words: str) -> str:
    """Return a pattern that finds the words as whole words, whatever white space parts them."""
    body = r"\s+".join(map(re.escape, words.split()))
    first = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    last = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    return first + body + last


def read_answer(answer: str, passage: Passage, coding: Coding, report_id: str) -> Findings:
    """Return the rows of an answer that hold, and a diagnostic for each that does not."""
    try:
        data = json.loads(_bare(answer))
    except ValueError as error:
        return Findings(diagnostics=(_problem(coding, f"the answer is no JSON: {error}"),))
    if not isinstance(data, dict):
        return Findings(diagnostics=(_problem(coding, "the answer is no JSON object"),))
    statements, first = _rows(data, "statements", lambda row: _statement(row, passage, coding, report_id), coding)
    events, second = _rows(data, "events", lambda row: _event(row, passage, coding, report_id), coding)
    return Findings(statements=statements, events=events, diagnostics=(*first, *second))


def _bare(answer: str) -> str:
    """Return an answer without the code fence that models like to put around JSON."""
    fenced = re.search(r"```(?:json)?\s*(.*?)```", answer, re.DOTALL)
    return fenced.group(1) if fenced else answer


def _rows(
    data: dict[str, Any], key: str, make: Callable[[Any], T], coding: Coding
) -> tuple[tuple[T, ...], list[Diagnostic]]:
    rows = data.get(key) or []
    if not isinstance(rows, list):
        return (), [_problem(coding, f"{key} is no list")]
    made: dict[str, T] = {}
    problems = []
    for row in rows:
        try:
            if not isinstance(row, dict):
                raise BadRow(f"{row!r} is no object")
            one = make(row)
            made.setdefault(one.id, one)  # type: ignore[attr-defined]
        except BadRow as reason:
            problems.append(_problem(coding, f"a row of {key} dropped: {reason}"))
    return tuple(made.values()), problems


def _statement(row: dict[str, Any], passage: Passage, coding: Coding, report_id: str) -> Statement:
    kind = _one_of(row.get("kind"), get_args(StatementKind), "kind")
    evidence = passage.find(row.get("evidence"))
    parts = row.get("content")
    content = tuple(passage.find(part, evidence) for part in (parts if isinstance(parts, list) else [parts]))
    speaker = _party(row.get("speaker"), evidence, passage)
    if not content:
        raise BadRow("no content")
    return Statement(
        id=make_id("s", report_id, coding.coder, *(p for span in content for p in (span.start, span.end))),
        kind=cast(StatementKind, kind),
        speaker=speaker,
        cue=passage.find(row["cue"], evidence) if row.get("cue") else None,
        content=content,
        evidence=evidence,
        confidence=CONFIDENCE,
        coding=coding,
        source=speaker.span if speaker else None,
    )


def _event(row: dict[str, Any], passage: Passage, coding: Coding, report_id: str) -> Event:
    force = _one_of(row.get("force"), FORCES, "force")
    act = _one_of(row.get("act"), ACTS, "act")
    mode = _one_of(row["mode"], MODES[act], "mode") if row.get("mode") else None
    evidence = passage.find(row.get("evidence"))
    anchor = passage.find(row.get("anchor"), evidence)
    actors = _parties(row.get("actors"), evidence, passage)
    recipients = _parties(row.get("recipients"), evidence, passage)
    if not actors and not recipients:
        raise BadRow("neither actor nor recipient")
    return Event(
        id=make_id("e", report_id, coding.coder, anchor.start, anchor.end, act, force, _starts(actors)),
        force=force,  # type: ignore[arg-type]
        act=act,
        mode=mode,
        actors=actors,
        recipients=recipients,
        evidence=evidence,
        anchor=anchor,
        confidence=CONFIDENCE,
        coding=coding,
        negated=bool(row.get("negated")),
        historical=bool(row.get("historical")),
        condition=Condition(passage.find(row["condition"])) if row.get("condition") else None,
    )


def _starts(parties: Iterable[Party]) -> str:
    return ",".join(str(p.span.start) for p in parties if p.span)


def _one_of(value: Any, known: Iterable[str], what: str) -> str:
    if value not in set(known):
        raise BadRow(f"{what} {value!r} does not exist")
    return str(value)


def _parties(values: Any, evidence: Span, passage: Passage) -> tuple[Party, ...]:
    if values is not None and not isinstance(values, list):
        raise BadRow(f"{values!r} is no list of actors")
    found = (_party(value, evidence, passage) for value in values or ())
    return tuple(dict.fromkeys(party for party in found if party))


def _party(value: Any, evidence: Span, passage: Passage) -> Party | None:
    """Return a party where its words stand: in the evidence, else anywhere in the passage."""
    if not value:
        return None
    try:
        span = passage.find(value, evidence)
    except BadRow:
        span = passage.find(value)
    return Party(" ".join(span.text.split()), span)


def _problem(coding: Coding, reason: str) -> Diagnostic:
    return Diagnostic("warning", f"coder {coding.coder}: {reason}")
