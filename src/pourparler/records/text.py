"""Reports and their text: what a reader yields and what spans index."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["info", "warning", "error"]
Place = Literal["title", "body"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of a document's text, and those characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that a person should know about an input that was read anyway (or could not be)."""

    level: Level
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A span of a document that is not reporting.

    ``kind`` is one of ``advert``, ``topics``, ``read-more``, ``byline``, ``dateline``, ``caption``,
    ``newsletter``, ``cookie``, ``share``, ``copyright``, ``navigation``, ``note``.
    """

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One news item as received, without its text.

    ``id`` is a short hash that depends on the report's address when it has one (``url`` or the feed's
    guid) and else on its bytes; ``version`` is a hash of title, date and text: the same report with
    another text is another version. ``published`` is an ISO date (``2025-10-28``) or date-time.
    ``origin`` says where it was read from (path, ``-`` for standard input, feed).
    """

    id: str
    version: str
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The readable text of a report, never rewritten after it is made; spans index ``text``.

    ``paragraphs`` are character ranges of reporting text in reading order, headline (if it stands in
    the text) first; furniture lies between them or is listed in ``furniture`` inside them (an ad label
    in the middle of a wrapped paragraph). A quotation may run over several paragraphs.
    """

    report: Report
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    furniture: tuple[Furniture, ...] = ()
    headline: tuple[int, int] | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    def span(self, start: int, end: int) -> Span:
        """Return the span of ``text[start:end]``."""
        return Span(start, end, self.text[start:end])


WHITE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Return ``text`` with runs of white space made single blanks, for display."""
    return WHITE.sub(" ", text).strip()
