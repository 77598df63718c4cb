"""One report, actor, statement or event by its id."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import Request
from starlette.responses import Response

from pourparler.errors import NotFoundError
from pourparler.project import ActorPage, Filters
from pourparler.records import Reading, contract
from pourparler.views import answers
from pourparler.views.desk.api.answering import not_modified, one, router_of
from pourparler.views.desk.asking import Day
from pourparler.views.desk.pages.common import project_of

router = router_of("one")
SEVERAL = 50
"""Partners and stops of an actor."""


@router.get("/reports/{item}")
def report(request: Request, item: str, as_of: Day = None) -> dict[str, Any]:
    """The reading of a report as corrected: text, actors, statements, events (`pourparler schema reading`)."""

    def found() -> Any:
        if as_of is None:
            return contract.to_dict(project_of(request).report(item)[0])
        shown = project_of(request).show(item, as_of)
        if not isinstance(shown, Reading):
            raise NotFoundError(f"the record holds no report with the id {item!r}")
        return contract.to_dict(shown)

    return _answer(request, found)


@router.get("/actors/{item}")
def actor(request: Request, item: str, as_of: Day = None) -> dict[str, Any]:
    """An actor with its roles, its newest statements and events, whom it deals with, where it went.

    Its overtures are at `/overtures?actor=`, offices with begin and end at `/roles?actor=`.
    """

    def found() -> Any:
        project = project_of(request)
        shown = project.show(item, as_of)
        if not isinstance(shown, ActorPage):
            raise NotFoundError(f"the record holds no actor with the id {item!r}")
        partners = [asdict(p) for p in project.partners(item, SEVERAL, as_of)]
        trips = [asdict(v) for v in project.visits(Filters(actors=(item,), as_of=as_of), SEVERAL)]
        return {**answers.shown_object(shown), "partners": partners, "trips": trips}

    return _answer(request, found)


@router.get("/findings/{item}")
def finding(request: Request, item: str, as_of: Day = None) -> dict[str, Any]:
    """A statement or an event with its report."""

    def found() -> Any:
        shown = project_of(request).show(item, as_of)
        if isinstance(shown, Reading | ActorPage):
            raise NotFoundError(f"the record holds no statement or event with the id {item!r}")
        return answers.finding_object(shown)

    return _answer(request, found)


def _answer(request: Request, found: Any) -> Any:
    unchanged: Response | None = not_modified(request)
    return unchanged if unchanged is not None else one(request, found())
