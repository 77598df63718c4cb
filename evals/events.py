"""Score whole events on a file of PLOVER gold records.

    pourparler evaluate events FILE.json [--predictions OUT.jsonl]
    python -m evals.events FILE.json --errors

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
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals import floors, stats

Record = dict[str, Any]
Figures = dict[str, Any]

TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
CODES = {"UNO": "IGO", "EUR": "IGO", "NGO": "IGO", "JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU"}
CODES |= {"ISM": "IMG", "MNC": "IGO", "PAL": "PSE", "ZAR": "COD", "TMP": "TLS", "YUG": "SRB"}
SHARES = ("type", "main", "dyad", "both")
UNDIRECTED = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})


def evaluate(path: str | Path, predictions_path: str | Path | None = None) -> Figures:
    """Predict every record of ``path`` that has a text, score, and write predictions when asked to.

    Returns the figures of ``score`` and the floors of the file that are not held (``below``).
    """
    records = [r for r in json.loads(Path(path).read_text("utf-8")) if r.get("text")]
    predictions = predict([{"id": r["id"], "text": r["text"]} for r in records])
    if predictions_path:
        with open(predictions_path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions)
    figures = score(records, predictions)
    figures["below"] = floors.below("events", path, figures)
    figures["table"] += floors.told(figures["below"])
    return figures


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
    """Return the figures; ``predictions`` stand in the order of ``records``.

    The number of records, the four shares with 95 % intervals (Wilson), the shares by gold type, precision and
    recall of each type by the main event of each record (- for none), and a table of it all.
    """
    right: Counter[str] = Counter()
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    main: list[tuple[str, str]] = []
    for record, prediction in zip(records, predictions, strict=True):
        gold = gold_type(record)
        marks = judge(record, prediction["events"])
        by_type[gold].update(("n", *marks))
        right.update(marks)
        coded = [e for e in prediction["events"] if e["type"]]
        main.append((gold, coded[0]["type"] if coded else "-"))
    shares = {name: stats.share(right[name], len(records)) for name in SHARES}
    classes = stats.by_class([[one] for one in main])
    return {
        "records": len(records),
        **{name: round(one.value, 4) for name, one in shares.items()},
        "interval_95": {name: (round(one.low, 4), round(one.high, 4)) for name, one in shares.items()},
        "by_type": {t: dict(c) for t, c in sorted(by_type.items())},
        "confusion": {f"{g} > {p}": n for g, p, n in stats.confusions(main, len(main))},
        "table": table(shares, by_type, classes, main),
    }


def table(
    shares: dict[str, stats.Figure],
    by_type: dict[str, Counter[str]],
    classes: list[stats.ClassFigures],
    main: list[tuple[str, str]],
) -> str:
    """Return the figures as Markdown: shares, shares by gold type, the main event by type, its mistakes."""
    head = stats.markdown(("records right", "share [95 %]"), [(name, str(one)) for name, one in shares.items()])
    lines = [
        (kind, str(c["n"]), *(str(stats.share(c[name], c["n"])) for name in ("type", "dyad", "both")))
        for kind, c in sorted(by_type.items())
    ]
    kinds = stats.markdown(("gold type", "records", "type", "dyad", "both"), lines)
    wrong = stats.markdown(("gold", "main event", "times"), [tuple(map(str, c)) for c in stats.confusions(main)])
    return "\n".join((head, kinds, stats.markdown(stats.HEADER, stats.cells(classes)), wrong))


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


def main() -> int:
    """Print the figures, or the records that are not right in both; 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--errors", action="store_true", help="print the records that are not right in both")
    options = parser.parse_args()
    if not options.errors:
        figures = evaluate(options.path)
        print(figures["table"])
        return 1 if figures["below"] else 0
    records = [r for r in json.loads(Path(options.path).read_text("utf-8")) if r.get("text")]
    predictions = predict([{"id": r["id"], "text": r["text"]} for r in records])
    for record, prediction in zip(records, predictions, strict=True):
        if "both" not in judge(record, prediction["events"]):
            print_error(record, prediction)
    return 0


def print_error(record: Record, prediction: Record) -> None:
    """Print one record with its gold and its predicted events."""
    gold = f"{sorted(codes_of(record.get('source')))} > {sorted(codes_of(record.get('target')))}"
    print(f"\n{gold_type(record)} {gold} {judge(record, prediction['events'])}\n{record['text']}")
    for event in prediction["events"]:
        print("   ", {k: v for k, v in event.items() if k != "confidence"})


if __name__ == "__main__":
    sys.exit(main())
