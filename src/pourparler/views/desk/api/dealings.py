"""Who deals with whom, where and when: what the network, the map and the dyads are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Literal

from fastapi import Request
from starlette.responses import Response

from pourparler.store.lists import Page
from pourparler.views.desk.api.answering import STREAMS, Form, Listing, listing, not_modified, one, router_of
from pourparler.views.desk.pages.common import FilterQuery, project_of
from pourparler.views.plots import relations_over_time

router = router_of("dealings")


@router.get("/pairs", response_model=Listing, responses=STREAMS)
def pairs(
    request: Request, filters: FilterQuery, by: Literal["country", "actor"] = "country", format: Form = "json"
) -> Any:
    """Pairs of countries or actors with their events, cooperative and conflictual."""
    return _rows(request, format, lambda: project_of(request).pairs(filters, by))


@router.get("/places", response_model=Listing, responses=STREAMS)
def places(request: Request, filters: FilterQuery, format: Form = "json") -> Any:
    """Places of events, those with most first."""
    return _rows(request, format, lambda: project_of(request).places(filters))


@router.get("/trips", response_model=Listing, responses=STREAMS)
def trips(request: Request, filters: FilterQuery, format: Form = "json") -> Any:
    """Stops of journeys, the newest first."""
    return _rows(request, format, lambda: project_of(request).visits(filters))


@router.get("/months", response_model=Listing, responses=STREAMS)
def months(request: Request, filters: FilterQuery, format: Form = "json") -> Any:
    """Events by month and quad class (1 verbal cooperation … 4 material conflict)."""
    return _rows(request, format, lambda: project_of(request).months(filters))


@router.get("/plots/months")
def plot(request: Request, filters: FilterQuery) -> dict[str, Any]:
    """The plot of a dyad page as a Vega-Lite specification, for notebooks."""
    months = project_of(request).months(filters)
    unchanged: Response | None = not_modified(request, repr(months))
    found: Any = unchanged or one(request, relations_over_time(months))
    return found


def _rows(request: Request, form: str, fetch: Any) -> Response:
    found: Iterable[Any] = tuple(fetch())  # of a large record, it may be older than the record is: its own ETag

    def page(_cursor: str | None, _limit: int) -> Page[Any]:
        return Page(tuple(found))

    return listing(request, form, page, asdict, asdict, None, 500, repr(found))
