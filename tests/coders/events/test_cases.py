"""Sentences of our own over all forces and all types: what must be found, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparler.coders.events import code_events
from pourparler.language import load
from pourparler.lexicon import gazetteer
from pourparler.records import Document, Event, Report
from pourparler.resolution.mentions import find_mentions

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines()
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


def matches(event: Event, spec: str) -> bool:
    head, _, tail = spec.partition(">")
    words = head.split()
    forces = {"did", "offer", "promise", "request", "demand", "accept", "refuse", "threaten", "predict", "deny", "suppose"}  # fmt: skip
    force = words.pop(0) if words[0] in forces else None
    act, _, mode = words.pop(0).partition("/")
    options = dict(w.split("=", 1) for w in tail.replace("only after", "only-after").split() if "=" in w)
    flags = {w for w in tail.split() if w in ("hist", "neg")}
    recipient = " ".join(w for w in tail.split() if "=" not in w and w not in ("hist", "neg") and w != "after")
    return (
        (force is None or event.force == force)
        and event.act == act
        and (not mode or event.mode == mode)
        and (named(event.actors, " ".join(words)) or (force is None and named(event.recipients, " ".join(words))))
        and named(event.recipients, recipient)
        and ("hist" not in flags or event.historical)
        and ("neg" not in flags or event.negated)
        and ("cond" not in options or (event.condition is not None and event.condition.kind.replace(" ", "-") == options["cond"]))
        and ("spk" not in options or (event.speaker is not None and options["spk"] in event.speaker.name))
        and ("3rd" not in options or named(event.third_parties, options["3rd"]))
    )  # fmt: skip


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
