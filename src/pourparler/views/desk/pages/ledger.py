"""The board of overtures, one overture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pourparler.project import Asked
from pourparler.records.overtures import Overture, deadline, silence
from pourparler.views.desk.asking import OUTCOMES, Cursor, Day, Here, links
from pourparler.views.desk.pages.common import PAGE, AskedQuery, Sides, pages, project_of
from pourparler.views.desk.showing import show
from pourparler.views.overtures import outcome_words

router = pages()
WAITING = ("unanswered", "answered", "partly fulfilled")
COLUMNS = (
    ("Waiting", WAITING, "Somebody still owes an answer or the deed."),
    ("Agreed", ("accepted", "accepted on condition"), "Said yes to, not yet done."),
    ("Refused", ("refused", "withdrawn"), "Said no to, or taken back."),
    ("Over", ("fulfilled", "overtaken"), "Done, or events went past it."),
)
"""The board: outcomes that belong together, in the order in which they concern a reader."""


def chosen(outcomes: tuple[str, ...]) -> str:
    """Return the query that asks for outcomes."""
    return urlencode([("outcome", o) for o in outcomes])


def state_on(day: str | None) -> Callable[[Overture], str]:
    """Return what says the state of an overture on a day, in words."""
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
            page = project.page_of_overtures(replace(asked, outcomes=outcomes), limit=12)
            total = sum(found.outcomes.get(o, 0) for o in outcomes)
            href = here.put() + ("&" if here.hidden() else "?") + chosen(outcomes)
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
        state=state_on(found.day),
        links=[
            *links(here, "/overtures", ("overtures",)),
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
    near = [o for o in project.page_of_overtures(asked, limit=9).items if o.id != found.id]
    return show(
        request,
        "overture.html.j2",
        overture=found,
        day=day,
        near=near[:6],
        side=Sides.of(project, [found, *near]),
        state=state_on(day),
        silence=silence(found, day[:10]) if day else None,
        deadline=deadline(found, day[:10]) if day else "none",
        corrections=project.corrections(item),
        outcomes=OUTCOMES,
        links=links(here, f"/overtures/{item}", ("history", item), ("json", "csv")),
    )
