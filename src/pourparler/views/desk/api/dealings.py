"""Who deals with whom, where and when: what the network, the map and the dyads are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, Literal

from fastapi import Request
from starlette.responses import Response

from pourparler.project import Filters
from pourparler.project.travels import Tenure
from pourparler.views import relations as series
from pourparler.views import travels
from pourparler.views.desk.api.answering import (
    STREAMS,
    Cursor,
    Form,
    Listing,
    Whole,
    held,
    listing,
    not_modified,
    router_of,
)
from pourparler.views.desk.api.answering import one as one_answer
from pourparler.views.desk.pages.common import FilterQuery, project_of
from pourparler.views.plots import relations_over_time

router = router_of("dealings")
MOST = 2_000
"""Pairs, places and stops that a list goes through."""


@router.get("/pairs", response_model=Listing, responses=STREAMS)
def pairs(
    request: Request,
    filters: FilterQuery,
    by: Literal["country", "actor"] = "country",
    after: Cursor = None,
    limit: Whole = 500,
    format: Form = "json",
) -> Any:
    """Pairs of countries or actors with their events, cooperative and conflictual; those with most first."""
    return _rows(request, format, lambda: project_of(request).pairs(filters, by, MOST), after, limit)


@router.get("/places", response_model=Listing, responses=STREAMS)
def places(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Whole = 500, format: Form = "json"
) -> Any:
    """Places of events, those with most first."""
    return _rows(request, format, lambda: project_of(request).places(filters, MOST), after, limit)


@router.get("/trips", response_model=Listing, responses=STREAMS)
def trips(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Whole = 500, format: Form = "json"
) -> Any:
    """Stops of journeys as reports tell them, the newest first."""
    return _rows(request, format, lambda: project_of(request).visits(filters, MOST), after, limit)


@router.get("/journeys", response_model=Listing, responses=STREAMS)
def journeys(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Whole = 500, format: Form = "json"
) -> Any:
    """Stops of travellers, planned and done, what several reports tell as one: `pourparler journeys`."""
    return _rows(request, format, lambda: project_of(request).journeys(filters), after, limit, travels.leg_row)


@router.get("/crossings", response_model=Listing, responses=STREAMS)
def crossings(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Whole = 500, format: Form = "json"
) -> Any:
    """Who can meet whom where: `pourparler journeys --meetings`."""
    return _rows(request, format, lambda: project_of(request).crossings(filters), after, limit, travels.crossing_row)


@router.get("/roles", response_model=Listing, responses=STREAMS)
def roles(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Whole = 500, format: Form = "json"
) -> Any:
    """Who held which office from when to when: `pourparler roles`."""

    def found() -> list[Tenure]:
        since, until = filters.since or "", filters.until or "9999"
        every = project_of(request).tenures(filters)
        return [t for t in every if t.last_told >= since and t.first_told <= until]

    return _rows(request, format, found, after, limit, travels.tenure_row)


@router.get("/months", response_model=Listing, responses=STREAMS)
def months(
    request: Request, filters: FilterQuery, after: Cursor = None, limit: Whole = 500, format: Form = "json"
) -> Any:
    """Events by month and quad class (1 verbal cooperation … 4 material conflict)."""
    return _rows(request, format, lambda: project_of(request).months(filters), after, limit)


@router.get("/relations/{one}/{other}")
def relations(
    request: Request, one: str, other: str, filters: FilterQuery, by: Literal["event", "report"] = "event"
) -> dict[str, Any]:
    """How two sides stand to each other, month by month, with trend, shifts and states: `pourparler relations`."""
    unchanged: Any = not_modified(request)
    if unchanged is not None:
        return unchanged
    asked = Filters(
        since=filters.since,
        until=filters.until,
        publisher=filters.publisher,
        min_confidence=filters.min_confidence,
        as_of=filters.as_of,
        limit=None,
    )
    found: Any = one_answer(request, series.as_object(project_of(request).relations(one, other, by, asked)))
    return found


@router.get("/plots/months")
def plot(request: Request, filters: FilterQuery) -> dict[str, Any]:
    """The plot of a dyad page as a Vega-Lite specification, for notebooks."""
    months = project_of(request).months(filters)
    unchanged: Response | None = not_modified(request, repr(months))
    found: Any = unchanged or one_answer(request, relations_over_time(months))
    return found


def _rows(
    request: Request,
    form: str,
    make: Callable[[], Sequence[Any]],
    after: str | None,
    limit: int,
    row: Callable[[Any], dict[str, Any]] = asdict,
) -> Response:
    found = make()  # of a large record, it may be older than the record is: its own ETag
    return listing(request, form, held(lambda: found), row, row, after, limit, repr(found))
