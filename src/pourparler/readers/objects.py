"""Reports as JSON objects: one, a list, a list inside an object (as news services answer), JSONL; rows of CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import StringIO
from typing import Any

from pourparler.readers.dates import parse_date
from pourparler.readers.decoding import decode
from pourparler.readers.documents import build, failed
from pourparler.readers.known import Known, digest
from pourparler.readers.markup import is_markup, text_of
from pourparler.records import Diagnostic, Document

TEXT = (
    "text", "body", "content", "article_text", "articleBody", "full_text", "fulltext", "maintext",
    "main_text", "content_text", "content_html", "article", "story", "raw_text", "bodyText", "body_text",
    "description", "summary",
)  # fmt: skip
TITLE = ("title", "headline", "head", "name", "heading", "webTitle")
PUBLISHED = (
    "published", "date", "pubDate", "pub_date", "publishedAt", "published_at", "date_published",
    "datePublished", "published_date", "publication_date", "date_publish", "publish_date",
    "webPublicationDate", "created_at", "timestamp",
)  # fmt: skip
PUBLISHER = (
    "publisher",
    "source",
    "outlet",
    "sitename",
    "site_name",
    "site",
    "source_domain",
    "domain",
    "newspaper",
)
URL = ("url", "link", "href", "webUrl", "web_url", "canonical_url", "source-hostname", "uri", "permalink")
GUID = ("id", "guid", "_id", "uuid", "doc_id", "article_id")
AUTHORS = ("authors", "author", "byline", "creator")
TOPICS = ("topics", "tags", "keywords", "categories", "subjects")
LISTS = (
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "documents",
    "reports",
    "stories",
    "news",
    "entries",
    "hits",
)
LIST_START = re.compile(rf'\s*(?:\{{.{{0,2000}}?"(?:{"|".join(LISTS)})"\s*:\s*)?\[', re.DOTALL)
BETWEEN = re.compile(r"[\s,]*")
COLUMNS = {name.casefold(): name for name in (*TEXT, *TITLE, *PUBLISHED, *PUBLISHER, *URL, *GUID, *AUTHORS, *TOPICS)}
LONGEST_CELL = 10_000_000


def read_objects(data: bytes, known: Known, said: Known) -> Iterator[Document]:
    """Yield the documents of a JSON file; of a broken list those before the break, then one with an error."""
    text, notices = decode(data)
    if text is None:
        yield replace(failed(known.origin, "", known), diagnostics=tuple(notices))
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        whole = _before_the_break(text)
        for number, one in enumerate(whole, start=1):
            yield _document(one, known, said, f"{known.origin}#{number}", notices, many=True)
        where = f"{known.origin}#{len(whole) + 1}" if whole else known.origin
        yield failed(where, f"broken JSON: {error}", None if whole else known)
        return
    found = _list_of(value)
    many = len(found) > 1
    if not found:
        yield failed(known.origin, "no report in this JSON", known)
    for number, one in enumerate(found, start=1):
        yield _document(one, known, said, f"{known.origin}#{number}" if many else known.origin, notices, many)


def read_lines(lines: Iterable[bytes | None], known: Known, said: Known) -> Iterator[Document]:
    """Yield the documents of the lines of a JSONL file (None for a line that was too long to keep).

    A broken line gives a document with an error, the rest is read.
    """
    for number, line in enumerate(lines, start=1):
        origin = f"{known.origin}#{number}"
        if line is None:
            yield failed(origin, "the line is too long for a report")
            continue
        if not line.strip():
            continue
        text, notices = decode(line)
        try:
            value = json.loads(text or "")
        except (ValueError, RecursionError) as error:
            yield failed(origin, f"broken JSON: {error}")
            continue
        yield _document(value, known, said, origin, notices, many=True)


def read_rows(data: bytes, known: Known, said: Known) -> Iterator[Document]:
    """Yield the documents of a table with a header (comma, semicolon or tab between), one a row."""
    text, notices = decode(data)
    if text is None:
        yield replace(failed(known.origin, "", known), diagnostics=tuple(notices))
        return
    csv.field_size_limit(LONGEST_CELL)
    header = text.lstrip("\ufeff").split("\n", 1)[0]
    rows = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=max(",;\t", key=header.count))
    names = [COLUMNS.get(name.strip().casefold(), name.strip()) for name in next(rows, [])]
    if not set(names) & set(TEXT):
        yield failed(known.origin, "not a table of reports: none of its columns is called text, body or content", known)
        return
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            if any(cell.strip() for cell in cells):
                row = dict(zip(names, cells, strict=False))
                yield _document(row, known, said, f"{known.origin}#{number}", notices, many=True)
    except csv.Error as error:
        yield failed(f"{known.origin}#{number + 1}", f"a broken table: {error}")


def _before_the_break(text: str) -> list[Any]:
    """Return the whole objects of a JSON list that breaks off or breaks somewhere."""
    start = LIST_START.match(text)
    found: list[Any] = []
    at = start.end() if start else len(text)
    decoder = json.JSONDecoder()
    try:
        while (at := BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
            value, at = decoder.raw_decode(text, at)
            found.append(value)
    except (ValueError, RecursionError):
        pass
    return found


def _list_of(value: Any) -> list[Any]:
    """Return the objects of a file: its list, the list in it, or itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and not any(isinstance(value.get(k), str) and value[k].strip() for k in TEXT[:12]):
        for name in LISTS:
            inner = value.get(name)
            if isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
                return inner
            if isinstance(inner, Mapping) and (deeper := _list_of(inner)) != [inner]:
                return deeper
    return [value]


def _document(
    value: Any, known: Known, said: Known, origin: str | None, notices: list[Diagnostic], many: bool
) -> Document:
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, Mapping):
        return failed(origin, "not a report: a JSON object was expected")
    text = _text(value)
    itself = _known(value, origin)
    if text and is_markup(text):
        text = text_of(text)
    if many:
        said = replace(said, title=None, url=None)
    known = said.over(itself)
    if not known.url and not known.identity:
        words = f"{known.title or ''}\x1f{text or origin}"
        known = replace(known, identity=digest(words.encode("utf-8", "replace")))
    if not text:
        return failed(origin, "no text: none of the fields that hold it is there", known)
    return build(text, known, notices)


def _text(value: Mapping[str, Any]) -> str | None:
    """Return the longest of the main text fields' first hit; summaries count only where nothing else is."""
    for name in TEXT:
        inner = value.get(name)
        if isinstance(inner, str) and inner.strip():
            return inner
        if isinstance(inner, list) and inner and all(isinstance(one, str) for one in inner):
            return "\n\n".join(inner)
        if isinstance(inner, Mapping) and (deeper := _text(inner) or _string(inner, ("value", "rendered", "html"))):
            return deeper
    return None


def _known(value: Mapping[str, Any], origin: str | None) -> Known:
    url = _string(value, URL)
    guid = _string(value, GUID)
    publisher = _string(value, PUBLISHER)
    return Known(
        title=_string(value, TITLE),
        publisher=publisher,
        published=next((d for k in PUBLISHED if (d := parse_date(_scalar(value.get(k))))), None),
        url=url if url and ":" in url else None,
        language=_code(_string(value, ("language", "lang", "inLanguage"))),
        agency=_string(value, ("agency",)),
        authors=tuple(_strings(value, AUTHORS)),
        topics=tuple(_strings(value, TOPICS)),
        origin=origin,
        identity=f"{publisher or ''}/{guid}" if guid else None,
    )


def _scalar(value: Any) -> str | int | float | None:
    return value if isinstance(value, (str, int, float)) else None


def _code(language: str | None) -> str | None:
    """Return a language code where one is given ("en-GB"); names of languages are left to the text."""
    return language if language and len(language.replace("_", "-").split("-")[0]) == 2 else None


def _string(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """Return the first field of ``names`` as a string; an object gives its name, title or id."""
    for name in names:
        inner = value.get(name)
        if isinstance(inner, Mapping):
            inner = _string(inner, ("name", "title", "value", "rendered", "id"))
        if isinstance(inner, (str, int)) and not isinstance(inner, bool) and str(inner).strip():
            return text_of(str(inner)) if is_markup(str(inner)) else str(inner).strip()
    return None


def _strings(value: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    """Yield the strings of the first field of ``names`` that has any ("a, b", ["a"], [{"name": "a"}])."""
    for name in names:
        inner = value.get(name)
        many = inner if isinstance(inner, list) else [inner]
        found = [_string({"": one}, ("",)) for one in many]
        if any(found):
            for one in found:
                yield from (part.strip() for part in (one or "").split(",") if part.strip())
            return
