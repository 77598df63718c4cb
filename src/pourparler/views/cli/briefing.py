"""``pourparler brief``: the situation as a page."""

from __future__ import annotations

import sys
from typing import IO, Any

import click

from pourparler.views.cli.common import (
    console,
    filters_of,
    filters_without_limit,
    format_option,
    project_of,
    record_option,
)


@click.command(short_help="Tell the situation on a page.")
@filters_without_limit
@click.option("--limit", "-n", type=click.IntRange(0), help="Lines a section. Default: a page's worth.")
@click.option("--all", "everything", is_flag=True, help="All lines.")
@format_option("text", "md", "html", "json", "pdf", "docx", default="text")
@click.option("--output", "-o", type=click.File("wb", lazy=True), help="Write to this file.")
@record_option
def brief(
    form: str, limit: int | None, everything: bool, output: IO[bytes] | None, record: str | None, **options: Any
) -> None:
    """Tell the situation on a page: what is open and for how long, settled, refused, expected, done, denied, said.

    What is open is told as overtures: offers, demands, threats, promises and planned meetings, each with its
    conditions, its clock and the steps of its story; `pourparler history ID` tells all of it. Every line ends
    in a number; the notes at the end name the report and quote its words.

    \b
    Examples:
      pourparler brief
      pourparler brief --actor PRK --with USA --since 2018-01-01
      pourparler brief --format html --output brief.html
      pourparler brief --format pdf --output brief.pdf
      pourparler brief --all
      pourparler brief --as-of 2018-05-25 --format md
    """
    from pourparler.views import brief as views

    if form in views.FILES and output is None and sys.stdout.isatty():
        raise click.UsageError(f"a {form} file is nothing for a terminal; give --output brief.{form}")
    filters = filters_of(options)
    with project_of(record) as project:
        page = views.compose(project.situation(filters), limit=0 if everything else limit)
    if form == "text" and output is None:
        views.print_text(page, console())
        return
    click.echo(
        views.written(page, form) if output or form in views.FILES else views.render(page, form), nl=False, file=output
    )
