"""Situation, the board of overtures, one overture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pourparler.project import Asked, Project
from pourparler.records.overtures import Change, Overture, deadline, shifted, silence
from pourparler.views.desk.asking import OUTCOMES, Cursor, Day, Here, links
from pourparler.views.desk.pages.common import PAGE, AskedQuery, Sides, has_record, pages, project_of
from pourparler.views.desk.showing import show
from pourparler.views.overtures import outcome_words

router = pages()
WAITING = ("unanswered", "answered", "partly fulfilled")
FEW = 4
"""Changes below which the situation looks further back when nobody says how far."""

COLUMNS = (
    ("Waiting", WAITING, "Somebody still owes an answer or the deed."),
    ("Agreed", ("accepted", "accepted on condition"), "Said yes to, not yet done."),
    ("Refused", ("refused", "withdrawn"), "Said no to, or taken back."),
    ("Over", ("fulfilled", "overtaken"), "Done, or events went past it."),
)
"""The board: outcomes that belong together, in the order in which they concern a reader."""


@dataclass(frozen=True, slots=True)
class News:
    """A change of an overture that was told since a day."""

    overture: Overture
    change: Change


@dataclass(frozen=True, slots=True)
class Due:
    """An open overture with a date: ``state`` is ``not yet due``, ``due`` or ``expired``."""

    overture: Overture
    state: str


@router.get("/")
def situation(request: Request, since: Day = None, as_of: Day = None) -> HTMLResponse:
    """What changed, what is open and for how long, what is due."""
    project = project_of(request)
    if not has_record(project):
        return show(request, "empty.html.j2")
    board = project.board(Asked(as_of=as_of), limit=1)
    day = board.day or ""
    start, told = _told(project, day, since, as_of)
    waiting = _overtures(project, Asked(outcomes=WAITING, as_of=as_of), 60)
    dated = _overtures(project, Asked(outcomes=(*WAITING, "accepted"), with_due=True, as_of=as_of), 200)
    here = Here.of("/", request.query_params)
    return show(
        request,
        "situation.html.j2",
        day=day,
        since=start,
        news=_news(told, start)[:14],
        waiting=[o for o in waiting if o.kind in ("offer", "demand", "threat")][:10],
        due=_due(dated, day)[:8],
        counts=board,
        columns=COLUMNS,
        total=lambda outcomes: sum(board.outcomes.get(o, 0) for o in outcomes),
        link=lambda outcomes: here.elsewhere("/overtures") + ("&" if here.query else "?") + _chosen(outcomes),
        side=Sides.of(project, [*told, *waiting, *dated]),
        state=_state(day),
        quiet=lambda o: silence(o, day[:10]),
        links=[
            {"label": "brief to print", "href": here.elsewhere("/brief.html")},
            {"label": "Markdown", "href": here.elsewhere("/brief.md")},
            *links(here, "/situation", "brief", ("json",)),
        ],
    )


def _chosen(outcomes: tuple[str, ...]) -> str:
    return urlencode([("outcome", o) for o in outcomes])


def _overtures(project: Project, asked: Asked, limit: int = 100) -> list[Overture]:
    return list(project.board(asked, limit=limit).page.items)


def _told(project: Project, day: str, since: str | None, as_of: str | None) -> tuple[str, list[Overture]]:
    """Return what was told since a day; where nobody names one, since as far back as something changed."""
    for back in (30, 90, 365, 3650):
        start = since or shifted(day[:10], -back)
        told = _overtures(project, Asked(told_since=start, as_of=as_of))
        if since or len(_news(told, start)) >= FEW:
            break
    return start, told


def _news(told: list[Overture], since: str) -> list[News]:
    found = [News(o, c) for o in told for c in o.history if c.told >= since and c.move != "repeated"]
    return sorted(found, key=lambda n: (n.change.told, n.overture.id), reverse=True)


def _due(found: list[Overture], day: str) -> list[Due]:
    """Return what is due, then what will be, then what passed without it, of the last year alone."""
    rows = [Due(o, deadline(o, day[:10])) for o in found]
    order = {"due": 0, "not yet due": 1, "expired": 2}
    recent = [r for r in rows if r.state in order and (r.state != "expired" or _recent(r.overture, day))]
    return sorted(recent, key=lambda r: (order[r.state], r.overture.due or "", r.overture.id))


def _recent(overture: Overture, day: str) -> bool:
    return overture.last_told >= shifted(day[:10], -365)


def _state(day: str | None) -> Any:
    return lambda overture: outcome_words(overture, day[:10] if day else None)


# -- the board --------------------------------------------------------------------------------------
@router.get("/overtures")
def overtures(request: Request, asked: AskedQuery, after: Cursor = None, view: str = "board") -> HTMLResponse:
    """The overtures: a board by state, or a list, with filters and their counts."""
    project = project_of(request)
    here = Here.of("/overtures", request.query_params)
    found = project.board(asked, after, PAGE)
    columns: list[dict[str, Any]] = []
    if view != "list" and not asked.outcomes and after is None:
        for name, outcomes, meaning in COLUMNS:
            page = project.board(replace(asked, outcomes=outcomes), limit=12).page
            total = sum(found.outcomes.get(o, 0) for o in outcomes)
            href = here.put() + ("&" if here.hidden() else "?") + _chosen(outcomes)
            column = {"name": name, "meaning": meaning, "page": page, "total": total, "href": href}
            columns.append(column)
    shown = [*found.page.items, *(o for c in columns for o in c["page"].items)]
    return show(
        request,
        "overtures.html.j2",
        next=here.put(after=found.page.next) if found.page.next else None,
        found=found,
        asked=asked,
        columns=columns,
        outcomes=[o for o in OUTCOMES if found.outcomes.get(o)],
        side=Sides.of(project, shown),
        state=_state(found.day),
        links=[
            *links(here, "/overtures", "overtures"),
            {"label": "calendar of what is due", "href": here.elsewhere("/calendar.ics")},
            {"label": "feed of changes", "href": here.elsewhere("/feed.atom")},
        ],
    )


# -- one overture -----------------------------------------------------------------------------------
@router.get("/overtures/{item}")
def overture(request: Request, item: str, as_of: Day = None) -> Response:
    """The story of an overture, with the words beside each step."""
    project = project_of(request)
    found = project.overture(item, as_of)
    if found.id != item:
        return RedirectResponse(f"/overtures/{found.id}", 307)
    day = as_of or project.last_day()
    here = Here.of(request.url.path, request.query_params)
    asked = Asked(sides=tuple(s for s in (found.side, found.other) if s), as_of=as_of)
    near = [o for o in project.board(asked, limit=9).page.items if o.id != found.id]
    return show(
        request,
        "overture.html.j2",
        overture=found,
        day=day,
        near=near[:6],
        side=Sides.of(project, [found, *near]),
        state=_state(day),
        silence=silence(found, day[:10]) if day else None,
        deadline=deadline(found, day[:10]) if day else "none",
        corrections=project.corrections(item),
        outcomes=OUTCOMES,
        links=links(here, f"/overtures/{item}", None, ("json",)),
    )
