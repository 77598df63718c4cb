"""The record by address for calendars, feed readers, graph programs, timelines and annotation clients."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import replace
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from pourparler.lexicon.countries import name_of
from pourparler.project import Asked, Filters
from pourparler.records import contract
from pourparler.records.overtures import shifted
from pourparler.views import brief, documents
from pourparler.views.calendar import calendar_file
from pourparler.views.desk.pages.common import AskedQuery, FilterQuery, Sides, briefed, project_of

router = APIRouter(include_in_schema=False)
OPEN = ("unanswered", "answered", "partly fulfilled", "accepted", "accepted on condition")
MOST = 500
FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/calendar.ics")
def calendar(request: Request, asked: AskedQuery) -> Response:
    """What is open and has a date, and trips, as a calendar to subscribe to."""
    project = project_of(request)
    board = project.board(replace(asked, outcomes=asked.outcomes or OPEN, with_due=True), limit=MOST)
    legs = project.journeys(Filters(actors=asked.sides[:1], since=asked.since, until=asked.until, as_of=asked.as_of))
    found = board.page.items
    data = calendar_file(found, legs, board.day, Sides.of(project, found).names)
    return Response(data, media_type="text/calendar")


@router.get("/feed.atom")
def feed(request: Request, asked: AskedQuery) -> Response:
    """What changed lately, as a feed."""
    project = project_of(request)
    day = (project.last_day() or "1970-01-01")[:10]
    since = asked.told_since or shifted(day, -365)
    wanted = Asked(asked.sides, asked.kinds, asked.outcomes, told_since=since, words=asked.words)
    found = project.page_of_overtures(wanted, limit=MOST).items
    news = [(o, c) for o in found for c in o.history if c.told >= since and c.move != "repeated"]
    news.sort(key=lambda n: (n[1].told, n[0].id), reverse=True)
    data = documents.feed(news[:100], Sides.of(project, found), _base(request), day)
    return Response(data, media_type="application/atom+xml")


@router.get("/brief.{form}")
def briefing(request: Request, form: Literal["html", "md", "pdf", "docx"], filters: FilterQuery) -> Response:
    """The situation on paper: a document of its own, with notes to the words; the browser prints it."""
    project = project_of(request)
    page = brief.compose(project.situation(briefed(project, filters)))
    if form in FORMS:
        name = f"brief-{page.day or 'empty'}.{form}"
        return Response(
            brief.written(page, form),
            media_type=FORMS[form],
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )
    text = brief.render(page, form)
    if form == "md":
        return Response(text, media_type="text/markdown")
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})


@router.get("/network.{form}")
def network(
    request: Request, form: Literal["gexf", "graphml"], filters: FilterQuery, by: Literal["country", "actor"] = "actor"
) -> Response:
    """Who deals with whom, for Gephi and its like."""
    project = project_of(request)
    pairs = project.pairs(filters, by)
    ids = {i for p in pairs for i in (p.one, p.other)}
    names = project.names(ids) if by == "actor" else {code: name_of(code) for code in ids}
    write = documents.gexf if form == "gexf" else documents.graphml
    return Response(write(pairs, names), media_type="application/xml")


@router.get("/timeline.json")
def timeline(request: Request, asked: AskedQuery) -> Response:
    """Overtures for TimelineJS."""
    project = project_of(request)
    found = project.page_of_overtures(asked, limit=MOST).items
    data = documents.timeline(found, Sides.of(project, found), _base(request))
    return Response(contract.dumps(data), media_type="application/json")


@router.get("/reports/{item}/annotations")
def annotated(request: Request, item: str) -> Response:
    """The findings of a report as W3C Web Annotations."""
    reading, _ = project_of(request).report(item)
    data = documents.web_annotations(reading, _base(request))
    return Response(contract.dumps(data), media_type="application/ld+json")


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
