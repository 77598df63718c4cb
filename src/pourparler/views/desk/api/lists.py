"""Reports, statements, events, actors and search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request

from pourparler.project import Filters, Hit
from pourparler.project.lists import MOST
from pourparler.records import Report
from pourparler.records.kept import ActorSummary
from pourparler.store.lists import Page, cursor_of
from pourparler.views import tables
from pourparler.views.answers import hit_object, hit_row
from pourparler.views.desk.api.answering import (
    STREAMS,
    Cursor,
    Form,
    Limit,
    Listing,
    listing,
    offset_of,
    router_of,
)
from pourparler.views.desk.asking import Day, Text
from pourparler.views.desk.pages.common import FilterQuery, project_of

router = router_of("lists")
DEEPEST = 2_000
"""Rows after which a search ends."""


@router.get("/events", response_model=Listing, responses=STREAMS)
def events(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Limit = 50, format: Form = "json"
) -> Any:
    """Who did, offered, asked or refused what."""
    project = project_of(request)

    def fetch(cursor: str | None, number: int) -> Page[Any]:
        return project.page_of_events(filters, cursor, number)

    return listing(request, format, fetch, tables.event_object, tables.event_row, after, limit)


@router.get("/statements", response_model=Listing, responses=STREAMS)
def statements(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Limit = 50, format: Form = "json"
) -> Any:
    """Who said what to whom."""
    project = project_of(request)

    def fetch(cursor: str | None, number: int) -> Page[Any]:
        return project.page_of_statements(filters, cursor, number)

    return listing(request, format, fetch, tables.statement_object, tables.statement_row, after, limit)


@router.get("/reports", response_model=Listing, responses=STREAMS)
def reports(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Limit = 50, format: Form = "json"
) -> Any:
    """What was read, without its text."""
    project = project_of(request)

    def fetch(cursor: str | None, number: int) -> Page[Any]:
        return project.page_of_reports(filters, cursor, number)

    return listing(request, format, fetch, _report, _report, after, limit)


def _report(report: Report) -> dict[str, Any]:
    names = ("id", "version", "title", "publisher", "url", "published", "language")
    return {name: getattr(report, name) for name in names}


@router.get("/actors", response_model=Listing, responses=STREAMS)
def actors(
    request: Request,
    words: Text = None,
    as_of: Day = None,
    after: Cursor = None,
    limit: Limit = 50,
    format: Form = "json",
) -> Any:
    """Who takes part, those with most rows first."""
    project = project_of(request)

    def fetch(cursor: str | None, number: int) -> Page[ActorSummary]:
        at, size = offset_of(cursor), min(number, MOST)
        found = project.actors(Filters(words=words, as_of=as_of, limit=size + 1, offset=at))
        return Page(tuple(found[:size]), cursor_of(at + size) if len(found) > size else None)

    return listing(request, format, fetch, tables.actor_object, tables.actor_row, after, limit)


@router.get("/search", response_model=Listing, responses=STREAMS)
def search(
    request: Request,
    q: Annotated[Text, Query(description='Words, "a phrase", a begin*.')] = None,
    publisher: Text = None,
    as_of: Day = None,
    after: Cursor = None,
    limit: Limit = 20,
    format: Form = "json",
) -> Any:
    """Statements, then reports that hold all the words, the best first; no more than the 2,000 best."""
    project = project_of(request)

    def fetch(cursor: str | None, number: int) -> Page[Hit]:
        at = offset_of(cursor)
        end = min(at + number, DEEPEST)
        wanted = Filters(publisher=publisher, as_of=as_of, limit=end + 1)
        found = project.search(q, wanted) if q else []
        return Page(tuple(found[at:end]), cursor_of(end) if at < end < min(len(found), DEEPEST) else None)

    return listing(request, format, fetch, hit_object, hit_row, after, limit)
