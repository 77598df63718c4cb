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
from pourparler.readers.documents import failed
from pourparler.readers.files import GZIP, STANDARD_INPUT, read_bytes, read_path
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
    a document with empty text and an error; so does a name without any file, or a folder without a
    report, where other inputs can be read. Raises NotFoundError when no input exists at all or one is an
    address, SettingsError for overrides that make no sense.
    """
    overrides = overrides or Overrides()
    said = _said(overrides)
    paths = _expand_all([str(name) for name in inputs])
    if len(paths) > 1 and (overrides.title or overrides.url):
        raise SettingsError("a title or an address can be given for one report only")
    return _read_all(paths, said)


def read_pasted(text: str, overrides: Overrides | None = None) -> Iterator[Document]:
    """Yield the one document of a text or HTML page that a person gives; the first of several."""
    yield from islice(read_bytes(text.encode(errors="replace"), STANDARD_INPUT, _said(overrides or Overrides())), 1)


def read_upload(data: bytes, name: str, overrides: Overrides | None = None) -> Iterator[Document]:
    """Yield the documents of a file that somebody sends: ``name`` says its kind and opens nothing.

    A packed one is refused: nobody knows how large it becomes.
    """
    said, origin = _said(overrides or Overrides()), os.path.basename(name.replace("\\", "/"))[-200:] or "upload"
    if data.startswith(GZIP):
        yield failed(origin, "a packed file: unpack it first", said)
    else:
        yield from read_bytes(data, origin, said)


def _said(overrides: Overrides) -> Known:
    published = parse_date(overrides.published)
    if overrides.published and not published:
        raise SettingsError(f"not a date: {overrides.published!r} (write it like 2025-10-28)")
    return Known(overrides.title, overrides.publisher, published, overrides.url, overrides.language)


def _expand_all(names: Sequence[str]) -> list[str]:
    """Return the files that ``names`` stand for, each once; a name without any stands for itself."""
    found = {name: list(_expand(name)) for name in names}
    missing = [name for name, paths in found.items() if not paths]
    for name in missing:
        if name.startswith(("http://", "https://")):
            raise NotFoundError(f"addresses are not fetched; save the page and name the file: {name}")
    if missing and len(missing) == len(found):
        raise NotFoundError(f"no such file, folder or pattern: {missing[0]}")
    return list(dict.fromkeys(path for name, paths in found.items() for path in paths or [name]))


def _expand(name: str) -> Iterator[str]:
    """Yield the files that ``name`` stands for; a folder without any stands for itself."""
    if name == STANDARD_INPUT or os.path.isfile(name):
        yield name
    elif os.path.exists(name):
        yield from _walk(name) if os.path.isdir(name) else (name,)
    elif has_magic(name):
        for one in sorted(glob(name, recursive=True)):
            yield from _walk(one) if os.path.isdir(one) else (one,)


def _walk(folder: str) -> Iterator[str]:
    """Yield the readable-looking files under ``folder``, sorted, hidden ones left out; itself when there are none."""
    empty = True
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() not in SKIPPED:
                empty = False
                yield os.path.join(root, name)
    if empty:
        yield folder


def _read_all(paths: Sequence[str], said: Known) -> Iterator[Document]:
    for path in paths:
        yield from read_path(path, said)
