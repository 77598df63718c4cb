"""Saved watches: what each listens for, what it caught, what the watcher told."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pourparler.lexicon.codes import ACTS
from pourparler.project import Project
from pourparler.records.alerts import Alert, Watch
from pourparler.records.overtures import KINDS
from pourparler.views.desk.asking import Here, links, plain
from pourparler.views.desk.pages.common import Sides, has_record, pages, project_of
from pourparler.views.desk.safety import check_token
from pourparler.views.desk.showing import show

router = pages()
Few = Annotated[str, Form(max_length=400)]
CAUGHT = 5
"""Changes that are shown of each watch."""


@router.get("/watches")
def watches(request: Request) -> HTMLResponse:
    """What is listened for, and what was heard."""
    project = project_of(request)
    held, told = _held(project)
    caught = project.caught(held)
    here = Here.of("/watches", request.query_params)
    ids = (i for w in held for i in (*w.actors, *w.with_))
    side = Sides.of(project, [c.overture for found in caught.values() for c in found[:CAUGHT]], *ids)
    return show(
        request,
        "watches.html.j2",
        watches=held,
        caught=caught,
        few=CAUGHT,
        told=list(reversed(told)),
        acts=(*KINDS, *ACTS),
        side=side,
        named=lambda ids: ", ".join(dict.fromkeys(map(side, ids))),
        links=links(here, "/watches", ("watches",)),
    )


def _held(project: Project) -> tuple[list[Watch], list[Alert]]:
    return (project.watches(), project.told(40)) if has_record(project) else ([], [])


@router.post("/watches")
def save(
    request: Request,
    name: Annotated[str, Form(max_length=80)],
    form: Annotated[str, Form(max_length=64)] = "",
    actor: Few = "",
    with_: Annotated[str, Form(alias="with", max_length=400)] = "",
    act: Few = "",
    words: Few = "",
) -> Response:
    """Save a watch."""
    check_token(request, form)
    project_of(request).save_watch(Watch(plain(name).strip(), *map(_listed, (actor, with_, act, words))))
    return RedirectResponse("/watches", 303)


@router.post("/watches/forget")
def forget(
    request: Request, name: Annotated[str, Form(max_length=80)], form: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """Forget a watch."""
    check_token(request, form)
    project_of(request).forget_watch(name)
    return RedirectResponse("/watches", 303)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in plain(text).split(",") if part.strip())
