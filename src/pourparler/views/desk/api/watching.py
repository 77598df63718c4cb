"""Saved watches and what the watcher told."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from pourparler.errors import NotFoundError
from pourparler.records.alerts import Watch, to_row, watch_row
from pourparler.views import overtures as views
from pourparler.views.desk.api.answering import (
    STREAMS,
    Cursor,
    Form,
    Limit,
    Listing,
    held,
    listing,
    not_modified,
    one,
    router_of,
)
from pourparler.views.desk.asking import plain
from pourparler.views.desk.pages.common import has_record, project_of

router = router_of("watching")
Plain = Annotated[str, AfterValidator(plain), Field(max_length=200)]
Many = Annotated[list[Plain], Field(max_length=20)]
ALERTS = 5_000
"""Alerts that the list goes back through."""


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
    found = tuple(project.watches()) if has_record(project) else ()
    return listing(
        request, format, held(lambda: found), watch_row, lambda w: _flat(watch_row(w)), None, 500, repr(found)
    )


@router.get("/watches/{name}")
def caught(request: Request, name: Plain) -> dict[str, Any]:
    """A watch and the changes of overtures that it caught, the newest first."""
    project = project_of(request)
    found = [w for w in (project.watches() if has_record(project) else ()) if w.name == name]
    if not found:
        raise NotFoundError(f"there is no watch with the name {name!r}")
    unchanged: Any = not_modified(request, repr(found))
    if unchanged is not None:
        return unchanged
    day = project.last_day()
    rows = [
        {"overture": views.as_object(c.overture, day), "told": c.change.told, "move": c.change.move}
        for c in project.caught(found).get(name, ())
    ]
    answer: Any = one(request, {"watch": watch_row(found[0]), "caught": rows})
    return answer


@router.post("/watches", status_code=201)
def save_watch(request: Request, given: NewWatch) -> dict[str, Any]:
    """Save a watch; one of the same name is replaced."""
    made = Watch(given.name, *map(tuple, (given.actors, given.with_, given.acts, given.words)))
    answer: Any = one(request, watch_row(project_of(request).save_watch(made)), 201)
    return answer


@router.delete("/watches/{name}", status_code=204)
def forget_watch(request: Request, name: Plain) -> Response:
    """Forget a watch."""
    project_of(request).forget_watch(name)
    return Response(status_code=204)


@router.get("/alerts", response_model=Listing, responses=STREAMS)
def alerts(request: Request, after: Cursor = None, limit: Limit = 50, format: Form = "json") -> Any:
    """What the watcher told, the newest first."""
    project = project_of(request)
    found = tuple(reversed(project.told(ALERTS))) if has_record(project) else ()
    last = str(found[0].id) if found else ""
    return listing(request, format, held(lambda: found), to_row, lambda a: _flat(to_row(a)), after, limit, last)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {n: ", ".join(v) if isinstance(v, list) else v for n, v in row.items()}
