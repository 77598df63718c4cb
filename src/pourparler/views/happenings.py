"""One event, many reports: rows that say how many tell it and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.text import Text

from pourparler.ledger.happenings import Happening
from pourparler.records.kept import Kept
from pourparler.views import tables
from pourparler.views.sentences import plain_sentence
from pourparler.views.wording import plural


def row(happening: Happening) -> dict[str, Any]:
    """Return a happening as a flat row: that of its surest report, with counts and contradictions."""
    return {
        **tables.event_row(_surest(happening)),
        "date": happening.event.date or happening.day,
        "reports": happening.reports,
        "sources": happening.sources,
        "all_ids": " ".join(k.item.id for k in happening.rows),
        "contradictions": contradictions(happening),
    }


def as_object(happening: Happening) -> dict[str, Any]:
    """Return a happening as JSON: its event, all evidence, contradicting details side by side."""
    return {
        "event": tables.event_object(_surest(happening)),
        "day": happening.day,
        "reports": happening.reports,
        "sources": happening.sources,
        "evidence": [
            {
                "event": k.item.id,
                "report": k.report.id,
                "publisher": k.report.publisher or k.report.agency,
                "words": k.item.evidence.text,
            }
            for k in happening.rows
        ],
        "contradictions": {
            name: [{"value": value, "reports": list(reports)} for value, reports in values]
            for name, values in happening.contradictions
        },
    }


def contradictions(happening: Happening) -> str | None:
    """Return the details that reports put differently in one line: "date: 10 (r1) / 11 (r2, r3)"."""
    found = (
        f"{name}: " + " / ".join(f"{value} ({', '.join(reports)})" for value, reports in values)
        for name, values in happening.contradictions
    )
    return "; ".join(found) or None


def cards(found: Iterable[Happening]) -> Text:
    """Return happenings for the terminal, two or three lines each."""
    text = Text()
    for one in found:
        told = f"{plural(one.reports, 'report')}, {plural(one.sources, 'independent source')}"
        text.append(f"{one.day or 'undated':11}").append(f"{one.event.id}  ", "dim cyan")
        text.append(plain_sentence(one.event), "bold").append(f"  {told}\n", "dim")
        if put := contradictions(one):
            text.append(f"{'':11}they differ in {put}\n", "yellow")
    return text


def _surest(happening: Happening) -> Kept[Any]:
    return happening.rows[0]
