"""A reading, a finding, an actor as a page for the terminal or in Markdown."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from pourparler.records import Actor, Reading, Report
from pourparler.records.edtf import iso_bounds
from pourparler.records.kept import Kept
from pourparler.views import tables
from pourparler.views.wording import clean, role_of, short, title_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

OUTCOMES = {"added": "green", "new version": "cyan", "replaced": "cyan", "unchanged": "dim", None: "dim"}


def print_reading(reading: Reading, console: Console) -> None:
    """Print all that one report yielded."""
    report = reading.document.report
    kept = _with_report(reading)
    _print_head(report, console)
    _section("Said", len(reading.statements), console)
    _cards(tables.statement_cards(kept["statements"], with_report=False), reading.statements, console)
    _section("Done, offered, asked, refused", len(reading.events), console)
    _cards(tables.event_cards(kept["events"], with_report=False), reading.events, console)
    if reading.itineraries:
        _section("Journeys", len(reading.itineraries), console)
        for line in tables.itinerary_lines(reading.itineraries):
            console.print(" ", line)
        console.print()
    named = [a for a in reading.actors if a.roles]
    if named:
        _section("Who is who", len(named), console)
        console.print(_roles(named))
        console.print()
    if reading.diagnostics:
        _section("Notes", len(reading.diagnostics), console)
        tables.print_diagnostics(reading.diagnostics, None, console)


def summary_line(reading: Reading, outcome: str | None) -> Text:
    """Return one line on a reading: what it changed, when, title, how much."""
    from rich.text import Text

    report = reading.document.report
    broken = any(d.level == "error" for d in reading.diagnostics)
    state = outcome or "read"
    if broken:
        state = "in part" if reading.statements or reading.events else "unread"
    line = Text(f"{state:<12}", "red" if broken else OUTCOMES[outcome])
    title = clean(report.title or "") or clean(report.origin or "") or report.id
    line.append(f"{(report.published or 'undated')[:10]:<11}", "not bold default")
    line.append(f"{short(title, 36):<37}", "bold default")
    line.append(f"{len(reading.statements):>3} said {len(reading.events):>4} events", "dim")
    return line


def markdown_page(reading: Reading) -> str:
    """Return a reading as Markdown: a heading, a table of statements, a table of events."""
    report = reading.document.report
    kept = _with_report(reading)
    out = StringIO()
    out.write(f"# {tables.markdown_cell(title_of(report))}\n\n{tables.markdown_cell(_facts(report))}\n")
    for name, row in (("statements", tables.statement_row), ("events", tables.event_row)):
        rows = [_without_report(row(k)) for k in kept[name]]
        out.write(f"\n## {name.capitalize()}\n\n")
        if rows:
            tables.write_rows(rows, [], "md", out)
        else:
            out.write("None.\n")
    return out.getvalue()


def _print_head(report: Report, console: Console) -> None:
    from rich.text import Text

    console.print(Text(title_of(report), "bold"))
    console.print(Text(_facts(report), "dim"))
    console.print()


def _facts(report: Report) -> str:
    place = (report.publisher or report.agency, (report.published or "undated")[:10], report.url, report.id)
    return clean("  ".join(filter(None, place)))


def _section(name: str, count: int, console: Console) -> None:
    from rich.text import Text

    line = Text(name, "bold underline")
    line.append(f"  {count}" if count else "  nothing", "dim not bold not underline")
    console.print(line)


def _cards(table: Any, rows: Any, console: Console) -> None:
    if rows:
        console.print(table)
    else:
        console.print()


def _roles(actors: list[Actor]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 1))
    for actor in actors:
        table.add_row(Text(clean(actor.name), "bold"), Text(role_of(actor.roles)), Text(actor.country or "", "dim"))
    return table


def _with_report(reading: Reading) -> dict[str, list[Kept[Any]]]:
    report = reading.document.report

    def kept(item: Any) -> Kept[Any]:
        return Kept(report, item, iso_bounds(item.date)[0] or (report.published or "")[:10] or None)

    return {"statements": list(map(kept, reading.statements)), "events": list(map(kept, reading.events))}


def _without_report(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in ("report", "publisher", "published", "url")}
