"""``export`` and ``import``: events to and from the files that other programs read and write."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import Any

import click

from pourparler.lexicon.formats import FORMATS, OTHER_FORMS, TABLES
from pourparler.views.cli.common import (
    filters_of,
    filters_without_limit,
    note,
    project_of,
    record_option,
    report_by_option,
)
from pourparler.views.wording import plural


@click.command("export", short_help="Write the record for other programs.")
@click.argument("form", metavar="FORMAT", type=click.Choice((*FORMATS, *OTHER_FORMS)))
@click.option("--table", "-t", type=click.Choice(TABLES), default="events", help="Of csv, jsonl, parquet: which rows.")
@filters_without_limit
@click.option("--limit", "-n", type=click.IntRange(0), default=0, help="Write no more than this; default: all.")
@report_by_option
@click.option("--coder", multiple=True, metavar="NAME", help="Only rows of this coder (events, import:gdelt …).")
@click.option("--output", "-o", metavar="FILE", help="Write there instead of to standard output.")
@record_option
def export(
    form: str,
    table: str,
    by: str,
    coder: tuple[str, ...],
    output: str | None,
    record: str | None,
    **options: Any,
) -> None:
    """Write the record as a file that other programs read.

    plover, polecat, icews, gdelt: events as existing scripts read them; what such a format cannot say truly
    (a supposed or denied deed in a table of deeds) is left out and counted on standard error.
    csv, jsonl, parquet: a table, --table says which (parquet needs the extra pourparler[parquet]).
    ftm: FollowTheMoney entities. annotations: W3C Web Annotations. gexf, graphml: who deals with whom, for Gephi.
    timelinejs: events for TimelineJS. All rows are written, the newest first, unless filters choose.

    \b
    Examples:
      pourparler export polecat > events.txt
      pourparler export plover --actor PRK --with USA -o dyad.jsonl
      pourparler export gdelt --since 2025-01-01 --coder events
      pourparler export plover --by event > one-row-an-event.jsonl
      pourparler export parquet --table statements -o statements.parquet
      pourparler export gexf --since 2025-01-01 -o dealings.gexf
    """
    from pourparler.views.exports import write_events

    if form in OTHER_FORMS:
        _write_other(form, table, output, record, options)
        return
    with project_of(record) as project:
        filters = filters_of(options)
        if by == "event":
            found = [h.rows[0] for h in project.happenings(replace(filters, limit=None))][: filters.limit]
        else:
            found = project.events(filters)
    chosen = [kept for kept in found if not coder or kept.item.coding.coder in coder]
    with click.open_file(output or "-", "w", encoding="utf-8") as stream:
        done = write_events(chosen, form, stream)
    note(f"{plural(done.events, 'event')} written" + (f" as {plural(done.rows, 'row')}" if done.rows else ""))
    for reason, count in done.left_out:
        note(f"left out: {plural(count, 'event')}, {reason}")


def _write_other(form: str, table: str, output: str | None, record: str | None, options: dict[str, Any]) -> None:
    from pourparler.views.exports.others import write_other

    with project_of(record) as project:
        content, count = write_other(project, form, table, filters_of(options))
    with click.open_file(output or "-", "wb") as stream:
        stream.write(content)
    note(f"{plural(count, 'row')} written")


@click.command("import", short_help="Take event files of others in.")
@click.argument("files", nargs=-1, required=True, metavar="FILES...|-")
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), help="Default: told from the first line.")
@record_option
@click.pass_context
def import_(ctx: click.Context, files: tuple[str, ...], form: str | None, record: str | None) -> None:
    """Take event files of others into the record: PLOVER JSONL, POLECAT, ICEWS, GDELT.

    Files may be packed (gzip, zip); - is standard input. A row that cannot be read is told with its line
    number, and the rest is kept (exit code 1). Importing a file again changes nothing. Rows carry the
    coder import:polecat, import:icews …, so that they can be told from our own.

    \b
    Examples:
      pourparler import 20250218.export.CSV.zip
      pourparler import events.tab --format icews
    """
    from pourparler.project.importing import import_events
    from pourparler.records import Diagnostic

    counts: Counter[str] = Counter()
    with project_of(record) as project:
        for name in files:
            source = sys.stdin.buffer if name == "-" else name
            for found in import_events(source, project.settings, form):
                if isinstance(found, Diagnostic):
                    counts["bad"] += 1
                    click.echo(f"{found.level}: {found.message}", err=True)
                    continue
                reading, outcome = found
                counts["stories"] += 1
                counts["events"] += len(reading.events)
                counts["new"] += outcome != "unchanged"
    told = f"{plural(counts['events'], 'event')} of {plural(counts['stories'], 'report')} read"
    note(f"{told}, {plural(counts['new'], 'report')} new or changed, {plural(counts['bad'], 'line')} left out")
    if counts["bad"]:
        ctx.exit(1)
