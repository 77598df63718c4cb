"""Saved watches and what the watcher told."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from pourparler.records.alerts import Watch, to_row, watch_row
from pourparler.store.lists import Page
from pourparler.views.desk.api.answering import STREAMS, Form, Limit, Listing, listing, one, router_of
from pourparler.views.desk.asking import plain
from pourparler.views.desk.pages.common import has_record, project_of

router = router_of("watching")
Plain = Annotated[str, AfterValidator(plain), Field(max_length=200)]
Many = Annotated[list[Plain], Field(max_length=20)]


class NewWatch(BaseModel):
    """What to listen for: all that is named must fit, of each list any (of words all)."""

    model_config = ConfigDict(populate_by_name=True)
    name: Annotated[Plain, Field(min_length=1)]
    actors: Many = []
    with_: Many = Field([], alias="with")
    acts: Many = Field([], description="Acts (SANCTION, AID/economic) or kinds of overture (threat).")
    words: Many = []


@router.get("/watches", response_model=Listing, responses=STREAMS)
def watches(request: Request, format: Form = "json") -> Any:
    """What is listened for."""
    project = project_of(request)
    held = tuple(project.watches()) if has_record(project) else ()
    return listing(
        request, format, lambda _c, _n: Page(held), watch_row, lambda w: _flat(watch_row(w)), None, 500, repr(held)
    )


@router.post("/watches", status_code=201)
def save_watch(request: Request, given: NewWatch) -> dict[str, Any]:
    """Save a watch; one of the same name is replaced."""
    made = Watch(given.name, *map(tuple, (given.actors, given.with_, given.acts, given.words)))
    answer: Any = one(request, watch_row(project_of(request).save_watch(made)), 201)
    return answer


@router.delete("/watches/{name}", status_code=204)
def forget_watch(request: Request, name: str) -> Response:
    """Forget a watch."""
    project_of(request).forget_watch(plain(name))
    return Response(status_code=204)


@router.get("/alerts", response_model=Listing, responses=STREAMS)
def alerts(request: Request, limit: Limit = 50, format: Form = "json") -> Any:
    """What the watcher told, the newest first."""
    project = project_of(request)
    held = tuple(reversed(project.told(limit))) if has_record(project) else ()
    last = held[0].id if held else ""
    return listing(request, format, lambda _c, _n: Page(held), to_row, lambda a: _flat(to_row(a)), None, 500, last)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {n: ", ".join(v) if isinstance(v, list) else v for n, v in row.items()}
