"""Read what a person names on the command line: files, folders, patterns, standard input.

``read_inputs`` checks the names at once (a name that does not exist is misuse) and then yields one
``Document`` for each report, in order; whatever is wrong inside a file becomes a diagnostic.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from glob import glob, has_magic
from pathlib import Path

from pourparler.errors import NotFoundError, SettingsError
from pourparler.readers.dates import parse_date
from pourparler.readers.decoding import decode
from pourparler.readers.documents import build, failed
from pourparler.readers.known import Known, digest
from pourparler.readers.sniffing import Kind, sniff
from pourparler.records import Diagnostic, Document

STANDARD_INPUT = "-"
LARGEST_TEXT = 2_000_000
"""Bytes of a plain text that are looked at: no report comes near it."""

LARGEST_PAGE = 8_000_000
"""Bytes of an HTML page above which it is refused: its tree would take many times as much memory."""

LARGEST = 1_000_000_000
"""Bytes of a collection of reports (JSON, JSONL, feed) above which it is refused."""

ENDINGS = (
    "css js mjs map png jpg jpeg gif svg webp avif ico bmp tif tiff woff woff2 ttf otf eot mp3 mp4 m4a wav"
    " webm mov avi py pyc sqlite db toml ini cfg lock log"
)
SKIPPED = frozenset(f".{ending}" for ending in ENDINGS.split())
"""Endings that a folder's reports do not have (what browsers save beside a page, programs, databases)."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person says about the reports read; it wins over what they say of themselves.

    ``title`` and ``url`` can be true of one report only. ``published`` is an ISO date or any date that
    is not ambiguous; ``language`` an ISO 639-1 code.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def read_inputs(inputs: Sequence[str | Path], overrides: Overrides | None = None) -> Iterator[Document]:
    """Return an iterator over the documents of ``inputs``, in the given order, folders sorted.

    An input is a path, a folder (read recursively), a glob or ``-`` for standard input. A file may
    hold one report (text, HTML, JSON) or many (JSON list, JSONL, RSS, Atom). What cannot be read gives
    a document with empty text and an error. Raises NotFoundError for a path that does not exist or a
    pattern without any match, SettingsError for overrides that make no sense.
    """
    overrides = overrides or Overrides()
    published = parse_date(overrides.published)
    if overrides.published and not published:
        raise SettingsError(f"not a date: {overrides.published!r} (write it like 2025-10-28)")
    paths = list(dict.fromkeys(path for name in inputs for path in _expand(str(name))))
    if len(paths) > 1 and (overrides.title or overrides.url):
        raise SettingsError("a title or an address can be given for one report only")
    said = Known(overrides.title, overrides.publisher, published, overrides.url, overrides.language)
    return _read_all(paths, said)


def _expand(name: str) -> Iterator[str]:
    """Yield the files that ``name`` stands for."""
    if name == STANDARD_INPUT:
        yield name
    elif os.path.isdir(name):
        yield from _walk(name)
    elif os.path.exists(name):
        yield name
    elif has_magic(name) and (found := sorted(glob(name, recursive=True))):
        for one in found:
            yield from _walk(one) if os.path.isdir(one) else (one,)
    elif name.startswith(("http://", "https://")):
        raise NotFoundError(f"addresses are not fetched; save the page and name the file: {name}")
    else:
        raise NotFoundError(f"no such file, folder or pattern: {name}")


def _walk(folder: str) -> Iterator[str]:
    """Yield the readable-looking files under ``folder``, sorted; hidden ones left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() not in SKIPPED:
                yield os.path.join(root, name)


def _read_all(paths: Sequence[str], said: Known) -> Iterator[Document]:
    for path in paths:
        yield from _read_path(path, said)


def _read_path(path: str, said: Known) -> Iterator[Document]:
    try:
        data, size = _bytes_of(path)
    except OSError as error:
        yield failed(path, f"cannot be read: {error.strerror or error}", said)
        return
    yield from read_bytes(data, path, said, size)


def _bytes_of(path: str) -> tuple[bytes, int]:
    """Return the bytes of a file, or no more than its kind may have, and the size of it all."""
    if path == STANDARD_INPUT:
        data = sys.stdin.buffer.read(LARGEST)
        return data, len(data)
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        head = file.read(LARGEST_TEXT)
        if sniff(head, path) in ("text", "binary") or size > LARGEST:
            return head, max(size, len(head))
        data = head + file.read()
        return data, len(data)


def read_bytes(
    data: bytes, origin: str, said: Known | None = None, size: int | None = None
) -> Iterator[Document]:
    """Yield the documents of the bytes of one file; ``size`` is the file's where ``data`` is its head."""
    said = said or Known()
    known = said.over(Known(origin=origin, identity=digest(data)))
    kind = sniff(data[:LARGEST_TEXT], origin)
    if problem := _refusal(kind, data, size or len(data)):
        yield failed(origin, problem, known)
        return
    if kind in ("json", "jsonl", "feed", "html"):
        try:
            yield from _reader(kind)(data, known, said)
        except Exception as error:  # parsers of other people's markup raise whatever they like
            yield failed(origin, f"cannot be parsed as {kind}: {type(error).__name__}: {error}", known)
    else:
        yield _read_text(data, known, size or len(data))


def _refusal(kind: Kind, data: bytes, size: int) -> str | None:
    """Return why an input is not read at all, or None."""
    if kind == "empty":
        return "the file is empty"
    if kind == "binary":
        return next((d.message for d in decode(data[:65_536])[1] if d.level == "error"), "not text")
    if kind == "html" and size > LARGEST_PAGE:
        return f"too large for a page: {size:,} bytes"
    if kind not in ("text", "html") and size > LARGEST:
        return f"too large: {size:,} bytes; split it"
    return None


def _reader(kind: Kind):  # type: ignore[no-untyped-def]
    """Return the function that reads a kind of file; each is loaded when the first such file comes."""
    if kind == "html":
        from pourparler.readers.pages import read_page

        return read_page
    if kind == "feed":
        from pourparler.readers.feeds import read_feed

        return read_feed
    from pourparler.readers.objects import read_lines, read_objects

    return read_lines if kind == "jsonl" else read_objects


def _read_text(data: bytes, known: Known, size: int) -> Document:
    data = data[:LARGEST_TEXT]
    text, notices = decode(data)
    if text is None:
        return replace(failed(known.origin, "", known), diagnostics=tuple(notices))
    if size > len(data):
        notices.append(Diagnostic("warning", f"only the first {len(data):,} of {size:,} bytes are looked at"))
    return build(text, known, notices)
