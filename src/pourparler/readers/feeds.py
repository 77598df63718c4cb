"""RSS and Atom files: one document for each entry, its HTML stripped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from pourparler.readers.dates import parse_date
from pourparler.readers.documents import build, failed
from pourparler.readers.known import Known
from pourparler.readers.markup import text_of
from pourparler.records import Diagnostic, Document


def read_feed(data: bytes, known: Known, said: Known) -> Iterator[Document]:
    """Yield the documents of a feed; a feed without any entry gives one document with an error."""
    import feedparser

    # A stream, never the bytes themselves: feedparser takes short ones for a file name or address.
    feed = feedparser.parse(BytesIO(data), response_headers={"content-type": "application/xml"})
    notices = []
    if feed.bozo and not feed.entries:
        yield failed(known.origin, f"broken feed: {feed.get('bozo_exception', 'not XML')}", known)
        return
    if feed.bozo and "CharacterEncodingOverride" not in type(feed.get("bozo_exception")).__name__:
        notices.append(Diagnostic("warning", f"the feed is not well-formed: {feed.get('bozo_exception')}"))
    if not feed.entries:
        yield failed(known.origin, "the feed holds no entry", known)
    for number, entry in enumerate(feed.entries, start=1):
        yield _document(entry, feed.feed, number, known, said, notices, len(feed.entries) > 1)


def _document(
    entry: Any, feed: Any, number: int, known: Known, said: Known, notices: list[Diagnostic], many: bool
) -> Document:
    itself = _known(entry, feed, f"{known.origin}#{number}")
    known = (replace(said, title=None, url=None) if many else said).over(itself)
    text = text_of(_body(entry))
    if not text:
        return failed(known.origin, "the entry holds no text", known)
    if len(text) < 600 and not entry.get("content"):
        notices = [*notices, Diagnostic("info", "only the summary of the report is in the feed")]
    return build(text, known, notices)


def _body(entry: Any) -> str:
    """Return the content of an entry, or its summary, whichever says more."""
    contents = [str(one.get("value") or "") for one in entry.get("content") or ()]
    return max([*contents, str(entry.get("summary") or "")], key=len)


def _known(entry: Any, feed: Any, origin: str) -> Known:
    source = entry.get("source") or {}
    stamp = next((d for k in ("published", "updated", "created") if (d := parse_date(entry.get(k)))), None)
    return Known(
        title=text_of(entry.get("title") or "") or None,
        publisher=source.get("title") or feed.get("title"),
        published=stamp,
        url=entry.get("link"),
        language=(feed.get("language") or "")[:2].lower() or None,
        authors=tuple(a["name"] for a in entry.get("authors") or () if a.get("name")),
        topics=tuple(t["term"] for t in entry.get("tags") or () if t.get("term")),
        origin=origin,
        identity=entry.get("id"),
    )
