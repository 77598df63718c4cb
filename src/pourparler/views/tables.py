"""Rows as something to look at or to feed on: terminal, JSON, JSON lines, CSV, Markdown.

In the terminal a finding is a small card: the first line says when, who and what, the second gives the
words. That stays readable on 80 columns, where a table of eight columns would not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any

from pourparler.records import Diagnostic, Event, Itinerary, Statement, contract, one_line
from pourparler.records.kept import ActorSummary, Kept
from pourparler.views.sentences import names, plain_sentence, sentence
from pourparler.views.styling import LEVEL_STYLES, small_print, styled
from pourparler.views.wording import (
    clean,
    day_words,
    due_words,
    place_of,
    quoted,
    role_of,
    setting,
    short,
    who,
    words_of,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

Json = dict[str, Any]
FORMATS = ("table", "json", "jsonl", "csv", "md")
IN_MARKDOWN = frozenset(
    "id date kind speaker words addressee venue force act mode sentence condition due place publisher published"
    " name country roles excerpt reports statements events".split()
)
"""Columns that a Markdown table keeps: what people read, not what programs want."""
FORMULA = re.compile(r"^(?:[=+@\t\r]|-(?!\d))")


# -- flat rows --------------------------------------------------------------------------------------
def report_object(kept: Kept[Any]) -> Json:
    """Return the object that names a report beside a finding."""
    names = ("id", "version", "title", "publisher", "url", "published")
    return {name: getattr(kept.report, name) for name in names}


def statement_object(kept: Kept[Statement]) -> Json:
    """Return the contract's object of a statement, with its report."""
    return {"report": report_object(kept), **contract.statement_dict(kept.item)}


def event_object(kept: Kept[Event]) -> Json:
    """Return the contract's object of an event, with its report."""
    return {"report": report_object(kept), **contract.event_dict(kept.item)}


def actor_object(actor: ActorSummary) -> Json:
    """Return an actor of the record as an object."""
    facts = {n: getattr(actor, n) for n in ("id", "name", "kind", "country", "sector", "known")}
    roles = [{k: v for k, v in contract.role_dict(r).items() if k != "evidence"} for r in actor.roles]
    counts = {n: getattr(actor, n) for n in ("reports", "statements", "events")}
    return {**facts, "roles": roles, **counts}


def statement_row(kept: Kept[Statement]) -> Json:
    """Return a statement as one flat row."""
    item = kept.item
    return {
        "id": item.id,
        "date": item.date,
        "kind": item.kind,
        "speaker": who(item.speakers),
        "speaker_id": _ids(item.speakers),
        "speaker_country": item.speaker.country if item.speaker else None,
        "words": words_of(item),
        "addressee": item.addressee.name if item.addressee else None,
        "venue": item.venue.text if item.venue else None,
        "channel": item.channel.name if item.channel else None,
        "historical": item.historical,
        "confidence": item.confidence,
        **_report_row(kept),
    }


def event_row(kept: Kept[Event]) -> Json:
    """Return an event as one flat row."""
    item, codes = kept.item, kept.item.codes
    return {
        "id": item.id,
        "date": item.date,
        "force": item.force,
        "act": item.act,
        "mode": item.mode,
        "negated": item.negated,
        "historical": item.historical,
        "actors": who(item.actors),
        "actor_ids": _ids(item.actors),
        "recipients": who(item.recipients),
        "recipient_ids": _ids(item.recipients),
        "third_parties": who(item.third_parties),
        "condition": one_line(item.condition.span.text) if item.condition else None,
        "due": item.due,
        "place": item.place.name if item.place else None,
        "plover": codes.plover if codes else None,
        "plover_mode": codes.mode if codes else None,
        "quad": codes.quad if codes else None,
        "intensity": codes.intensity if codes else None,
        "cameo": codes.cameo if codes else None,
        "goldstein": codes.goldstein if codes else None,
        "contexts": ";".join(item.contexts),
        "sentence": plain_sentence(item),
        "words": one_line(item.evidence.text),
        "confidence": item.confidence,
        **_report_row(kept),
    }


def actor_row(actor: ActorSummary) -> Json:
    """Return an actor as one flat row."""
    return {**actor_object(actor), "roles": role_of(actor.roles)}


def _report_row(kept: Kept[Any]) -> Json:
    report = kept.report
    return {
        "report": report.id,
        "publisher": report.publisher,
        "published": report.published,
        "url": report.url,
    }


def _ids(parties: Iterable[Any]) -> str:
    return ";".join(p.id or "" for p in parties)


# -- files ------------------------------------------------------------------------------------------
def write_rows(rows: Sequence[Json], objects: Iterable[Json], form: str, stream: IO[str]) -> None:
    """Write flat ``rows`` (csv, md) or whole ``objects`` (json, jsonl) to ``stream``."""
    if form == "json":
        stream.write(contract.dumps(list(objects), indent=1) + "\n")
    elif form == "jsonl":
        stream.writelines(contract.dumps(one) + "\n" for one in objects)
    elif form == "csv":
        _write_csv(rows, stream)
    else:
        _write_markdown(rows, stream)


def _write_csv(rows: Sequence[Json], stream: IO[str]) -> None:
    """Write CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    if not rows:
        return
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return clean(f"'{value}" if FORMULA.match(value) else value)
    return value


def _write_markdown(rows: Sequence[Json], stream: IO[str]) -> None:
    if not rows:
        return
    filled = [n for n in rows[0] if any(row[n] not in (None, "", False) for row in rows)]
    names = [n for n in filled if n in IN_MARKDOWN]
    stream.write(f"| {' | '.join(names)} |\n|{'---|' * len(names)}\n")
    for row in rows:
        stream.write(f"| {' | '.join(markdown_cell(row[n]) for n in names)} |\n")


def markdown_cell(value: Any) -> str:
    """Return a value as text that no Markdown or HTML can hide in."""
    if value is None:
        return ""
    text = one_line(clean(str(_cell(value) if isinstance(value, bool) else value)))
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)


# -- the terminal -----------------------------------------------------------------------------------
def cards() -> Table:
    """Return the grid that cards stand in: days and ids left, the rest right."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 1), pad_edge=True)
    table.add_column(width=13, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.expand = True
    return table


def statement_cards(found: Iterable[Kept[Statement]], with_report: bool = True) -> Table:
    """Return statements for the terminal."""
    from rich.text import Text

    table = cards()
    for kept in found:
        item = kept.item
        speaker = names(item.speakers)
        line = Text(speaker or "Nobody named", "bold" if speaker else "dim")
        line.append(f"  {setting(item)}" if setting(item) else "", "not bold dim")
        marks = (item.kind, "said earlier" if item.historical else "", _doubt(item.confidence))
        _add_card(table, kept, [line, Text(words_of(item))], [*marks, *_source(kept, with_report)])
    return table


def event_cards(found: Iterable[Kept[Event]], with_report: bool = True) -> Table:
    """Return events for the terminal."""
    from rich.text import Text

    table = cards()
    for kept in found:
        item = kept.item
        lines = [styled(sentence(item), item.force), Text(quoted(clean(one_line(item.evidence.text))), "italic")]
        if item.condition:
            lines.append(Text(f"on condition: {clean(one_line(item.condition.span.text))}", "yellow"))
        code = f"{item.force} {item.act}" + (f"/{item.mode}" if item.mode else "")
        place = f"in {clean(item.place.name)}" if item.place else ""
        marks = (code, due_words(item.due), place, "earlier" if item.historical else "", _doubt(item.confidence))
        _add_card(table, kept, lines, [*marks, *_source(kept, with_report)])
    return table


def _add_card(table: Table, kept: Kept[Any], lines: list[Text], marks: list[str]) -> None:
    from rich.text import Text

    day = Text(kept.day or "undated", "" if kept.item.date else "dim")
    table.add_row(Text("\n").join([day, Text(kept.item.id, "dim cyan")]), Text("\n").join(lines))
    table.add_row("", small_print(*marks))
    table.add_row()


def _source(kept: Kept[Any], wanted: bool) -> tuple[str, ...]:
    return (place_of(kept.report),) if wanted else ()


def actor_table(found: Sequence[ActorSummary]) -> Table:
    """Return actors for the terminal."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    table.add_column("Actor", style="bold", ratio=3, overflow="fold")
    table.add_column("Role", ratio=4, overflow="fold")
    table.add_column("From", no_wrap=True)
    for name in ("Reports", "Said", "Events"):
        table.add_column(name, justify="right", no_wrap=True)
    for actor in found:
        counts = (str(actor.reports), str(actor.statements), str(actor.events))
        role = short(role_of(actor.roles), 90) or actor.kind
        table.add_row(clean(actor.name), role, actor.country or "", *counts)
    return table


def itinerary_lines(itineraries: Iterable[Itinerary]) -> list[Text]:
    """Return journeys for the terminal, one line each."""
    from rich.text import Text

    lines = []
    for itinerary in itineraries:
        line = Text(clean(itinerary.actor.name), "bold")
        for index, stop in enumerate(itinerary.stops):
            date = f" {day_words(stop.date)}" if stop.date else ""
            line.append(("  " if index == 0 else " → ") + clean(stop.place), "not bold")
            line.append(date + (" (planned)" if stop.planned else ""), "dim not bold")
        lines.append(line)
    return lines


def print_diagnostics(diagnostics: Iterable[Diagnostic], origin: str | None, console: Console) -> None:
    """Print what a person should know about an input."""
    from rich.text import Text

    for diagnostic in diagnostics:
        line = Text(f"{diagnostic.level}: ", LEVEL_STYLES.get(diagnostic.level, ""))
        line.append(f"{clean(origin)}: " if origin else "", "dim")
        line.append(clean(diagnostic.message), "default not bold")
        if diagnostic.span:
            line.append(f" (at {diagnostic.span.start}: {short(clean(diagnostic.span.text), 40)!r})", "dim")
        console.print(line, soft_wrap=True)


def _doubt(confidence: float) -> str:
    """Return the confidence where it is low enough to say so."""
    return f"unsure {confidence:.2f}" if confidence < 0.6 else ""
