"""``journeys``, ``roles``, ``calendar``: people and places in time."""

from __future__ import annotations

import sys
from typing import Any

import click

from pourparler.views.cli.common import (
    as_of_option,
    console,
    filters_of,
    format_option,
    note,
    project_of,
    record_option,
    who_and_when,
)


@click.command()
@who_and_when
@click.option("--meetings", is_flag=True, help="Who can meet whom where: stops of two travellers that cross.")
@as_of_option
@format_option("text", "json", "jsonl", "csv", "md", default="text")
@record_option
def journeys(meetings: bool, form: str, record: str | None, **options: Any) -> None:
    """List the stops of travellers, planned and done.

    A state stands for all who act for it. Days that no report gives are held to lie about the report
    ("approximate").

    \b
    Examples:
      pourparler journeys --actor "Mike Pompeo"
      pourparler journeys --meetings --actor PRK
      pourparler journeys --as-of 2018-05-25 --format csv
    """
    from pourparler.views import travels as views

    with project_of(record) as project:
        filters = filters_of(options)
        if meetings:
            rows = [views.crossing_row(c) for c in project.crossings(filters)]
        else:
            rows = [views.leg_row(leg) for leg in project.journeys(filters)]
    _print(rows, form)


@click.command()
@who_and_when
@as_of_option
@format_option("text", "json", "jsonl", "csv", "md", default="text")
@record_option
def roles(form: str, record: str | None, **options: Any) -> None:
    """List who held which office from when to when.

    Dates are the gazetteer's where it has them, else what reports allow to say: "../2018-03-06" is by that
    day, "2018-03-06/2018-04-09" between those.

    \b
    Examples:
      pourparler roles --actor USA
      pourparler roles --format csv > roles.csv
    """
    from pourparler.views import travels as views

    with project_of(record) as project:
        filters = filters_of(options)
        held = project.tenures(filters)
    since, until = filters.since or "", filters.until or "9999"
    _print([views.tenure_row(t) for t in held if t.last_told >= since and t.first_told <= until], form)


@click.command()
@who_and_when
@click.option("--trips/--no-trips", default=True, show_default=True, help="With journeys, or deadlines alone.")
@as_of_option
@record_option
def calendar(trips: bool, record: str | None, **options: Any) -> None:
    """Write deadlines, meetings and trips as iCalendar.

    Entries keep their ids: import the file again and they move, and are not doubled. What is not agreed
    for one day is tentative.

    \b
    Examples:
      pourparler calendar > diplomacy.ics
      pourparler calendar --actor KOR --since 2018-05-01 --as-of 2018-05-25 > seoul.ics
    """
    from pourparler.records.edtf import iso_bounds
    from pourparler.views.calendar import calendar_file

    with project_of(record) as project:
        filters = filters_of(options)
        found = project.overtures(filters.as_of, filters.actors)
        legs = project.journeys(filters) if trips else []
        day = filters.as_of or project.last_day()
        names = {a.id: a.name for a in project.actors(limit=None)}
    since, until = filters.since or "", filters.until or "9999"
    wanted = [o for o in found if (b := iso_bounds(o.due)) and (b[1] or "9999") >= since and (b[0] or "") <= until]
    sys.stdout.buffer.write(calendar_file(wanted, legs, day, names))


COMMANDS = (journeys, roles, calendar)


def _print(rows: list[dict[str, Any]], form: str) -> None:
    from pourparler.views import tables
    from pourparler.views.overtures import table_text

    if form != "text":
        tables.write_rows(rows, iter(rows), form, sys.stdout)
        return
    shown = [{k: v for k, v in row.items() if k not in ("actor", "reports", "date")} for row in rows]
    console().print(table_text(shown), soft_wrap=True, end="")
    note(f"{len(rows)} rows")
