"""How many rows there are of what, and how sure they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from pourparler.project import Filters
from pourparler.views.desk.api.answering import not_modified, one, router_of
from pourparler.views.desk.pages.common import AskedQuery, FilterQuery, has_record, project_of

router = router_of("counts")
DOUBTFUL = 0.6
"""Confidence below which an event counts as doubtful."""
TROUBLES = 500


class Counts(BaseModel):
    """How many rows fit, and for each facet how many would if that alone were chosen otherwise."""

    total: int
    facets: dict[str, dict[str, int]] = Field(description="Facet to value to number; facets bear the filters' names.")


class Quality(BaseModel):
    """What the record is known to get wrong."""

    events: int
    doubtful: int = Field(description=f"Events with a confidence below {DOUBTFUL}.")
    corrections: dict[str, int] = Field(description="What people did with rows: action to number.")
    troubles: list[dict[str, Any]] = Field(description="Reports that were read with trouble, the newest first.")


@router.get("/counts/events", response_model=Counts)
def of_events(request: Request, filters: FilterQuery) -> Any:
    """How many events fit the filters, by force and type."""
    project = project_of(request)
    facets = {
        "force": project.facets("events", replace(filters, forces=()))["force"],
        "type": project.facets("events", replace(filters, types=()))["act"],
    }
    return _told(request, {"total": project.counted("events", filters), "facets": facets})


@router.get("/counts/statements", response_model=Counts)
def of_statements(request: Request, filters: FilterQuery) -> Any:
    """How many statements fit the filters, by kind."""
    project = project_of(request)
    kinds = project.facets("statements", replace(filters, kinds=()))["kind"]
    return _told(request, {"total": project.counted("statements", filters), "facets": {"kind": kinds}})


@router.get("/counts/overtures", response_model=Counts)
def of_overtures(request: Request, asked: AskedQuery) -> Any:
    """How many overtures fit, by kind and outcome: the counts of the board."""
    board = project_of(request).board(asked, limit=1)
    facets = {
        name: {value: number for value, number in counted.items() if number}
        for name, counted in (("kind", board.kinds), ("outcome", board.outcomes))
    }
    return _told(request, {"total": board.total, "facets": facets})


@router.get("/quality", response_model=Quality)
def quality(request: Request) -> Any:
    """What the record is known to get wrong: doubtful rows, corrections, reports read with trouble."""
    project = project_of(request)
    if not has_record(project):
        return _told(request, {"events": 0, "doubtful": 0, "corrections": {}, "troubles": []})
    events = project.counted("events", Filters())
    troubles = [
        {"report": report.id, "title": report.title, "published": report.published, "level": level, "message": message}
        for report, level, message in project.troubles(TROUBLES)
    ]
    data = {
        "events": events,
        "doubtful": events - project.counted("events", Filters(min_confidence=DOUBTFUL)),
        "corrections": dict(Counter(made.action for made in project.corrections())),
        "troubles": troubles,
    }
    return _told(request, data)


def _told(request: Request, data: dict[str, Any]) -> Response:
    """Return numbers, which of a large record may be older than it is: their ETag is their own."""
    return not_modified(request, repr(data)) or one(request, data)
