"""Reports that come in over HTTP: read one at a time, by the one language model that is loaded."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import islice

from fastapi import Request

from pourparler.errors import SettingsError
from pourparler.records import Reading
from pourparler.views.desk.pages.common import project_of

_reading = threading.Lock()
MOST = 200
"""Reports that are taken of one file: more is work for the command line."""


@dataclass(frozen=True, slots=True)
class Given:
    """A report as somebody pasted or posted it; ``text`` may be a whole HTML page."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def read(request: Request, given: Given) -> tuple[Reading, str]:
    """Read and keep a report; return its reading and whether it was added. Raises ``SettingsError`` for no text."""
    with _reading:
        found = list(project_of(request).take_text(given.text, _facts(given)))
    if not found:
        raise SettingsError("there is no report in this text")
    reading, outcome = found[0]
    if not reading.document.text.strip():
        told = "; ".join(d.message for d in reading.diagnostics) or "it holds no text"
        raise SettingsError(f"this cannot be read: {told}")
    return reading, outcome or "not kept"


def read_file(request: Request, data: bytes, name: str, given: Given) -> list[Reading]:
    """Read and keep the reports of a file that somebody sends. Raises ``SettingsError`` where there is none."""
    with _reading:
        taken = project_of(request).take_file(data, name, _facts(given))
        found = [reading for reading, _ in islice(taken, MOST)]
    kept = [reading for reading in found if reading.document.text.strip()]
    if not kept:
        told = "; ".join(d.message for reading in found for d in reading.diagnostics) or "it holds no text"
        raise SettingsError(f"this cannot be read: {told}")
    return kept


def _facts(given: Given) -> dict[str, str | None]:
    return {"title": given.title, "publisher": given.publisher, "published": given.published, "url": given.url}
