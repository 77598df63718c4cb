"""``show``, ``search``, ``explain``, ``statements``, ``events``, ``actors``: asking the record."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from pourparler.views.cli.common import (
    FORCES,
    as_of_option,
    console,
    filter_options,
    filters_of,
    format_option,
    note,
    project_of,
    record_option,
    report_by_option,
)

if TYPE_CHECKING:
    from pourparler.project import Filters

KINDS = ("direct", "indirect", "mixed", "attitude")


@click.command(short_help="Show a report, statement, event or actor.")
@click.argument("item", metavar="ID")
@as_of_option
@format_option("text", "json", default="text")
@record_option
def show(item: str, as_of: str | None, form: str, record: str | None) -> None:
    """Show a report, statement, event or actor by its id.

    \b
    Examples:
      pourparler show e0c0e07951c
      pourparler show kim-jong-un
      pourparler show r045cfaddb6 --format json
    """
    from pourparler.views import answers

    with project_of(record) as project:
        shown = project.show(item, as_of)
    if form == "json":
        click.echo(answers.as_json(shown))
    else:
        answers.print_shown(shown, console())


@click.command(short_help="Search statements and reports for words.")
@click.argument("words", nargs=-1, required=True)
@click.option("--publisher", metavar="NAME", help="Only reports of this publisher.")
@click.option("--limit", "-n", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@as_of_option
@format_option("text", "json", "jsonl", "csv", "md", default="text")
@record_option
def search(
    words: tuple[str, ...], publisher: str | None, limit: int, as_of: str | None, form: str, record: str | None
) -> None:
    """Search statements and reports for words; all must occur.

    \b
    Examples:
      pourparler search denuclearisation talks
      pourparler search '"sit down with"'        # the exact phrase
      pourparler search 'negotiat*'              # a beginning
    """
    from pourparler.views import answers, tables

    with project_of(record) as project:
        hits = project.search(" ".join(words), publisher=publisher, limit=limit, as_of=as_of)
    if not hits:
        note("nothing found")
    if form != "text":
        tables.write_rows([answers.hit_row(h) for h in hits], map(answers.hit_object, hits), form, sys.stdout)
    else:
        answers.print_hits(hits, console())


@click.command(short_help="Say why a row is in the record.")
@click.argument("item", metavar="ID")
@as_of_option
@format_option("text", "json", default="text")
@record_option
def explain(item: str, as_of: str | None, form: str, record: str | None) -> None:
    """Say why a statement or event is in the record: the sentence, the marks on it, the rule, the codes.

    \b
    Examples:
      pourparler explain e0c0e07951c
      pourparler explain s4f1d2a90b7 --format json
    """
    from pourparler.views import answers

    with project_of(record) as project:
        found = project.explain(item, as_of)
    if form == "json":
        click.echo(answers.explanation_as_json(found))
    else:
        answers.print_explanation(found, console())


@click.command(short_help="List who said what.")
@filter_options
@click.option("--kind", multiple=True, type=click.Choice(KINDS), help="In whose words it is given.")
@click.option("--words", help="The content holds all these words.")
@format_option("table", "json", "jsonl", "csv", "md", default="table")
@record_option
def statements(form: str, record: str | None, kind: tuple[str, ...], words: str | None, **options: Any) -> None:
    """List statements, the newest first.

    \b
    Examples:
      pourparler statements --actor "Cho Hyun"
      pourparler statements --actor PRK --with USA --since 2018-01-01 --kind direct
      pourparler statements --words sanctions --format csv --limit 0 > said.csv
    """
    from pourparler.views import tables

    filters = filters_of(options)
    with project_of(record) as project:
        found = project.statements(filters, kinds=kind, words=words)
        total = project.count("statements", filters, kinds=kind, words=words)
    if form == "table":
        console().print(tables.statement_cards(found))
        _tell(len(found), total, "statement")
    else:
        objects = map(tables.statement_object, found)
        tables.write_rows([tables.statement_row(k) for k in found], objects, form, sys.stdout)


@click.command(short_help="List who did, offered, asked or refused what.")
@filter_options
@click.option("--type", "-t", "types", multiple=True, metavar="ACT", help="CONSULT, SANCTION …: act or PLOVER type.")
@click.option("--force", multiple=True, type=click.Choice(FORCES), help="How the act is put.")
@click.option("--words", help="The clause holds all these words.")
@report_by_option
@format_option("table", "json", "jsonl", "csv", "md", default="table")
@record_option
def events(
    form: str,
    record: str | None,
    by: str,
    types: tuple[str, ...],
    force: tuple[str, ...],
    words: str | None,
    **options: Any,
) -> None:
    """List events, the newest first: acts between actors and the force they are put with.

    A state stands for everyone who acts for it. --actor with --with is the dyad, in both directions.
    --by event makes one row of what several reports tell, with the count of independent sources and the
    details in which they contradict each other.

    \b
    Examples:
      pourparler events --actor PRK --with USA --force offer --force refuse
      pourparler events --type SANCTION --since 2018-01-01 --until 2018-12-31
      pourparler events --actor "Kim Jong Un" --format json --limit 0
      pourparler events --by event --since 2018-05-01 --until 2018-05-31
    """
    from pourparler.views import tables

    filters = filters_of(options)
    asked: dict[str, Any] = {"types": types, "forces": force, "words": words}
    if by == "event":
        _happenings(replace(filters, **asked), form, record)
        return
    with project_of(record) as project:
        found = project.events(filters, **asked)
        total = project.count("events", filters, **asked)
    if form == "table":
        console().print(tables.event_cards(found))
        _tell(len(found), total, "event")
    else:
        objects = map(tables.event_object, found)
        tables.write_rows([tables.event_row(k) for k in found], objects, form, sys.stdout)


def _happenings(filters: Filters, form: str, record: str | None) -> None:
    from pourparler.views import happenings, tables

    with project_of(record) as project:
        found = project.happenings(replace(filters, limit=None, offset=0))
    shown = found[filters.offset :][: filters.limit]
    if form == "table":
        console().print(happenings.cards(shown), soft_wrap=True, end="")
        _tell(len(shown), len(found), "event")
    else:
        objects = map(happenings.as_object, shown)
        tables.write_rows([happenings.row(h) for h in shown], objects, form, sys.stdout)


@click.command(short_help="List actors and their roles.")
@click.argument("words", nargs=-1)
@click.option("--limit", "-n", type=click.IntRange(0), default=50, show_default=True, help="0 is all.")
@as_of_option
@format_option("table", "json", "jsonl", "csv", "md", default="table")
@record_option
def actors(words: tuple[str, ...], limit: int, as_of: str | None, form: str, record: str | None) -> None:
    """List actors with their roles, those with most rows first; WORDS choose by name or country code.

    \b
    Examples:
      pourparler actors
      pourparler actors kim
      pourparler actors KOR --format json
    """
    from pourparler.views import tables

    with project_of(record) as project:
        found = project.actors(words=" ".join(words) or None, limit=limit or None, as_of=as_of)
    if form != "table":
        objects = map(tables.actor_object, found)
        tables.write_rows([tables.actor_row(a) for a in found], objects, form, sys.stdout)
    elif found:
        console().print(tables.actor_table(found))
    else:
        note("no actors found")


def _tell(shown: int, total: int, noun: str) -> None:
    """Say on standard error how many rows there are beyond those printed."""
    from pourparler.views.wording import plural

    if not total:
        note(f"no {noun}s found")
    elif shown < total:
        note(f"{shown} of {plural(total, noun)}; --limit 0 prints all")
