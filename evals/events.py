"""Score whole events on a file of PLOVER gold records.

    python -m evals.events FILE.json [--predictions OUT.jsonl] [--errors]

FILE is a JSON list of records with ``text``, ``event``, ``source`` and ``target`` (lists of actors with
``code``). Prediction reads ``text`` alone. Shares of the gold records that are right:

type   one of the predicted events has the gold type (older names are mapped: DEMAND to REQUEST, DISAPPROVE
       and INVESTIGATE to ACCUSE, FIGHT to ASSAULT)
main   the first of the predicted events, by confidence and order, has the gold type
dyad   one predicted event has a gold source country among its actors and a gold target country among its
       recipients; a record with sources alone needs all of them (two at most) among the parties; for
       events without direction (AGREE, CONSULT, SUPPORT, COOPERATE) the order does not matter
both   one predicted event has type and dyad

The gold codes of organisations differ in time and coder (IGO, UNO, EUR), so these count as one code.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Figures = dict[str, Any]

TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
CODES = {"UNO": "IGO", "EUR": "IGO", "NGO": "IGO", "JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU"}
CODES |= {"ISM": "IMG", "MNC": "IGO", "PAL": "PSE", "ZAR": "COD", "TMP": "TLS", "YUG": "SRB"}
UNDIRECTED = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})


def evaluate(path: str | Path, predictions_path: str | Path | None = None) -> Figures:
    """Predict every record of ``path`` that has a text, score, and write predictions when asked to.

    Returns the number of records, the four shares, 95 % intervals (Wilson), the shares by gold type and
    a confusion of gold types with the main predicted type.
    """
    records = [r for r in json.loads(Path(path).read_text("utf-8")) if r.get("text")]
    predictions = predict([{"id": r["id"], "text": r["text"]} for r in records])
    if predictions_path:
        with open(predictions_path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions)
    return score(records, predictions)


def predict(records: Iterable[Record]) -> list[Record]:
    """Return ``{"id", "events"}`` of each record, from its text alone, in the order given."""
    from pourparler.pipeline import Tools, read_document
    from pourparler.readers import document_from_text
    from pourparler.settings import Settings

    tools = Tools.load(Settings(record=":memory:"))
    found = []
    for record in records:
        reading = read_document(document_from_text(clean(record["text"])), tools)
        countries = {actor.id: actor.country for actor in reading.actors}
        found.append({"id": record["id"], "events": rows(reading.events, countries)})
    return found


def clean(text: str) -> str:
    """Return a gold text without the marks of its coders and with plain quotation marks."""
    return text.replace("``", '"').replace("''", '"').strip(" {}")


def rows(events: Iterable[Any], countries: dict[str, str | None]) -> list[Record]:
    """Return events as plain rows, the most confident first; equal ones keep the order of the text."""
    ordered = sorted(events, key=lambda e: -e.confidence)
    return [
        {
            "type": event.codes.plover if event.codes else None,
            "force": event.force,
            "act": event.act,
            "mode": event.mode,
            **sides(event, countries),
            "anchor": event.anchor.text,
            "confidence": event.confidence,
        }
        for event in ordered
    ]


def sides(event: Any, countries: dict[str, str | None]) -> dict[str, list[str]]:
    """Return the countries of both sides; what has no recipient from abroad is an affair of its place or actor.

    PLOVER's gold codes every act between two countries: a curfew, a strike, an arrest at home has the same
    one on both sides. Our record leaves the recipient empty there.
    """
    actors, recipients = (
        [code for p in parties if (code := p.country or countries.get(p.id or ""))]
        for parties in (event.actors, event.recipients)
    )
    home = [event.place.country] if event.place and event.place.country else []
    if event.actors and not actors:
        actors = home or recipients
    if not recipients:
        recipients = home or actors
    return {"actors": actors, "recipients": recipients}


def score(records: list[Record], predictions: list[Record]) -> Figures:
    """Return the figures; ``predictions`` stand in the order of ``records``."""
    right: Counter[str] = Counter()
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    confusion: Counter[tuple[str, str]] = Counter()
    for record, prediction in zip(records, predictions, strict=True):
        gold = gold_type(record)
        marks = judge(record, prediction["events"])
        by_type[gold].update(("n", *marks))
        right.update(marks)
        coded = [e for e in prediction["events"] if e["type"]]
        confusion[gold, coded[0]["type"] if coded else "-"] += 1
    total = len(records)
    return {
        "records": total,
        **{name: round(right[name] / max(1, total), 4) for name in ("type", "main", "dyad", "both")},
        "interval_95": {name: wilson(right[name], total) for name in ("type", "main", "dyad", "both")},
        "by_type": {t: dict(c) for t, c in sorted(by_type.items())},
        "confusion": {f"{g} > {p}": n for (g, p), n in sorted(confusion.items()) if g != p},
    }


def gold_type(record: Record) -> str:
    """Return the PLOVER 2 type of a gold record."""
    return TYPES.get(record["event"], record["event"])


def judge(record: Record, events: list[Record]) -> list[str]:
    """Return which of ``type``, ``main``, ``dyad`` and ``both`` the predicted events get right."""
    gold = gold_type(record)
    coded = [e for e in events if e["type"]]
    marks = []
    if any(e["type"] == gold for e in coded):
        marks.append("type")
    if coded and coded[0]["type"] == gold:
        marks.append("main")
    if any(is_dyad(record, e, gold) for e in events):
        marks.append("dyad")
    if any(e["type"] == gold and is_dyad(record, e, gold) for e in coded):
        marks.append("both")
    return marks


def is_dyad(record: Record, event: Record, gold: str) -> bool:
    """Return whether an event joins a gold source with a gold target."""
    sources, targets = codes_of(record.get("source")), codes_of(record.get("target"))
    actors, recipients = normal(event["actors"]), normal(event["recipients"])
    if not targets or not sources:
        wanted = sorted(sources | targets)[:2]
        return set(wanted) <= actors | recipients
    if actors & sources and recipients & targets:
        return True
    both_ways = gold in UNDIRECTED
    if both_ways and actors & targets and recipients & sources:
        return True
    return both_ways and bool(actors & sources and actors & targets and len(actors) > 1)


def codes_of(actors: Any) -> set[str]:
    """Return the normal codes of a gold actor list (which may be an empty string)."""
    return normal(a.get("code") for a in actors if isinstance(a, dict)) if isinstance(actors, list) else set()


def normal(codes: Iterable[str | None]) -> set[str]:
    """Return codes with organisations and old spellings made one."""
    return {CODES.get(code, code) for code in codes if code}


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    if not total:
        return 0.0, 1.0
    z, p = 1.96, right / total
    middle, spread = p + z * z / (2 * total), z * ((p * (1 - p) + z * z / (4 * total)) / total) ** 0.5
    scale = 1 + z * z / total
    return round((middle - spread) / scale, 4), round((middle + spread) / scale, 4)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--predictions")
    parser.add_argument("--errors", action="store_true", help="print the records that are not right in both")
    options = parser.parse_args()
    if not options.errors:
        print(json.dumps(evaluate(options.path, options.predictions), indent=1))
        return
    records = [r for r in json.loads(Path(options.path).read_text("utf-8")) if r.get("text")]
    predictions = predict([{"id": r["id"], "text": r["text"]} for r in records])
    for record, prediction in zip(records, predictions, strict=True):
        if "both" not in judge(record, prediction["events"]):
            print_error(record, prediction)


def print_error(record: Record, prediction: Record) -> None:
    """Print one record with its gold and its predicted events."""
    gold = f"{sorted(codes_of(record.get('source')))} > {sorted(codes_of(record.get('target')))}"
    print(f"\n{gold_type(record)} {gold} {judge(record, prediction['events'])}\n{record['text']}")
    for event in prediction["events"]:
        print("   ", {k: v for k, v in event.items() if k != "confidence"})


if __name__ == "__main__":
    main()
