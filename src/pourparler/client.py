"""A desk from Python: lists a page at a time, single rows, reports and corrections in, documents out.

    from pourparler.client import Desk

    with Desk("http://localhost:8765") as desk:
        for overture in desk.overtures(actor="PRK", outcome="unanswered"):
            print(overture["opened"], overture["about"])
        desk.add_report("SEOUL, May 25 - ...", published="2018-05-25")

Rows are dictionaries in the form that ``pourparler … --format json`` prints. Filters bear the names of the command
line (``actor``, ``with_``, ``since``, ``until``, ``publisher``, ``min_confidence``, ``as_of``, ``type``, ``force``,
``kind``, ``words`` …); a list or tuple gives several values.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from pourparler.errors import NotFoundError, PourparlerError

Json = dict[str, Any]
PAGE = 200
"""Rows asked for at once."""


class DeskError(PourparlerError):
    """A desk did not answer as asked; ``status`` is the HTTP status, 0 where there was no answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Desk:
    """A desk at an address; ``token`` is an API token where it asks for one, ``timeout`` seconds an answer.

    Methods raise ``NotFoundError`` for a row that the record does not hold and ``DeskError`` for all else.
    """

    def __init__(
        self,
        address: str = "http://localhost:8765",
        token: str | None = None,
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    # -- lists, the newest first; each fetches page after page as it is gone through ------------------
    def overtures(self, **filters: Any) -> Iterator[Json]:
        """Yield overtures: offers, demands, threats, promises, predictions with state and history."""
        return self._rows("overtures", filters)

    def events(self, **filters: Any) -> Iterator[Json]:
        """Yield events with the report each stands in."""
        return self._rows("events", filters)

    def statements(self, **filters: Any) -> Iterator[Json]:
        """Yield statements with the report each stands in."""
        return self._rows("statements", filters)

    def reports(self, **filters: Any) -> Iterator[Json]:
        """Yield reports without their text."""
        return self._rows("reports", filters)

    def actors(self, **filters: Any) -> Iterator[Json]:
        """Yield actors."""
        return self._rows("actors", filters)

    def search(self, words: str, **filters: Any) -> Iterator[Json]:
        """Yield the reports and statements that hold all the words."""
        return self._rows("search", {"q": words, **filters})

    def rows(self, name: str, **filters: Any) -> Iterator[Json]:
        """Yield the rows of any list of the API: ``months``, ``pairs``, ``trips``, ``places``, ``predictions`` …"""
        return self._rows(name, filters)

    # -- single rows ----------------------------------------------------------------------------------
    def overture(self, id: str, **filters: Any) -> Json:
        """Return an overture with its history."""
        return self._json(_path("overtures", id), filters)

    def report(self, id: str, **filters: Any) -> Json:
        """Return a report's whole reading: text, statements, events, actors, times."""
        return self._json(_path("reports", id), filters)

    def actor(self, id: str, **filters: Any) -> Json:
        """Return an actor: roles, newest events and statements, partners, trips."""
        return self._json(_path("actors", id), filters)

    def finding(self, id: str, **filters: Any) -> Json:
        """Return an event or statement with its report."""
        return self._json(_path("findings", id), filters)

    def relations(self, one: str, other: str, **filters: Any) -> Json:
        """Return how two sides stand to each other, month by month, with trend, shifts and states."""
        return self._json(_path("relations", one, other), filters)

    def counts(self, name: str, **filters: Any) -> Json:
        """Return how many ``events``, ``statements`` or ``overtures`` there are, and how many of each kind."""
        return self._json(_path("counts", name), filters)

    def quality(self) -> Json:
        """Return what the record is known to get wrong."""
        return self._json("quality", {})

    def situation(self, **filters: Any) -> Json:
        """Return the situation as the brief tells it."""
        return self._json("situation", filters)

    # -- what goes in ---------------------------------------------------------------------------------
    def add_report(self, text: str, **known: str | None) -> Json:
        """Have a report read; ``known`` is title, publisher, published (ISO day), url. Return outcome and reading."""
        return self._send("reports", {"text": text, **known})

    def correct(self, item: str, action: str, why: str | None = None, **payload: Any) -> Json:
        """Write down a judgement: accept, reject, edit (``set``), merge (``into``) or split (``events``)."""
        return self._send("corrections", {"item": item, "action": action, "why": why, **payload})

    def add_finding(self, kind: str, report: str, words: str, values: Json, why: str | None = None) -> Json:
        """Add an event, statement or overture that was not found; ``words`` are the report's words that say it."""
        return self._send("findings", {"kind": kind, "report": report, "words": words, "values": values, "why": why})

    # -- documents ------------------------------------------------------------------------------------
    def brief(self, format: str = "md", **filters: Any) -> bytes:
        """Return the brief as ``md``, ``html``, ``pdf`` or ``docx``."""
        return self._ask("GET", f"/brief.{quote(format)}", params=_query(filters)).content

    def csv(self, name: str, **filters: Any) -> str:
        """Return a whole list of the API as CSV text."""
        return self._ask("GET", f"/api/v1/{name}", params=_query({**filters, "format": "csv"})).text

    # -- how --------------------------------------------------------------------------------------------
    def _rows(self, name: str, filters: Json) -> Iterator[Json]:
        asked = {"limit": PAGE, **filters}
        while True:
            page = self._json(name, asked)
            yield from page["items"]
            if not page.get("next"):
                return
            asked["after"] = page["next"]

    def _json(self, path: str, filters: Json) -> Any:
        return self._ask("GET", f"/api/v1/{path}", params=_query(filters)).json()

    def _send(self, path: str, data: Json) -> Any:
        return self._ask("POST", f"/api/v1/{path}", json={k: v for k, v in data.items() if v is not None}).json()

    def _ask(self, method: str, path: str, **parts: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **parts)
        except httpx.HTTPError as error:
            raise DeskError(f"no answer from {self._http.base_url}: {error or type(error).__name__}") from error
        if answer.is_success:
            return answer
        detail = _detail(answer)
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise NotFoundError(detail)
        raise DeskError(detail, answer.status_code)


def _path(*parts: str) -> str:
    """Return parts of an address joined, so that none of them can lead elsewhere."""
    return "/".join(quote(part, safe="") for part in parts)


def _query(filters: Json) -> list[tuple[str, Any]]:
    """Return filters as the parameters of an address: names without a last underscore, each value on its own."""
    found: list[tuple[str, Any]] = []
    for name, value in filters.items():
        values = value if isinstance(value, (list, tuple, set)) else [value]
        found += [(name.removesuffix("_"), v) for v in values if v is not None]
    return found


def _detail(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"{answer.status_code} {answer.reason_phrase}"
