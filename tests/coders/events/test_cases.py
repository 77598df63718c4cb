"""Sentences of our own over all forces and all types: what must be found, and what must not."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from pourparler.coders.events import code_events
from pourparler.language import load
from pourparler.lexicon import gazetteer
from pourparler.records import Document, Event, Force, Report
from pourparler.resolution.mentions import find_mentions

CASES = [
    tuple(line.split("\t"))
    for path in sorted(Path(__file__).parent.glob("cases*.tsv"))
    for line in path.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def analyser():
    return load(), gazetteer.load(None)


def events_of(analyser, text: str) -> tuple[Event, ...]:
    model, names = analyser
    analysis = model.analyse(Document(Report("r", "v"), text, ((0, len(text)),)))
    return code_events(analysis, find_mentions(analysis, names, None), (), (), "r")


def named(parties, wanted: str) -> bool:
    """Whether each of the names joined by "+" is part of a party's name."""
    return all(any(name in party.name for party in parties) for name in wanted.split("+") if name)


FORCES = frozenset(get_args(Force))


def matches(event: Event, spec: str) -> bool:
    """Whether an event is the one that a cell of the table describes."""
    head, _, tail = spec.partition(">")
    words = head.split()
    force = words.pop(0) if words[0] in FORCES else None
    act, _, mode = words.pop(0).partition("/")
    tokens = tail.replace("only after", "only-after").split()
    options = dict(w.split("=", 1) for w in tokens if "=" in w)
    flags = {w for w in tokens if w in ("hist", "neg")}
    recipient = " ".join(w for w in tokens if "=" not in w and w not in flags)
    actor = " ".join(words)
    kind = event.condition.kind.replace(" ", "-") if event.condition else None
    return (
        force in (None, event.force)
        and event.act == act
        and mode in ("", event.mode)
        and (named(event.actors, actor) or (force is None and named(event.recipients, actor)))
        and named(event.recipients, recipient)
        and ("hist" not in flags or event.historical)
        and ("neg" not in flags or event.negated)
        and options.get("cond", kind) == kind
        and named((event.speaker,) if event.speaker else (), options.get("spk", ""))
        and named(event.third_parties, options.get("3rd", ""))
    )


def problem(events: tuple[Event, ...], spec: str) -> str | None:
    if spec == "none":
        return "should be empty" if events else None
    if spec == "hist":
        return None if all(e.historical for e in events) and events else "not historical"
    if spec.startswith("!did"):
        act = spec[4:].strip()
        return "coded did" if any(e.force == "did" and act in (e.act, "") for e in events) else None
    return None if any(matches(e, spec) for e in events) else f"missing {spec}"


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_sentence(analyser, sentence: str, expected: str) -> None:
    events = events_of(analyser, sentence)
    problems = [p for spec in expected.split(";") if (p := problem(events, spec.strip()))]
    found = [(e.force, e.act, e.mode, [p.name for p in e.actors], [p.name for p in e.recipients]) for e in events]
    assert not problems, f"{problems}: {found}"
