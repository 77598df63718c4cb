"""Score whole readings on gold reports: what a careful reader finds, and how many rows more there are.

    python -m evals.readings [GOLD.json | FOLDER ...] [--missing]

A gold file names its report (``report``, a path from the file's folder or its parent), the day it was
``published`` and lists ``statements``, ``events``, ``roles`` and ``itineraries``. ``contains`` is a piece of
the text that a row's words must cover, at least by half; names are canonical. A field that the gold leaves
out is not asked. ``act`` may name alternatives, joined by ``_OR_``.

found      gold rows that a predicted row answers in full
precision  predicted rows that a gold row or one of ``also`` (pieces of text whose rows are right or harmless,
           though the gold does not ask for them) covers; the rest are counted as wrong
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Figures = dict[str, Any]
HERE = Path(__file__).parent / "readings"


def evaluate(path: str | Path | None = None, predictions_path: str | Path | None = None) -> Figures:
    """Read every gold report of ``path`` (a file or a folder; our own by default) and score the readings."""
    from pourparler.pipeline import Tools
    from pourparler.records import contract
    from pourparler.settings import Settings

    tools = Tools.load(Settings(record=":memory:"))
    rows, lines = [], []
    for gold_path in gold_files(Path(path or HERE)):
        gold = json.loads(gold_path.read_text("utf-8"))
        reading = contract.to_dict(read(gold_path, gold, tools))
        lines.append(contract.dumps(reading))
        rows.append({"report": gold_path.stem, **score(gold, reading)})
    if predictions_path:
        Path(predictions_path).write_text("".join(line + "\n" for line in lines), "utf-8")
    figures = total(rows)
    return {**figures, "table": table(rows, figures)}


def gold_files(path: Path) -> list[Path]:
    """Return the gold files of a folder in order, or the one file."""
    return sorted(path.glob("*.json")) if path.is_dir() else [path]


def read(gold_path: Path, gold: Row, tools: Any) -> Any:
    """Return the reading of the report that a gold file names."""
    from pourparler.pipeline import read_document
    from pourparler.readers import Overrides, read_inputs

    places = (gold_path.parent / gold["report"], gold_path.parent.parent / gold["report"])
    file = next((p for p in places if p.exists()), places[0])
    document = next(iter(read_inputs([file], Overrides(published=gold.get("published")))))
    return read_document(document, tools)


# -- one report -------------------------------------------------------------------------------------
def score(gold: Row, reading: Row) -> Row:
    """Return per kind of row ``found``, ``gold``, ``rows``, ``covered``, and what is missing or too much."""
    names = {a["id"]: a for a in reading["actors"]}
    text = " ".join(reading["document"]["text"].split())
    kinds = {
        "statements": (gold.get("statements", []), reading["statements"], statement_fits, statement_words),
        "events": (gold.get("events", []), current(reading["events"]), event_fits, event_words),
    }
    result: Row = {}
    for kind, (wanted, found, fits, words) in kinds.items():
        hits = {i: [r for r in found if fits(g, r)] for i, g in enumerate(wanted)}
        right = [g["contains"] for g in wanted] + gold.get("also", [])
        extra = [r for r in found if not any(touches(piece, words(r), text) for piece in right)]
        taken = {r["id"] for rows in hits.values() for r in rows}
        result[kind] = {
            "gold": len(wanted),
            "found": sum(bool(rows) for rows in hits.values()),
            "rows": len(found),
            "covered": len([r for r in found if r["id"] in taken or r not in extra]),
            "missing": [g for i, g in enumerate(wanted) if not hits[i]],
            "extra": [words(r) for r in extra if r["id"] not in taken],
        }
    result["roles"] = counted(gold.get("roles", []), lambda g: role_fits(g, names.values()))
    result["itineraries"] = counted(gold.get("itineraries", []), lambda g: journey_fits(g, reading["itineraries"]))
    return result


def current(events: Iterable[Row]) -> list[Row]:
    """Return the events that stand for themselves: what a condition asks for belongs to its condition."""
    return [e for e in events if not e.get("condition_of")]


def counted(wanted: list[Row], fits: Any) -> Row:
    """Return how many of ``wanted`` are met."""
    missing = [g for g in wanted if not fits(g)]
    return {"gold": len(wanted), "found": len(wanted) - len(missing), "missing": missing}


def statement_fits(gold: Row, row: Row) -> bool:
    """Return whether a statement has the words, the kind, the speaker and the setting that the gold asks for."""
    speakers = {p["name"] for p in [row["speaker"], *row.get("others", [])] if p}
    return (
        touches(gold["contains"], statement_words(row))
        and gold.get("kind", row["kind"]) == row["kind"]
        and ("speaker" not in gold or any(same(s, speakers) for s in several(gold["speaker"])))
        and ("addressee" not in gold or holds(name_of(row["addressee"]), gold["addressee"]))
        and ("venue" not in gold or holds((row["venue"] or {}).get("text", ""), gold["venue"]))
        and ("channel" not in gold or holds(name_of(row["channel"]), gold["channel"]))
        and gold.get("date", row["date"]) == row["date"]
    )


def event_fits(gold: Row, row: Row) -> bool:
    """Return whether an event has the force, act, parties and condition that the gold asks for."""
    return (
        touches(gold["contains"], event_words(row))
        and gold.get("force", row["force"]) == row["force"]
        and row["act"] in gold.get("act", row["act"]).split("_OR_")
        and gold.get("mode", row["mode"]) == row["mode"]
        and parties_fit(gold.get("actor"), row["actors"])
        and parties_fit(gold.get("recipient"), row["recipients"] + row["actors"])
        and ("predictor" not in gold or name_of(row.get("speaker")) == gold["predictor"])
        and ("condition" not in gold or bool(row["condition"]) == bool(gold["condition"]))
        and (
            not gold.get("condition") or touches(gold["condition"], (row["condition"] or {"span": {}})["span"]["text"])
        )
        and all(gold[k] == row[k] for k in ("due", "date", "historical", "negated") if k in gold)
    )


def parties_fit(wanted: Any, parties: list[Row]) -> bool:
    """Return whether a party of that name or country is there."""
    if wanted is None:
        return True
    found = {p["name"] for p in parties} | {p["country"] for p in parties}
    return any(same(w, found) for w in several(wanted))


def role_fits(gold: Row, actors: Iterable[Row]) -> bool:
    """Return whether an actor has the country and the role, since when the gold says so."""
    for actor in actors:
        if not same(gold["actor"], {actor["name"]}) or actor["country"] != gold.get("country", actor["country"]):
            continue
        wanted = gold.get("role")
        if wanted is None or (wanted == "former" and any(r["former"] for r in actor["roles"])):
            return True
        for role in actor["roles"]:
            if wanted.lower() in role["title"].lower() and gold.get("since", role["begin"]) == role["begin"]:
                return True
    return False


def journey_fits(gold: Row, journeys: list[Row]) -> bool:
    """Return whether the stops are there, in order."""
    own = [j for j in journeys if same(gold["actor"], {j["actor"]["name"]})]
    return any([s["place"] for s in j["stops"]] == gold["stops"] for j in own)


# -- words ------------------------------------------------------------------------------------------
def statement_words(row: Row) -> str:
    """Return the content on one line."""
    return " ".join(" ".join(c["text"] for c in row["content"]).split())


def event_words(row: Row) -> str:
    """Return the evidence on one line."""
    return " ".join(row["evidence"]["text"].split())


def touches(piece: str, words: str, text: str | None = None) -> bool:
    """Return whether ``words`` cover at least half of the words of ``piece`` as one stretch."""
    wanted, given = tokens(piece), tokens(words)
    if not wanted or not given:
        return False
    if " ".join(wanted) in " ".join(given):
        return True
    best = max((run(wanted, given, i) for i in range(len(wanted))), default=0)
    return best * 2 >= len(wanted) and best >= min(3, len(wanted))


def run(wanted: list[str], given: list[str], start: int) -> int:
    """Return how many words from ``start`` on stand in ``given`` in a row."""
    size = 0
    joined = f" {' '.join(given)} "
    while start + size < len(wanted) and f" {' '.join(wanted[start : start + size + 1])} " in joined:
        size += 1
    return size


def tokens(text: str) -> list[str]:
    """Return the words in small letters."""
    return re.findall(r"\w+", text.lower())


def several(value: Any) -> list[str]:
    """Return a list of one or more."""
    return value if isinstance(value, list) else [value]


def same(name: str, found: set[str | None]) -> bool:
    """Return whether a name stands among others, case and "the" apart."""
    return plain(name) in {plain(f) for f in found if f}


def plain(name: str) -> str:
    """Return a name for comparison."""
    return " ".join(tokens(name.removeprefix("the ").removeprefix("The ")))


def name_of(party: Row | None) -> str:
    """Return the name of a party, empty for none."""
    return (party or {}).get("name") or ""


def holds(found: str, wanted: str) -> bool:
    """Return whether ``wanted`` stands in ``found``, case apart; an empty ``wanted`` asks for nothing there."""
    return wanted.lower() in found.lower() if wanted else not found


# -- all reports ------------------------------------------------------------------------------------
def total(rows: list[Row]) -> Figures:
    """Return the sums and shares over all reports."""
    figures: Figures = {"reports": len(rows)}
    for kind in ("statements", "events", "roles", "itineraries"):
        gold, found = (sum(r[kind][k] for r in rows) for k in ("gold", "found"))
        figures[kind] = {"gold": gold, "found": found, "recall": round(found / gold, 4) if gold else None}
        if kind in ("statements", "events"):
            made, covered = (sum(r[kind][k] for r in rows) for k in ("rows", "covered"))
            figures[kind] |= {"rows": made, "precision": round(covered / made, 4) if made else None}
    figures["rows"] = rows
    return figures


def table(rows: list[Row], figures: Figures) -> str:
    """Return the figures as lines for people."""
    lines = [f"{'':28}{'statements':>22}{'events':>22}{'roles':>8}{'trips':>8}"]
    for row in rows:
        lines.append(f"{row['report']:28}" + "".join(cells(row)))
    s, e = figures["statements"], figures["events"]
    lines += [
        "",
        f"statements: {share(s['recall'])} of the gold found, {share(s['precision'])} of the rows right",
        f"events:     {share(e['recall'])} of the gold found, {share(e['precision'])} of the rows right",
    ]
    return "\n".join(lines)


def share(value: float | None) -> str:
    """Return a share in per cent."""
    return "–" if value is None else f"{100 * value:.1f} %"


def cells(row: Row) -> Iterator[str]:
    """Yield the cells of one report: found of gold, right of rows."""
    for kind in ("statements", "events"):
        part = row[kind]
        yield f"{part['found']}/{part['gold']} ({part['covered']}/{part['rows']} right)".rjust(22)
    for kind in ("roles", "itineraries"):
        yield f"{row[kind]['found']}/{row[kind]['gold']}".rjust(8)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Score whole readings.")
    parser.add_argument("paths", nargs="*", default=[None])
    parser.add_argument("--missing", action="store_true", help="print what is missing and what is too much")
    given = parser.parse_args()
    for path in given.paths:
        figures = evaluate(path)
        sys.stdout.write(figures["table"] + "\n")
        for row in figures["rows"] if given.missing else ():
            for kind in ("statements", "events", "roles", "itineraries"):
                sys.stdout.writelines(f"{row['report']} {kind} missing {m}\n" for m in row[kind]["missing"])
                sys.stdout.writelines(f"{row['report']} {kind} extra {m}\n" for m in row[kind].get("extra", ()))


if __name__ == "__main__":
    main()
