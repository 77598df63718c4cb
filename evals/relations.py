"""Score relations between two given actors of a sentence.

    pourparler evaluate relations FILE.tsv [--predictions OUT.jsonl]

FILE is a tab-separated table with ``sentence_id``, ``sentence``, ``marked_sentence`` (``<s>`` source,
``<t>`` target), ``source`` and ``target``; ``gold_root`` (15 PLOVER types, YIELD for CONCEDE and RETREAT)
and ``gold_penta`` (quad) are read for scoring alone. Rows with broken marks are predicted like all others.

Macro F1 over 15 types, 4 quads and 2 classes (cooperation, conflict); quads and classes follow from the
type. The shipped model was trained on ``relations_train.tsv``: its own figures on that file mean nothing,
see ``training/relations_train.py`` for the cross-validated ones.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.floors import digest
from evals.stats import HEADER, ClassFigures, Figure, by_class, cells, confusions, macro, markdown

Row = dict[str, str]
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
"""The quad of each type; the gold of a few rows has another one."""
TRAINED_ON = "ec9c870a9e3a9cac94ccb602420b25e377c1f4bec1e459a1cd9c27eea5331eeb"
"""sha256 of the file that the shipped model was trained on."""


def evaluate(path: str | Path, predictions_path: str | Path | None = None) -> dict[str, Any]:
    """Predict every row of ``path``, write predictions when asked to, score the rows that have a gold type."""
    rows = read(path)
    found = predict(rows)
    if predictions_path:
        with open(predictions_path, "w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    return score(rows, [one["type"] for one in found]) | _warning(path)


def read(path: str | Path) -> list[Row]:
    """Return the rows of a table; cells may be quoted as in CSV."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(file, delimiter="\t")]


def predict(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return ``{"sentence_id", "type", "scores"}`` of each row, in the order given; gold is not read."""
    from pourparler.pipeline import Tools, relate
    from pourparler.settings import Settings

    tools = Tools.load(Settings(record=":memory:"))
    found = []
    for row in rows:
        one = relate(pair_of(row), tools)
        scores = {name: round(value, 4) for name, value in one.scores.items()}
        found.append({"sentence_id": row.get("sentence_id", ""), "type": one.type, "scores": scores})
    return found


def pair_of(row: Row) -> Any:
    """Return the pair of a row: by its marks, or by the words of both actors where there are no marks."""
    from pourparler.coders.relations import from_marks, from_words

    marked = from_marks(row.get("marked_sentence", ""))
    if marked.text.strip() and (marked.source or marked.target):
        return marked
    return from_words(row.get("sentence", "") or marked.text, row.get("source", ""), row.get("target", ""))


def score(rows: list[Row], types: list[str]) -> dict[str, Any]:
    """Return macro F1 with 95 % intervals (bootstrap over sentences), figures by class, confusions, a table."""
    judged = [
        (row.get("sentence_id") or str(at), row["gold_root"], row.get("gold_penta", ""), one)
        for at, (row, one) in enumerate(zip(rows, types, strict=True))
        if row.get("gold_root") in QUADS
    ]
    if not judged:
        return {"rows": len(rows), "scored": 0, "table": f"{len(rows)} rows, none with a gold type\n"}
    return {"rows": len(rows), "scored": len(judged)} | figures(judged)


def figures(judged: Sequence[tuple[str, str, str, str]]) -> dict[str, Any]:
    """Return the figures of (sentence, gold type, gold quad, predicted type); a quad may be empty."""
    pairs = grouped((sentence, (gold, found)) for sentence, gold, _, found in judged)
    quads = grouped((s, (int(quad), QUADS[found])) for s, _, quad, found in judged if quad in tuple("1234"))
    sides = [[(gold > 2, found > 2) for gold, found in one] for one in quads]
    whole = {"types": macro(pairs), "quads": macro(quads), "sides": macro(sides)}
    classes = by_class(pairs)
    return {
        "macro_f1": {name: round(one.value, 4) for name, one in whole.items()},
        "interval_95": {name: (round(one.low, 4), round(one.high, 4)) for name, one in whole.items()},
        "classes": {str(c.label): rounded(c) for c in classes},
        "table": table(whole, classes, [(gold, found) for _, gold, _, found in judged]),
    }


def grouped(pairs: Iterable[tuple[str, tuple[Any, Any]]]) -> list[list[tuple[Any, Any]]]:
    """Return the pairs of each sentence, sentences in the order they come in."""
    found: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for sentence, pair in pairs:
        found[sentence].append(pair)
    return list(found.values())


def rounded(one: ClassFigures) -> dict[str, Any]:
    """Return the figures of a class as (value, low, high), 0 to 1."""
    three = {"precision": one.precision, "recall": one.recall, "f1": one.f1}
    return {"gold": one.gold} | {k: tuple(round(x, 4) for x in (v.value, v.low, v.high)) for k, v in three.items()}


def table(whole: dict[str, Figure], classes: Sequence[ClassFigures], pairs: list[tuple[str, str]]) -> str:
    """Return the figures as Markdown."""
    names = {"types": "15 types", "quads": "4 quads", "sides": "2 classes"}
    head = markdown(("macro F1", "value [95 %]"), [(names[name], str(one)) for name, one in whole.items()])
    wrong = markdown(("gold", "predicted", "times"), [tuple(map(str, one)) for one in confusions(pairs)])
    return "\n".join((head, markdown(HEADER, cells(classes)), wrong))


def _warning(path: str | Path) -> dict[str, Any]:
    if digest(path) == TRAINED_ON:
        return {"warning": "the shipped model was trained on this file"}
    return {}
