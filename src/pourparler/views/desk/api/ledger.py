"""Overtures, predictions, corrections, the situation."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import Response

from pourparler.records import contract
from pourparler.records.overtures import Overture
from pourparler.store.lists import Page
from pourparler.views import brief
from pourparler.views import overtures as views
from pourparler.views.desk.api.answering import (
    STREAMS,
    Cursor,
    Form,
    Limit,
    Listing,
    Whole,
    held,
    listing,
    not_modified,
    one,
    router_of,
)
from pourparler.views.desk.asking import Day
from pourparler.views.desk.pages.common import AskedQuery, FilterQuery, Sides, briefed, project_of

router = router_of("ledger")
MANY = 100_000
"""Predictions that the list goes back through."""


@router.get("/overtures", response_model=Listing, responses=STREAMS)
def overtures(
    request: Request, asked: AskedQuery, after: Cursor = None, limit: Limit = 50, format: Form = "json"
) -> Any:
    """What is offered, demanded, promised, threatened, refused, predicted; those told last first."""
    project = project_of(request)
    day = (asked.as_of or project.last_day() or "")[:10] or None

    def fetch(cursor: str | None, number: int) -> Page[Overture]:
        return project.page_of_overtures(asked, cursor, number)

    def row(overture: Overture) -> dict[str, Any]:
        return views.row(overture, day, Sides.of(project, [overture]).names)

    return listing(request, format, fetch, lambda o: views.as_object(o, day), row, after, limit)


@router.get("/overtures/{item}", responses=STREAMS)
def overture(request: Request, item: str, as_of: Day = None, format: Form = "json") -> dict[str, Any]:
    """One overture with its history, its state on the day, the corrections made to it; csv and ndjson are its steps."""
    project = project_of(request)
    if format != "json":
        steps = held(lambda: views.step_rows(project.overture(item, as_of)))
        return listing(request, format, steps, dict, dict, None, 500)  # type: ignore[return-value]
    unchanged = not_modified(request)
    if unchanged is not None:
        return unchanged  # type: ignore[return-value]
    found = project.history(item, as_of)
    return one(request, views.history_object(found, as_of or project.last_day()))  # type: ignore[return-value]


@router.get("/predictions", response_model=Listing, responses=STREAMS)
def predictions(
    request: Request, as_of: Day = None, after: Cursor = None, limit: Limit = 100, format: Form = "json"
) -> Any:
    """What was predicted, by whom, and what became of it; those told last first."""
    project = project_of(request)
    told = project.foretold(as_of)
    if told.all > len(told.predictions) and (after or format != "json" or limit >= len(told.predictions)):
        told = project.foretold(as_of, MANY)
    found = told.predictions
    names = Sides.of(project, [p.overture for p in found], *(p.predictor for p in found)).names

    def row(prediction: Any) -> dict[str, Any]:
        return views.prediction_row(prediction, names)

    state = " ".join(f"{p.overture.id} {p.verdict}" for p in found)
    return listing(request, format, held(lambda: found), row, row, after, limit, state)


@router.get("/track-records", response_model=Listing, responses=STREAMS)
def track_records(
    request: Request, as_of: Day = None, after: Cursor = None, limit: Whole = 500, format: Form = "json"
) -> Any:
    """How often each predictor was right."""
    project = project_of(request)

    found = project.foretold(as_of).records
    names = project.names(r.predictor for r in found)

    def row(record: Any) -> dict[str, Any]:
        return views.track_row(record, names)

    return listing(request, format, held(lambda: found), row, row, after, limit, repr(found))


@router.get("/corrections", response_model=Listing, responses=STREAMS)
def corrections(request: Request, after: Cursor = None, limit: Whole = 500, format: Form = "json") -> Any:
    """All corrections, in the order they were made: training examples with the words they are about."""
    project = project_of(request)
    made = views.correction_object
    return listing(request, format, held(project.corrections), made, _flat, after, limit)


def _flat(correction: Any) -> dict[str, Any]:
    made = views.correction_object(correction)
    return {**made, "payload": contract.dumps(made["payload"])}


@router.get("/situation")
def situation(request: Request, filters: FilterQuery) -> Response:
    """The situation as `pourparler brief --format json` tells it; of a large record the last 30 days, unless asked."""
    unchanged = not_modified(request)
    if unchanged is not None:
        return unchanged
    project = project_of(request)
    page = brief.compose(project.situation(briefed(project, filters)))
    return Response(brief.render(page, "json"), headers={"ETag": request.state.etag}, media_type="application/json")
