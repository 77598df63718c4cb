"""The situation: what changed since you last looked, what is open and for how long, what is due."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pourparler.project import Asked, Project
from pourparler.records.overtures import Change, Overture, deadline, shifted, silence
from pourparler.views.desk.asking import Day, Here, links
from pourparler.views.desk.pages.common import Sides, has_record, pages, project_of
from pourparler.views.desk.pages.ledger import COLUMNS, WAITING, chosen, state_on
from pourparler.views.desk.safety import check_token
from pourparler.views.desk.showing import show

router = pages()
SEEN = "pourparler_seen"
"""Cookie: which record, and how far in it this browser's reader has seen."""
FEW = 4
"""Changes below which the situation looks further back when nobody says how far."""
SHOWN = 14


@dataclass(frozen=True, slots=True)
class News:
    """A change of an overture that was told since a day, or by reports that nobody has seen."""

    overture: Overture
    change: Change


@dataclass(frozen=True, slots=True)
class Due:
    """An open overture with a date: ``state`` is ``not yet due``, ``due`` or ``expired``."""

    overture: Overture
    state: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader has not seen: how many ``reports`` were read in since, and what they changed."""

    reports: int
    news: tuple[News, ...]


@router.get("/")
def situation(request: Request, since: Day = None, as_of: Day = None) -> HTMLResponse:
    """What changed, what is open and for how long, what is due."""
    project = project_of(request)
    if not has_record(project):
        return show(request, "empty.html.j2")
    board = project.board(Asked(as_of=as_of), limit=1)
    day = board.day or ""
    look = _look(project, _seen(request, project)) if since is None and as_of is None else None
    start, told = _told(project, day, since, as_of)
    news = list(look.news) if look and look.news else _news(told, start)
    waiting = _overtures(project, Asked(outcomes=WAITING, as_of=as_of), 60)
    dated = _overtures(project, Asked(outcomes=(*WAITING, "accepted"), with_due=True, as_of=as_of), 200)
    here = Here.of("/", request.query_params)
    changed = here.elsewhere("/api/v1/overtures", told_since=start, format="csv")
    response = show(
        request,
        "situation.html.j2",
        day=day,
        since=start,
        look=look,
        news=news[:SHOWN],
        left=max(0, len(news) - SHOWN),
        point=project.newest(),
        waiting=[o for o in waiting if o.kind in ("offer", "demand", "threat")][:10],
        due=_due(dated, day)[:8],
        counts=board,
        columns=COLUMNS,
        total=lambda outcomes: sum(board.outcomes.get(o, 0) for o in outcomes),
        link=lambda outcomes: here.elsewhere("/overtures") + ("&" if here.query else "?") + chosen(outcomes),
        side=Sides.of(project, [*(n.overture for n in news[:SHOWN]), *waiting, *dated]),
        state=state_on(day),
        quiet=lambda o: silence(o, day[:10]),
        links=[
            {"label": "brief to print", "href": here.elsewhere("/brief.html")},
            {"label": "Markdown", "href": here.elsewhere("/brief.md")},
            {"label": "PDF", "href": here.elsewhere("/brief.pdf")},
            {"label": "Word", "href": here.elsewhere("/brief.docx")},
            *links(here, "/situation", ("brief",), ("json",)),
            {"label": "CSV of what changed", "href": changed},
        ],
    )
    if _seen(request, project) is None:
        _remember(response, project, project.newest())
    return response


def _overtures(project: Project, asked: Asked, limit: int = 100) -> list[Overture]:
    return list(project.page_of_overtures(asked, limit=limit).items)


# -- what this reader has seen ----------------------------------------------------------------------
@router.post("/seen")
def seen(
    request: Request, point: Annotated[int, Form(ge=0)], form: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """Note that the reader has seen what was read in up to a point."""
    check_token(request, form)
    response = RedirectResponse("/", 303)
    _remember(response, project_of(request), point)
    return response


def _seen(request: Request, project: Project) -> int | None:
    """Return how far this browser's reader has seen in this record, None when nothing is known."""
    record, _, point = request.cookies.get(SEEN, "").partition(".")
    return int(point) if record == _name_of(project) and point.isdecimal() and len(point) < 12 else None


def _remember(response: Response, project: Project, point: int) -> None:
    value = f"{_name_of(project)}.{point}"
    response.set_cookie(SEEN, value, httponly=True, samesite="strict", max_age=400 * 86_400)


def _name_of(project: Project) -> str:
    return hashlib.blake2b(str(project.settings.record).rpartition("@")[2].encode(), digest_size=6).hexdigest()


def _look(project: Project, point: int | None) -> Look | None:
    """Return what was read in after a point; None for a reader who was never here."""
    if point is None:
        return None
    reports = project.reports_after(point)
    if not reports:
        return Look(0, ())
    told = _overtures(project, Asked(told_since=min(reports.values())), 500)
    found = [News(o, c) for o in told for c in o.history if c.evidence and c.evidence[0].report in reports]
    return Look(len(reports), tuple(sorted(found, key=_newest, reverse=True)))


def _newest(news: News) -> tuple[str, str]:
    return news.change.told, news.overture.id


# -- what was told since a day ----------------------------------------------------------------------
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
    return sorted(found, key=_newest, reverse=True)


def _due(found: list[Overture], day: str) -> list[Due]:
    """Return what is due, then what will be, then what passed without it, of the last year alone."""
    rows = [Due(o, deadline(o, day[:10])) for o in found]
    order = {"due": 0, "not yet due": 1, "expired": 2}
    recent = [r for r in rows if r.state in order and (r.state != "expired" or _recent(r.overture, day))]
    return sorted(recent, key=lambda r: (order[r.state], r.overture.due or "", r.overture.id))


def _recent(overture: Overture, day: str) -> bool:
    return overture.last_told >= shifted(day[:10], -365)
