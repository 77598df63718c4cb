"""A report with all that was found in it marked on its words, and the forms that correct it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import File, Form, Request, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pourparler.errors import NotFoundError, SettingsError
from pourparler.lexicon.codes import ACTS
from pourparler.project import Project
from pourparler.records import Event, Reading, Statement
from pourparler.records.corrections import Correction
from pourparler.records.overtures import KINDS
from pourparler.views.desk.asking import FORCES, STATEMENT_KINDS, Here, address, links, plain
from pourparler.views.desk.ingesting import Given, read, read_file
from pourparler.views.desk.pages.common import pages, project_of
from pourparler.views.desk.passages import marks_of, passages
from pourparler.views.desk.safety import check_token
from pourparler.views.desk.showing import show

router = pages()


@router.get("/reports/{item}")
def report(request: Request, item: str) -> HTMLResponse:
    """The article with its marks; a click on one leads to the finding that it belongs to."""
    project = project_of(request)
    reading, rejected = project.report(item)
    here = Here.of(request.url.path, request.query_params)
    every: list[Statement | Event] = [*reading.statements, *reading.events]
    cards = sorted(every, key=lambda f: (f.evidence.start, f.evidence.end, f.id))
    return show(
        request,
        "report.html.j2",
        reading=reading,
        report=reading.document.report,
        passages=passages(reading, marks_of(reading)),
        cards=cards,
        is_event=lambda finding: isinstance(finding, Event),
        rejected=rejected,
        judged=_judged(project, reading),
        forces=FORCES,
        acts=ACTS,
        said=STATEMENT_KINDS,
        kinds=KINDS,
        links=[
            *links(here, f"/reports/{item}", ("show", item), ("json",)),
            {"label": "CSV of its events", "href": address("/api/v1/events", report=item, format="csv")},
            {"label": "CSV of its statements", "href": address("/api/v1/statements", report=item, format="csv")},
            {"label": "W3C annotations", "href": f"{here.path}/annotations"},
        ],
    )


def _judged(project: Project, reading: Reading) -> dict[str, list[Correction]]:
    held: dict[str, list[Correction]] = {}
    for made in project.corrections():
        held.setdefault(made.target, []).append(made)
    return held


@router.get("/find/{item}")
def find(request: Request, item: str) -> Response:
    """Lead from any id to the page that shows it."""
    project = project_of(request)
    try:
        return RedirectResponse(f"/overtures/{project.overture(item).id}", 303)
    except NotFoundError:
        kind, home = project.home_of(item)
        return RedirectResponse(f"/{kind}s/{quote(home)}" + (f"#{quote(item)}" if home != item else ""), 303)


@router.post("/reports")
def add(
    request: Request,
    text: Annotated[str, Form(max_length=2_000_000)] = "",
    file: Annotated[UploadFile | None, File()] = None,
    form: Annotated[str, Form(max_length=64)] = "",
    title: Annotated[str, Form(max_length=1_000)] = "",
    publisher: Annotated[str, Form(max_length=400)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Read what somebody pasted or sent as a file, keep it, and show what was found in it."""
    check_token(request, form)
    given = Given(plain(text), *(plain(value).strip() or None for value in (title, publisher, published)))
    if file and file.filename:
        found = read_file(request, file.file.read(), file.filename, given)
        if len(found) > 1:
            return RedirectResponse("/reports", 303)
        reading = found[0]
    elif text.strip():
        reading, _ = read(request, given)
    else:
        raise SettingsError("there is nothing to read: paste a text or choose a file")
    return RedirectResponse(f"/reports/{quote(reading.document.report.id)}", 303)
