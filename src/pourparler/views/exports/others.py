"""The tables of a record, and its events as graphs, entities, annotations and timelines."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from pourparler.errors import SettingsError
from pourparler.lexicon.formats import TABULAR
from pourparler.project import Filters, Project
from pourparler.records import contract
from pourparler.views import overtures, tables, travels
from pourparler.views.exports.annotations import web_annotations
from pourparler.views.exports.entities import entities
from pourparler.views.exports.graphs import graph
from pourparler.views.exports.timeline import timeline

Row = dict[str, Any]


def write_other(project: Project, form: str, table: str, filters: Filters) -> tuple[bytes, int]:
    """Return a record's rows in one of ``OTHER_FORMS`` and their number; raises SettingsError without pyarrow."""
    if form in TABULAR:
        rows = _rows(project, table, filters)
        return WRITERS[form](rows), len(rows)
    if form in ("gexf", "graphml"):
        pairs = project.pairs(filters, by="actor", limit=filters.limit or 100_000)
        held = {a.id: a for a in project.actors(_of_all(filters))}
        return graph(pairs, held, form), len(pairs)
    events = project.events(filters)
    if form == "timelinejs":
        return _lines([timeline(events, "The record")]), len(events)
    if form == "ftm":
        found = list(entities(events, project.actors(_of_all(filters))))
        return _lines(found), len(found)
    noted = list(web_annotations([*events, *project.statements(filters)]))
    return _lines(noted), len(noted)


def _of_all(filters: Filters) -> Filters:
    return Filters(as_of=filters.as_of)


def _rows(project: Project, table: str, filters: Filters) -> list[Row]:
    """Return a table as flat rows."""
    if table == "events":
        return [tables.event_row(k) for k in project.events(filters)]
    if table == "statements":
        return [tables.statement_row(k) for k in project.statements(filters)]
    if table == "actors":
        return [tables.actor_row(a) for a in project.actors(replace(filters, min_confidence=0.0))]
    if table == "reports":
        names = ("id", "version", "title", "publisher", "agency", "url", "published")
        return [{n: getattr(r, n) for n in names} for r in project.reports(filters)]
    if table == "journeys":
        return [travels.leg_row(leg) for leg in project.journeys(filters)]
    if table == "roles":
        return [travels.tenure_row(t) for t in project.tenures(filters)]
    day = filters.as_of or project.last_day()
    found = project.overtures(as_of=filters.as_of)
    named = project.names({side for o in found for side in (o.side, o.other) if side})
    return [overtures.row(o, day, named) for o in found]


def _csv(rows: list[Row]) -> bytes:
    out = io.StringIO()
    tables.write_rows(rows, [], "csv", out)
    return out.getvalue().encode()


def _lines(objects: Iterable[Any]) -> bytes:
    return "".join(contract.dumps(one) + "\n" for one in objects).encode()


def _parquet(rows: list[Row]) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise SettingsError("Parquet needs pyarrow: pip install 'pourparler[parquet]'") from error
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


WRITERS: dict[str, Callable[[list[Row]], bytes]] = {"csv": _csv, "jsonl": _lines, "parquet": _parquet}
