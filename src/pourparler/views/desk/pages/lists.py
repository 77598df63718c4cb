"""Events, statements, reports, actors and search: lists with filters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse

from pourparler.views.desk.asking import FORCES, Cursor, Here, Text, links
from pourparler.views.desk.pages.common import PAGE, FilterQuery, pages, project_of
from pourparler.views.desk.showing import show

router = pages()


@router.get("/events")
def events(request: Request, filters: FilterQuery, after: Cursor = None) -> HTMLResponse:
    """Who did, offered, asked or refused what."""
    project = project_of(request)
    counts = {
        "force": project.facets("events", replace(filters, forces=()))["force"],
        "type": project.facets("events", replace(filters, types=()))["act"],
    }
    found = project.page_of_events(filters, after, PAGE)
    return _list(request, "events.html.j2", "events", found, counts, order=FORCES)


@router.get("/statements")
def statements(request: Request, filters: FilterQuery, after: Cursor = None) -> HTMLResponse:
    """Who said what to whom."""
    project = project_of(request)
    counts = {"kind": project.facets("statements", replace(filters, kinds=()))["kind"]}
    found = project.page_of_statements(filters, after, PAGE)
    return _list(request, "statements.html.j2", "statements", found, counts)


@router.get("/reports")
def reports(request: Request, filters: FilterQuery, after: Cursor = None) -> HTMLResponse:
    """What was read."""
    found = project_of(request).page_of_reports(filters, after, PAGE)
    return _list(request, "reports.html.j2", "reports", found, {})


@router.get("/actors")
def actors(request: Request, words: Text = None, page: int = 1) -> HTMLResponse:
    """Who takes part, those with most rows first."""
    project = project_of(request)
    at = max(1, min(page, 100_000))
    held = project.actors(words=words, limit=PAGE + 1, offset=(at - 1) * PAGE)
    here = Here.of("/actors", request.query_params)
    more = here.put(page=str(at + 1)) if len(held) > PAGE else None
    values: dict[str, Any] = {"found": held[:PAGE], "words": words or "", "at": at, "more": more}
    return show(request, "actors.html.j2", **values, links=links(here, "/actors", ("actors", *(words or "").split())))


@router.get("/search")
def search(request: Request, q: Text = None) -> HTMLResponse:
    """Reports and statements that hold the words."""
    project = project_of(request)
    hits = project.search(q, limit=40) if q else []
    people = project.actors(words=q, limit=6) if q else []
    here = Here.of("/search", request.query_params)
    found = links(here, "/search", ("search", *q.split())) if q else []
    return show(request, "search.html.j2", hits=hits, people=people, q=q or "", links=found)


def _list(request: Request, template: str, what: str, found: Any, counts: Any, **values: Any) -> HTMLResponse:
    here = Here.of(f"/{what}", request.query_params)
    more = here.put() + ("&" if here.hidden() else "?") + f"after={found.next}" if found.next else None
    command = (what,) if what != "reports" else None
    return show(
        request, template, page=found, counts=counts, more=more, links=links(here, f"/{what}", command), **values
    )
