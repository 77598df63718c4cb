"""What a person says of a report: judgements on what was found, and what was missed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Form, Request
from starlette.responses import RedirectResponse, Response

from pourparler.errors import SettingsError
from pourparler.project.judging import ADDED
from pourparler.views.desk.access import identity_of
from pourparler.views.desk.asking import plain
from pourparler.views.desk.pages.common import pages, project_of
from pourparler.views.desk.safety import check_token

router = pages()
LONGEST = 2_000
"""Characters of a reason that a person gives."""
Line = Annotated[str, Form(max_length=400)]
Id = Annotated[str, Form(max_length=60)]
Why = Annotated[str, Form(max_length=LONGEST)]


@router.post("/corrections")
def correct(
    request: Request,
    item: Id,
    action: Annotated[str, Form(max_length=20)],
    form: Annotated[str, Form(max_length=64)] = "",
    why: Why = "",
    back: Annotated[str, Form(max_length=500)] = "/",
    into: Id = "",
    events: Annotated[list[str], Form()] = [],  # noqa: B006
    force: Line = "",
    act: Line = "",
    mode: Line = "",
    actors: Line = "",
    recipients: Line = "",
    speaker: Line = "",
    addressee: Line = "",
    date: Line = "",
    due: Line = "",
    outcome: Line = "",
    kind: Line = "",
) -> Response:
    """Write down a person's judgement, and lead back to where it was made."""
    check_token(request, form)
    payload: dict[str, Any] = {}
    if action == "edit":
        given = {
            "force": force, "act": act, "mode": mode, "actors": actors, "recipients": recipients, "speaker": speaker,
            "addressee": addressee, "date": date, "due": due, "outcome": outcome, "kind": kind,
        }  # fmt: skip
        payload["set"] = _filled(given)
        if not payload["set"]:
            raise SettingsError("nothing was changed: fill in at least one field")
    if action == "merge":
        payload["into"] = into.strip()
    if action == "split":
        payload["events"] = events[:200]
    project_of(request).correct(item, action, identity_of(request).name, _now(), why.strip() or None, payload)
    return RedirectResponse(_inside(back), 303)


@router.post("/findings")
def add(
    request: Request,
    finding: Annotated[str, Form(max_length=20)],
    report: Id,
    words: Annotated[str, Form(max_length=20_000)] = "",
    start: Annotated[str, Form(max_length=12)] = "",
    end: Annotated[str, Form(max_length=12)] = "",
    form: Annotated[str, Form(max_length=64)] = "",
    why: Why = "",
    force: Line = "",
    act: Line = "",
    actors: Line = "",
    recipients: Line = "",
    speaker: Line = "",
    addressee: Line = "",
    kind: Line = "",
    from_: Annotated[str, Form(alias="from", max_length=400)] = "",
    to: Line = "",
    date: Line = "",
    due: Line = "",
    condition: Annotated[str, Form(max_length=4_000)] = "",
) -> Response:
    """Write down an event, statement or overture that was not found, and lead to it."""
    check_token(request, form)
    given = {
        "force": force, "act": act, "actors": actors, "recipients": recipients, "speaker": speaker,
        "addressee": addressee, "kind": kind, "from": from_, "to": to, "date": date, "due": due, "condition": condition,
    }  # fmt: skip
    values = {name: value for name, value in _filled(given).items() if name in ADDED.get(finding, ())}
    place = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else plain(words)
    made = project_of(request).add(
        finding, report, place, values, identity_of(request).name, _now(), plain(why).strip() or None
    )
    return RedirectResponse(f"/overtures/{made.target}" if finding == "overture" else f"/find/{made.target}", 303)


def _filled(given: dict[str, str]) -> dict[str, str]:
    return {name: plain(value).strip() for name, value in given.items() if value.strip()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _inside(path: str) -> str:
    """Return a path of this desk, the first page for anything that leads elsewhere."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path and path.isprintable()
    return path if safe else "/"
