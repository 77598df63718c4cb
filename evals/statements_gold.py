"""Score statements on reports of our own: who by name, to whom, where, through what, when, inside which.

    python -m evals.statements_gold [FILE.toml] [--errors]

Each ``[[report]]`` has ``id``, ``published``, ``text`` and ``statements``, one line each::

    speaker | words of the content | to: …; at: …; via: …; on: EDTF; in: N; kind: …

The words are copied from the text and must stand in the content. ``to`` is the addressee, ``at`` the venue,
``via`` the channel, ``in`` the number (from 1) of the statement that reports this one. Speakers are separated
by ``&``, other names of one by ``/``; ``-`` is nobody. All statements of a report are listed, but for bare
topics ("urged restraint"); attitudes ("hopes") only where they are clear. An outlet that only carries what another
said ("…, the agency quoted her as saying") is that statement's ``via`` and has no statement of its own; an outlet
that reports something itself is both speaker and ``via``. What holds for one half of a broken quotation holds for
the other. ``statements/heldout.toml`` is kept aside: only its totals are looked at, never ``--errors``.

A found statement answers a gold one when its content holds the words; of several the smallest, each once.
Speaker: right when the resolved name, or the words, hold the gold name or are held by it. Precision is over
the matched statements for which a speaker is given, ``answered`` the share of gold statements with a speaker
that are matched and given one; a pronoun that nothing resolves is no speaker. Circumstances count as (statement,
value) pairs: a value is right when the
gold words stand in it or it in them; one that the gold does not have is wrong. Nesting: pairs of inner and
outer statement. ``extra`` counts found statements, attitudes and nested ones apart, that no gold line asks for.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals import floors

HERE = Path(__file__).parent / "statements"
PARTS = ("to", "at", "via", "on")
SMALL = {"the", "a", "an", "his", "her", "its", "their", "of", "mr", "ms", "mrs"}
PRONOUNS = frozenset("i we you he she it they who which that this him her them me us one both".split())


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold line; ``facts`` by key, ``outer`` the index of the statement that reports it."""

    speakers: tuple[str, ...]
    words: str
    facts: dict[str, str] = field(default_factory=dict)
    outer: int | None = None


def read_line(line: str) -> Gold:
    """Return one gold statement; raises ValueError on a line with too few parts."""
    who, words, *rest = (part.strip() for part in line.split("|"))
    facts = dict(part.split(": ", 1) for part in rest[0].split("; ")) if rest else {}
    outer = facts.pop("in", None)
    speakers = tuple(s.strip() for s in who.split("&") if s.strip() != "-")
    return Gold(speakers, words, facts, int(outer) - 1 if outer else None)


def evaluate(path: str | Path | None = None, predictions_path: str | None = None, errors: str = "") -> dict[str, Any]:
    """Read every report of ``path`` (default: those kept aside) and return the figures and a ``table``."""
    from pourparler.pipeline import Tools
    from pourparler.settings import Settings

    tools = Tools.load(Settings(record=""))
    counts: Counter[str] = Counter()
    notes: list[str] = []
    file = Path(path or HERE / "heldout.toml")
    for report in tomllib.loads(file.read_text("utf-8"))["report"]:
        found = _read(report, tools)
        _count(counts, report, [read_line(s) for s in report["statements"]], found, notes)
    figures = _figures(counts)
    names = ("addressee", "venue", "channel", "date", "nesting")
    measured = {"found": figures["found"], **{f"speaker {k}": v for k, v in figures["speaker"].items()}}
    measured |= {name: figures[name]["f1"] for name in names}
    figures["below"] = floors.below("statements", file, measured)
    figures["table"] = "\n".join(
        [_table(figures), *(f"below floor: {b}" for b in figures["below"]), *(notes if errors else ())]
    )
    return figures


def _read(report: dict[str, Any], tools: Any) -> list[dict[str, Any]]:
    from pourparler.pipeline import read_document
    from pourparler.readers import document_from_text

    document = document_from_text(report["text"].strip("\n"), published=str(report["published"]))
    return [_row(s) for s in read_document(document, tools).statements]


def _row(s: Any) -> dict[str, Any]:
    return {
        "id": s.id,
        "parent": s.parent,
        "kind": s.kind,
        "rule": s.coding.rule,
        "speakers": [
            {p.name, p.span.text if p.span else p.name} for p in s.speakers if p.id or not _is_pronoun(p.name)
        ],
        "content": " ".join(" ".join(c.text for c in s.content).split()),
        "to": {s.addressee.name, s.addressee.span.text if s.addressee.span else ""} if s.addressee else None,
        "at": {s.venue.text} if s.venue else None,
        "via": {s.channel.name, s.channel.span.text if s.channel.span else ""} if s.channel else None,
        "on": {s.date} if s.date else None,
    }


def _is_pronoun(name: str) -> bool:
    """Return whether a speaker is nobody by name: the program abstains from a pronoun that it cannot resolve."""
    return name.lower() in PRONOUNS


def _count(
    counts: Counter[str], report: dict[str, Any], gold: list[Gold], found: list[dict[str, Any]], notes: list[str]
) -> None:
    match = _matches(gold, found)
    used = {match[k]["id"] for k in match}
    for number, one in enumerate(gold):
        row = match.get(number)
        counts["gold"] += 1
        counts["found"] += row is not None
        where = f"{report['id']} {number + 1} [{one.words}]"
        if row is None:
            notes.append(f"missed   {where}")
        _speaker(counts, one, row, where, notes)
        _facts(counts, one, row, where, notes)
        _outer(counts, one, row, match, where, notes)
        if row is not None and "kind" in one.facts:
            counts["kind"] += 1
            counts["kind right"] += one.facts["kind"] == row["kind"]
            if one.facts["kind"] != row["kind"]:
                notes.append(f"kind     {where}: {row['kind']}")
    for row in found:
        if row["id"] not in used:
            sort = "nested" if row["parent"] else "attitude" if row["kind"] == "attitude" else "spoken"
            counts[f"extra {sort}"] += 1
            notes.append(f"extra    {report['id']} {sort} {row['speakers']} [{row['content'][:70]}] {row['rule']}")


def _matches(gold: list[Gold], found: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return the row of each gold statement: the smallest content that holds its words, the best placed first."""
    pairs = [
        (len(row["content"]) - len(one.words), number, k)
        for number, one in enumerate(gold)
        for k, row in enumerate(found)
        if one.words in row["content"]
    ]
    match: dict[int, dict[str, Any]] = {}
    taken: set[int] = set()
    for _, number, k in sorted(pairs):
        if number not in match and k not in taken:
            match[number] = found[k]
            taken.add(k)
    return match


def _speaker(counts: Counter[str], one: Gold, row: dict[str, Any] | None, where: str, notes: list[str]) -> None:
    counts["speaker gold"] += bool(one.speakers)
    if row is None or not (row["speakers"] or one.speakers):
        return
    given = row["speakers"]
    counts["speaker answered"] += bool(given and one.speakers)
    counts["speaker given"] += bool(given)
    right = bool(given) and len(given) == len(one.speakers)
    right = right and all(any(_same(wanted, names) for names in given) for wanted in one.speakers)
    counts["speaker right"] += right
    if not right:
        notes.append(f"speaker  {where}: {given}, wanted {one.speakers}")


def _facts(counts: Counter[str], one: Gold, row: dict[str, Any] | None, where: str, notes: list[str]) -> None:
    for part in PARTS:
        wanted, given = one.facts.get(part), row[part] if row else None
        counts[f"{part} gold"] += wanted is not None
        counts[f"{part} given"] += given is not None
        right = bool(wanted and given) and (_same(wanted or "", given) if part != "on" else wanted in given)
        counts[f"{part} right"] += right
        if not right and (given or (wanted and row)):
            notes.append(f"{part:8} {where}: {given}, wanted {wanted}")


def _outer(
    counts: Counter[str], one: Gold, row: dict[str, Any] | None, match: dict[int, Any], where: str, notes: list[str]
) -> None:
    outer = match.get(one.outer, {}).get("id") if one.outer is not None else None
    counts["in gold"] += one.outer is not None
    counts["in given"] += bool(row and row["parent"])
    right = bool(row and outer and row["parent"] == outer)
    counts["in right"] += right
    if not right and ((row and row["parent"]) or one.outer is not None):
        notes.append(f"in       {where}: {row and row['parent']}, wanted {one.outer}")


def _same(wanted: str, given: set[str]) -> bool:
    choices = [_words(one) for one in wanted.split(" / ")]
    return any(a and b and (a <= b or b <= a) for a in choices for b in map(_words, given))


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", text.lower().replace("’s", "").replace("'s", "")) if w not in SMALL)


def _figures(c: Counter[str]) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "gold": c["gold"],
        "found": round(c["found"] / max(c["gold"], 1), 3),
        "speaker": {
            "precision": round(c["speaker right"] / max(c["speaker given"], 1), 3),
            "answered": round(c["speaker answered"] / max(c["speaker gold"], 1), 3),
        },
        "kind": round(c["kind right"] / max(c["kind"], 1), 3),
        "extra": {sort: c[f"extra {sort}"] for sort in ("spoken", "attitude", "nested")},
    }
    names = {"to": "addressee", "at": "venue", "via": "channel", "on": "date", "in": "nesting"}
    for part, name in names.items():
        p, r = c[f"{part} right"] / max(c[f"{part} given"], 1), c[f"{part} right"] / max(c[f"{part} gold"], 1)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        figures[name] = {"p": round(p, 3), "r": round(r, 3), "f1": round(f1, 3), "gold": c[f"{part} gold"]}
    return figures


def _table(figures: dict[str, Any]) -> str:
    lines = [f"statements {figures['gold']}, found {figures['found']:.3f}; extra {figures['extra']}"]
    who = figures["speaker"]
    lines.append(f"speaker by name: precision {who['precision']:.3f}, answered {who['answered']:.3f}")
    lines.append(f"kind {figures['kind']:.3f}")
    for name in ("addressee", "venue", "channel", "date", "nesting"):
        v = figures[name]
        lines.append(f"{name:10} P {v['p']:.3f}  R {v['r']:.3f}  F1 {v['f1']:.3f}  ({v['gold']} in the gold)")
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Score statements on our own reports.")
    parser.add_argument("path", nargs="?")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    sys.stdout.write(evaluate(given.path, errors="yes" if given.errors else "")["table"] + "\n")


if __name__ == "__main__":
    main()
