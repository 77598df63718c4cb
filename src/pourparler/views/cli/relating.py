"""``relations``: how two sides stand to each other over time."""

from __future__ import annotations

import sys
from typing import Any

import click

from pourparler.views.cli.common import (
    by_option,
    console,
    filters_of,
    format_option,
    note,
    project_of,
    record_option,
    times_and_sources,
)


@click.command()
@click.argument("one")
@click.argument("other")
@by_option
@click.option("--month", metavar="YYYY-MM", help="Open a point: print the events of this month.")
@times_and_sources
@format_option("text", "json", "csv", "md", default="text")
@record_option
def relations(one: str, other: str, by: str, month: str | None, form: str, record: str | None, **options: Any) -> None:
    """Show how two sides stand to each other, month by month.

    ONE and OTHER are actors (name, id, country code) or blocs (EU, NATO, G7, BRICS, ASEAN, GCC, SCO, QUAD,
    CSTO, MERCOSUR). Means are of the Goldstein scale, -10 to 10. The trend is Theil's and Sen's, the shifts
    are Pettitt's; alliances, sanctions and hostilities are listed with begin and end.

    \b
    Examples:
      pourparler relations USA PRK
      pourparler relations USA PRK --month 2018-05
      pourparler relations EU RUS --by report --format csv > eu-rus.csv
    """
    from pourparler.views import relations as views
    from pourparler.views import tables

    with project_of(record) as project:
        found = project.relations(one, other, by, filters_of(options))
        names = {a.id: a.name for a in project.actors(limit=None)}
    if form != "text":
        objects = [views.as_object(found)] if form == "json" else []
        tables.write_rows(views.rows(found), iter(objects), form, sys.stdout)
    elif not found.acts:
        note("nothing happened between them that the record tells")
    else:
        shown = views.events_text(found, month) if month else views.text(found, names)
        console().print(shown, soft_wrap=True, end="")


COMMANDS = (relations,)
