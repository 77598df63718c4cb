"""``pourparler read``: reports in, what they say out, kept in the record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparler.views.cli.common import MIN_CONFIDENCE, Day, console, format_option, note, project_of, record_option

if TYPE_CHECKING:
    from pourparler.records import Reading


@click.command(short_help="Read reports, print and keep what they say.")
@click.argument("files", nargs=-1, metavar="[FILES...|-]")
@click.option("--published", "-p", type=Day(), help="When it was published, if the report does not say.")
@click.option("--title", help="Its title.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Its address.")
@format_option("text", "summary", "json", "jsonl", "csv", "md")
@record_option
@click.option("--no-keep", is_flag=True, help="Print only; the record is not touched.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help=f"Print no row below this [default: {MIN_CONFIDENCE}; 0 with json and jsonl]. All rows are kept.",
)
@click.option("--processes", "-j", type=click.IntRange(1), default=1, help="Read with several processes.")
@click.option("--coders", metavar="NAMES", help="Coders to run, comma between. Default: statements,events,itineraries.")
@click.pass_context
def read(ctx: click.Context, files: tuple[str, ...], form: str | None, **options: Any) -> None:
    """Read news reports: print what they say, and keep it.

    FILES are text, HTML, JSON, JSONL, CSV, RSS or Atom files, folders or globs; - is standard input.
    One report is printed in full (text), several as one line each (summary). json and jsonl print one
    object a report, one per line (the contract of `pourparler schema`); csv prints events as rows,
    md a page a report.

    \b
    Examples:
      pourparler read report.txt --published 2025-10-28
      pourparler read articles/ more/*.html --processes 2
      curl -s https://example.org/story | pourparler read - --url https://example.org/story
      pourparler read report.txt --format json | jq '.events[] | [.force, .act]'
      pourparler read report.txt --no-keep --min-confidence 0.7

    Reading the same report again changes nothing; a changed report is kept as a new version beside
    the old one. Exit code 1 when a report could not be read; the others were.
    """
    inputs = _inputs(files)
    form = form or ("text" if _is_one(inputs) else "summary")
    least = options["min_confidence"]
    least = (0.0 if form in ("json", "jsonl") else MIN_CONFIDENCE) if least is None else least
    told = {name: options[name] for name in ("title", "publisher", "published", "url") if options[name]}
    coders = tuple(n.strip() for n in (options["coders"] or "").split(",") if n.strip()) or None
    failed = 0
    with (
        project_of(options["record"], processes=options["processes"], coders=coders) as project,
        _progress(form) as advance,
    ):
        printer = PRINTERS[form]()
        for reading, outcome in project.take_in(inputs, told, keep=not options["no_keep"]):
            failed += any(d.level == "error" for d in reading.diagnostics)
            printer.add(above(reading, least), outcome)
            advance()
    printer.end()
    if failed:
        ctx.exit(1)


def above(reading: Reading, confidence: float) -> Reading:
    """Return the reading without rows below ``confidence``."""
    if not confidence:
        return reading
    return replace(
        reading,
        statements=tuple(s for s in reading.statements if s.confidence >= confidence),
        events=tuple(e for e in reading.events if e.confidence >= confidence),
    )


def _inputs(files: tuple[str, ...]) -> list[str]:
    if files:
        return list(files)
    if sys.stdin.isatty():
        raise click.UsageError("name a file, a folder, or - for standard input")
    return ["-"]


def _is_one(inputs: list[str]) -> bool:
    return len(inputs) == 1 and (inputs[0] == "-" or Path(inputs[0]).is_file())


@contextmanager
def _progress(form: str) -> Iterator[Any]:
    """Show a bar on a terminal's standard error while reports are read; give what moves it on."""
    if not sys.stderr.isatty() or (form != "summary" and sys.stdout.isatty()):
        yield lambda: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("reading: {task.completed:,.0f} reports"), TimeElapsedColumn()
    with Progress(*columns, console=console(err=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda: bar.advance(task)


# -- printers: one for each format ------------------------------------------------------------------
class Lines:
    """JSON, one object a report."""

    def add(self, reading: Reading, _outcome: str | None) -> None:
        """Print a reading."""
        from pourparler.records import contract

        click.echo(contract.dumps(contract.to_dict(reading)))
        self.warn(reading)

    def warn(self, reading: Reading) -> None:
        """Print errors and warnings to standard error."""
        from pourparler.views.tables import print_diagnostics

        report = reading.document.report
        serious = [d for d in reading.diagnostics if d.level != "info"]
        print_diagnostics(serious, report.origin or report.id, console(err=True))

    def end(self) -> None:
        """Print what comes last."""


class Text(Lines):
    """A report in full."""

    def __init__(self) -> None:
        self._first = True

    def add(self, reading: Reading, outcome: str | None) -> None:
        """Print a reading."""
        from pourparler.views.pages import print_reading

        if not self._first:
            click.echo()
        self._first = False
        print_reading(reading, console())
        if outcome and outcome != "added":
            note(f"in the record: {outcome}")


class Summary(Lines):
    """One line a report and a count."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()

    def add(self, reading: Reading, outcome: str | None) -> None:
        """Print a reading's line."""
        from pourparler.views.pages import summary_line

        console().print(summary_line(reading, outcome), soft_wrap=True)
        self.warn(reading)
        self._outcomes[outcome or "not kept"] += 1
        self._counts["report"] += 1
        self._counts["statement"] += len(reading.statements)
        self._counts["event"] += len(reading.events)

    def end(self) -> None:
        """Print the totals."""
        from pourparler.views.wording import plural

        totals = ", ".join(plural(self._counts[noun], noun) for noun in ("report", "statement", "event"))
        outcomes = ", ".join(f"{count} {name}" for name, count in sorted(self._outcomes.items()))
        click.echo(f"\n{totals}" + (f" ({outcomes})" if outcomes else ""))


class Rows(Lines):
    """Events as CSV rows."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []

    def add(self, reading: Reading, _outcome: str | None) -> None:
        """Remember a reading's events."""
        from pourparler.records.kept import Kept
        from pourparler.views.tables import event_row

        self._rows += [event_row(Kept(reading.document.report, event)) for event in reading.events]
        self.warn(reading)

    def end(self) -> None:
        """Print the rows."""
        from pourparler.views.tables import write_rows

        write_rows(self._rows, [], "csv", sys.stdout)


class Pages(Lines):
    """A Markdown page a report."""

    def add(self, reading: Reading, _outcome: str | None) -> None:
        """Print a reading."""
        from pourparler.views.pages import markdown_page

        click.echo(markdown_page(reading))
        self.warn(reading)


PRINTERS: dict[str, type[Lines]] = {
    "text": Text,
    "summary": Summary,
    "json": Lines,
    "jsonl": Lines,
    "csv": Rows,
    "md": Pages,
}
