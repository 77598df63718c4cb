"""How sure one can be: track records of predictors, what the coders are known to get wrong."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import HTMLResponse

from pourparler.project import Filters
from pourparler.views.desk.asking import Day, Here, address, links
from pourparler.views.desk.pages.common import Sides, pages, project_of
from pourparler.views.desk.showing import show
from pourparler.views.overtures import outcome_words

router = pages()
SHOWN = 60
"""Predictions that the page shows, the newest; the links give all."""
DONE = {
    "accept": "Accepted",
    "edit": "Edited",
    "reject": "Rejected",
    "add": "Added",
    "merge": "Merged",
    "split": "Split",
}


@router.get("/track-record")
def track_record(request: Request, as_of: Day = None) -> HTMLResponse:
    """Who predicted what, and how often it came true."""
    project = project_of(request)
    found = project.foretold(as_of)
    day = as_of or project.last_day()
    here = Here.of("/track-record", request.query_params)
    return show(
        request,
        "track_record.html.j2",
        predictions=found.predictions[:SHOWN],
        left=max(0, found.all - SHOWN),
        records=found.records,
        day=day,
        side=Sides.of(project, [p.overture for p in found.predictions[:SHOWN]], *(r.predictor for r in found.records)),
        state=lambda o: outcome_words(o, day),
        links=[
            *links(here, "/predictions", ("predictions",)),
            {"label": "CSV of the track records", "href": here.elsewhere("/api/v1/track-records", format="csv")},
        ],
    )


@router.get("/quality")
def quality(request: Request) -> HTMLResponse:
    """What the coders are known to get wrong, what people corrected, what could not be read."""
    project = project_of(request)
    corrections = project.corrections()
    here = Here.of("/quality", request.query_params)
    every = project.counted("events", Filters())
    return show(
        request,
        "quality.html.j2",
        corrections=list(reversed(corrections))[:60],
        counts={name: sum(c.action == a for c in corrections) for a, name in DONE.items()},
        doubtful=every - project.counted("events", Filters(min_confidence=0.6)),
        events=every,
        troubles=project.troubles(40),
        links=[
            *links(here, "/quality", None, ("json",)),
            {"label": "CSV of the corrections", "href": address("/api/v1/corrections", format="csv")},
            {"label": "command", "text": here.command("corrections")},
        ],
    )
