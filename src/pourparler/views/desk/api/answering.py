"""How the API answers: pages as JSON, whole lists as streams of CSV or JSON lines, ETags."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from pourparler.errors import NotFoundError, SettingsError
from pourparler.project.lists import MOST
from pourparler.records import contract
from pourparler.store.lists import Page, cursor_of, key_of
from pourparler.views import tables
from pourparler.views.desk.asking import EMPTY, Cursor
from pourparler.views.desk.pages.common import project_of

T = TypeVar("T")
Json = dict[str, Any]
Form = Annotated[Literal["json", "csv", "ndjson"], Query(description="json is one page; csv and ndjson are all rows.")]
Limit = Annotated[int, EMPTY, Query(ge=1, le=MOST)]
Whole = Annotated[int, EMPTY, Query(ge=1, le=MOST)]
"""A limit of lists that are mostly asked for as a whole: plots are drawn from them."""
Many = Callable[[str | None, int], Page[T]]

__all__ = [
    "STREAMS", "Cursor", "Form", "Limit", "Listing", "Problem", "Whole", "held", "listing", "not_modified", "offset_of",
    "one", "router_of",
]  # fmt: skip


STREAMS: dict[int | str, Json] = {200: {"content": {"text/csv": {}, "application/x-ndjson": {}}}}
"""The other forms of a list, for the description."""


class Problem(BaseModel):
    """Why a request was not answered."""

    detail: str = Field(description="What is wrong, in one sentence.")


class Listing(BaseModel):
    """One page of a list."""

    items: list[Json] = Field(description="Rows, in the form that `pourparler … --format json` prints.")
    next: str | None = Field(None, description="The cursor of the next page; null on the last one.")


def router_of(tag: str) -> APIRouter:
    """Return a router under ``/api/v1`` whose errors are documented."""
    problems: dict[int | str, Json] = {
        code: {"model": Problem, "description": text}
        for code, text in (
            (400, "Asked in a way that makes no sense."),
            (404, "Not in the record."),
            (422, "A value of the wrong form."),
            (401, "A desk with accounts asks for a token."),
            (403, "The account or token may not do this."),
            (429, "Too many requests; see Retry-After."),
        )
    }
    return APIRouter(prefix="/api/v1", tags=[tag], responses=problems)


def etag(request: Request, also: str = "") -> str:
    """Return the ETag of an answer: it changes with the record, with the question and with what it is ``also`` of."""
    try:
        state = project_of(request).state()
    except NotFoundError:
        state = "nothing was read yet"
    asked = f"{state} {also} {request.url.path}?{request.url.query}"
    return f'W/"{hashlib.blake2b(asked.encode(errors="replace"), digest_size=9).hexdigest()}"'


def not_modified(request: Request, also: str = "") -> Response | None:
    """Return the answer "not modified" when the caller holds this very answer, else None."""
    tag = etag(request, also)
    request.state.etag = tag
    held = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers={"ETag": tag}) if tag in held else None


def one(request: Request, data: Any, status: int = 200) -> Response:
    """Return an object as JSON, with the ETag when it was made."""
    headers = {"ETag": request.state.etag} if hasattr(request.state, "etag") else {}
    return Response(contract.dumps(data), status, headers, media_type="application/json")


def listing(
    request: Request,
    form: str,
    fetch: Many[T],
    as_object: Callable[[T], Json],
    as_row: Callable[[T], Json],
    after: str | None,
    limit: int,
    also: str = "",
) -> Response:
    """Return one page as JSON, or all that comes after a cursor as a stream."""
    unchanged = not_modified(request, also)
    if unchanged is not None:
        return unchanged
    if form == "json":
        page = fetch(after, limit)
        return one(request, {"items": [as_object(i) for i in page.items], "next": page.next})
    first = fetch(after, MOST)
    rows = _all(first, fetch)
    headers = {"ETag": request.state.etag}
    if form == "csv":
        return StreamingResponse(_csv(map(as_row, rows)), headers=headers, media_type="text/csv")
    lines = (contract.dumps(as_object(r)) + "\n" for r in rows)
    return StreamingResponse(lines, headers=headers, media_type="application/x-ndjson")


def held(make: Callable[[], Sequence[T]]) -> Many[T]:
    """Return what gives pages of rows that are made all at once, and only when somebody asks."""
    made = cache(make)

    def fetch(after: str | None, limit: int) -> Page[T]:
        at = offset_of(after)
        rows = made()
        return Page(tuple(rows[at : at + limit]), cursor_of(at + limit) if len(rows) > at + limit else None)

    return fetch


def offset_of(cursor: str | None) -> int:
    """Return how many rows stand before a cursor of a list that is counted off. Raises ``SettingsError``."""
    at = key_of(cursor, 1)[0] if cursor else 0
    if not isinstance(at, int) or at < 0:
        raise SettingsError(f"{cursor!r} is no cursor of this list")
    return at


def _all(page: Page[T], fetch: Many[T]) -> Iterator[T]:
    yield from page.items
    while page.next:
        page = fetch(page.next, MOST)
        yield from page.items


def _csv(rows: Iterable[Json]) -> Iterator[str]:
    """Yield CSV line by line; the names of the columns come first."""
    for index, row in enumerate(rows):
        out = io.StringIO()
        tables.write_rows([row], (), "csv", out)
        text = out.getvalue()
        yield text if index == 0 else text.partition("\n")[2]


def problem(status: int, detail: str) -> JSONResponse:
    """Return an error of the API."""
    return JSONResponse({"detail": detail}, status)
