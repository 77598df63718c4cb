"""One report, actor, statement or event by its id."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import Response

from pourparler.errors import NotFoundError
from pourparler.project import ActorPage
from pourparler.records import Reading, contract
from pourparler.views import answers
from pourparler.views.desk.api.answering import not_modified, one, router_of
from pourparler.views.desk.pages.common import project_of

router = router_of("one")


@router.get("/reports/{item}")
def report(request: Request, item: str) -> dict[str, Any]:
    """The reading of a report as corrected: text, actors, statements, events (`pourparler schema reading`)."""
    return _answer(request, lambda: contract.to_dict(project_of(request).report(item)[0]))


@router.get("/actors/{item}")
def actor(request: Request, item: str) -> dict[str, Any]:
    """An actor with its roles and its newest statements and events."""

    def found() -> Any:
        shown = project_of(request).show(item)
        if not isinstance(shown, ActorPage):
            raise NotFoundError(f"the record holds no actor with the id {item!r}")
        return answers.shown_object(shown)

    return _answer(request, found)


@router.get("/findings/{item}")
def finding(request: Request, item: str) -> dict[str, Any]:
    """A statement or an event with its report."""

    def found() -> Any:
        shown = project_of(request).show(item)
        if isinstance(shown, Reading | ActorPage):
            raise NotFoundError(f"the record holds no statement or event with the id {item!r}")
        return answers.finding_object(shown)

    return _answer(request, found)


def _answer(request: Request, found: Any) -> Any:
    unchanged: Response | None = not_modified(request)
    return unchanged if unchanged is not None else one(request, found())
