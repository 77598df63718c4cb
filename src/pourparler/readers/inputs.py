"""Read what a person names on the command line: files, folders, patterns, standard input.

``read_inputs`` checks the names at once (a name that does not exist is misuse) and then yields one
``Document`` for each report, in order; whatever is wrong inside a file becomes a diagnostic.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import islice
from pathlib import Path

from pourparler.errors import NotFoundError, SettingsError
from pourparler.readers.dates import parse_date
from pourparler.readers.files import STANDARD_INPUT, read_bytes, read_path
from pourparler.readers.known import Known
from pourparler.records import Document

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
    said = _said(overrides)
    paths = list(dict.fromkeys(path for name in inputs for path in _expand(str(name))))
    if len(paths) > 1 and (overrides.title or overrides.url):
        raise SettingsError("a title or an address can be given for one report only")
    return _read_all(paths, said)


def read_pasted(text: str, overrides: Overrides | None = None) -> Iterator[Document]:
    """Yield the one document of a text or HTML page that a person gives; the first of several."""
    yield from islice(read_bytes(text.encode(errors="replace"), STANDARD_INPUT, _said(overrides or Overrides())), 1)


def _said(overrides: Overrides) -> Known:
    published = parse_date(overrides.published)
    if overrides.published and not published:
        raise SettingsError(f"not a date: {overrides.published!r} (write it like 2025-10-28)")
    return Known(overrides.title, overrides.publisher, published, overrides.url, overrides.language)


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
        yield from read_path(path, said)
