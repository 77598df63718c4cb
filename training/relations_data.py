"""Examples to train the relation model on: marked sentences, whole events, sentences of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.relations import QUADS, pair_of, read
from pourparler.coders.relations.features import dense, sparse
from pourparler.coders.relations.marked import mark
from pourparler.coders.relations.pairs import Pair, from_marks
from pourparler.pipeline import Tools
from pourparler.records import Document, Range, Report
from pourparler.resolution import find_mentions, find_times

OWN = Path(__file__).with_name("relations_own.tsv")
OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
OLDER |= {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True)
class Example:
    """A pair with its type; ``group`` keeps rows of one sentence in one fold, ``weight`` counts it, ``own`` is ours."""

    pair: Pair
    type: str
    quad: int
    group: str
    weight: float
    scored: bool
    own: bool = False


def marked_rows(path: Path) -> Iterator[Example]:
    """Yield the rows of ``relations_train.tsv``."""
    for row in read(path):
        yield Example(pair_of(row), row["gold_root"], int(row["gold_penta"]), row["sentence_id"], 1.0, True)


def own_rows(path: Path = OWN) -> Iterator[Example]:
    """Yield our own sentences: type and marked sentence, tab separated."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, marked = line.split("\t")
            yield Example(from_marks(marked), kind, QUADS[kind], f"own {marked}", 1.0, False, own=True)


def event_rows(path: Path) -> Iterator[Example]:
    """Yield the records of ``events_dev.json`` whose actors stand in the text by their words."""
    for record in json.loads(path.read_text("utf-8")):
        text = record.get("text", "").replace("``", '"').replace("''", '"').strip(" {}")
        kind = OLDER.get(record["event"], record["event"])
        sources, targets = _places(record.get("source"), text), _places(record.get("target"), text)
        if not targets and len(sources) > 1:
            sources, targets = sources[:1], sources[1:2]
        if kind in QUADS and (sources or targets):
            yield Example(Pair(text, sources, targets), kind, QUADS[kind], record["id"], 0.5, False)


def _places(actors: object, text: str) -> tuple[Range, ...]:
    words = [a.get("actorText") for a in actors if isinstance(a, dict)] if isinstance(actors, list) else []
    found = [(text.find(word), len(word)) for word in words if word]
    return tuple((at, at + length) for at, length in found if at >= 0)


def features(examples: list[Example], tools: Tools) -> list[tuple[dict, dict]]:
    """Return sparse and dense features of each example."""
    found = []
    for example in examples:
        text = example.pair.text
        analysis = tools.analyser.analyse(Document(Report("pair", "pair"), text, ((0, len(text)),)))
        mentions = find_mentions(analysis, tools.gazetteer, None)
        marked = mark(analysis, example.pair, mentions, find_times(analysis, None))
        found.append((sparse(marked), dense(marked)))
    return found
