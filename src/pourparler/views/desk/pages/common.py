"""What pages share: the project of a request, names of the sides of overtures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from pourparler.errors import NotFoundError
from pourparler.lexicon.countries import name_of
from pourparler.project import Asked, Filters, Project
from pourparler.records.overtures import Overture, shifted
from pourparler.views.desk.asking import asked, filters

FilterQuery = Annotated[Filters, Depends(filters)]
AskedQuery = Annotated[Asked, Depends(asked)]
LATELY = 30
"""Days that the brief of a large record goes back."""
PAGE = 40
"""Rows of a list on one page."""


def pages() -> APIRouter:
    """Return a router for pages, which the API's description leaves out."""
    return APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def project_of(request: Request) -> Project:
    """Return the project that the desk shows."""
    return cast(Project, request.app.state.project)


def has_record(project: Project) -> bool:
    """Return whether anything was ever read into the record."""
    try:
        return project.newest() > 0
    except NotFoundError:
        return False


def briefed(project: Project, filters: Filters) -> Filters:
    """Return what a brief on the desk is about: of a large record the last ``LATELY`` days, unless filters say else."""
    day = filters.as_of or project.last_day()
    chosen = filters.actors or filters.with_ or filters.since or filters.until
    if not day or chosen or not project.is_large():
        return filters
    return replace(filters, since=shifted(day[:10], -LATELY))


class Sides:
    """Names of the sides of overtures: of a country by its code, of an actor by its id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    @classmethod
    def of(cls, project: Project, overtures: Iterable[Overture], *more: str) -> Sides:
        """Return the names for all sides of overtures."""
        ids = {i for o in overtures for i in (o.side, o.other, *o.persons, *o.other_persons) if i}
        return cls(project.names({*ids, *more}))

    def __call__(self, side: str | None) -> str:
        """Return the name of a side."""
        if side is None:
            return "nobody in particular"
        if side == "both":
            return "both sides"
        return self.names.get(side) or (name_of(side) if side.isupper() else side)
