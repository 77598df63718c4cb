"""What the API takes: reports to read, judgements on rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import Request
from pydantic import AfterValidator, BaseModel, Field

from pourparler.records import contract
from pourparler.views.desk.access import who_of
from pourparler.views.desk.api.answering import one, router_of
from pourparler.views.desk.asking import Day, plain
from pourparler.views.desk.ingesting import Given, read
from pourparler.views.desk.pages.common import project_of
from pourparler.views.overtures import correction_object

router = router_of("writing")
Plain = Annotated[str, AfterValidator(plain)]


class NewReport(BaseModel):
    """A report to read: its text or HTML, and what is known about it."""

    text: Plain = Field(min_length=1, max_length=2_000_000, description="Plain text or a whole HTML page.")
    title: Plain | None = Field(None, max_length=1_000)
    publisher: Plain | None = Field(None, max_length=400)
    published: Day = None
    url: Plain | None = Field(None, max_length=4_000, description="Where it stands; it is not fetched.")


class NewCorrection(BaseModel):
    """A person's judgement on an event, statement or overture."""

    item: Plain = Field(max_length=80)
    action: Literal["accept", "reject", "edit", "merge", "split"]
    who: Plain | None = Field(None, max_length=200, description="Who says so; the desk's user when empty.")
    why: Plain | None = Field(None, max_length=4_000)
    set: dict[str, str | bool | None] | None = Field(None, max_length=10, description="Fields and right values (edit).")
    into: Plain | None = Field(None, max_length=80, description="The overture that it is part of (merge).")
    events: list[Plain] | None = Field(None, max_length=500, description="Events of the part cut off (split).")


class NewFinding(BaseModel):
    """What a person found in a report that was not found by the program."""

    kind: Literal["event", "statement", "overture"]
    report: Plain = Field(max_length=80)
    words: Plain = Field("", max_length=20_000, description="The words of the report that say it.")
    start: int | None = Field(None, ge=0, description="Instead of words: offsets in the report's text.")
    end: int | None = Field(None, ge=0)
    values: dict[str, str | bool | None] = Field(max_length=15, description="Fields; actors by name, id or code.")
    who: Plain | None = Field(None, max_length=200, description="Who says so; the desk's user when empty.")
    why: Plain | None = Field(None, max_length=4_000)


@router.post("/reports", status_code=201)
def add_report(request: Request, given: NewReport) -> dict[str, Any]:
    """Read a report and keep it; the answer is its reading. The same report again changes nothing."""
    reading, outcome = read(request, Given(**given.model_dump()))
    answer: Any = one(request, {"outcome": outcome, "reading": contract.to_dict(reading)}, 201)
    return answer


@router.post("/corrections", status_code=201)
def add_correction(request: Request, given: NewCorrection) -> dict[str, Any]:
    """Write down a judgement. Nothing is overwritten: it is a row of its own and survives every re-reading."""
    payload = {n: v for n, v in given.model_dump(include={"set", "into", "events"}).items() if v is not None}
    made = project_of(request).correct(given.item, given.action, who_of(request, given.who), _now(), given.why, payload)
    answer: Any = one(request, correction_object(made), 201)
    return answer


@router.post("/findings", status_code=201)
def add_finding(request: Request, given: NewFinding) -> dict[str, Any]:
    """Add an event, statement or overture that was not found, as `pourparler add` does."""
    words = given.words if given.start is None or given.end is None else (given.start, given.end)
    made = project_of(request).add(
        given.kind, given.report, words, given.values, who_of(request, given.who), _now(), given.why
    )
    answer: Any = one(request, correction_object(made), 201)
    return answer


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
