"""Lines of a file, whatever it is packed in, and which format they are."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from pourparler.errors import NotFoundError
from pourparler.lexicon.formats import GDELT, GDELT_1
from pourparler.readers.events.common import Line

GDELT_WIDTHS = {len(GDELT), len(GDELT_1), len(GDELT_1) - 1}

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"


def named_lines(source: str | Path | IO[bytes]) -> tuple[str, Iterator[Line]]:
    """Return a name for the source and its numbered lines, blank ones left out.

    UTF-8 is expected; a line that is not is read as Latin-1. Raises NotFoundError.
    """
    if isinstance(source, str | Path):
        path = Path(source)
        try:
            return path.name, _numbered(path.open("rb"))
        except OSError as error:
            raise NotFoundError(f"cannot open {path}: {error.strerror or error}") from error
    return str(getattr(source, "name", "-")), _numbered(source)


def _numbered(stream: IO[bytes]) -> Iterator[Line]:
    with stream:
        for number, raw in enumerate(_unpacked(stream), 1):
            text = _decoded(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw).rstrip("\r\n")
            if text.strip():
                yield Line(number, text)


def _unpacked(stream: IO[bytes]) -> Iterator[bytes]:
    buffered = io.BufferedReader(cast(io.RawIOBase, stream)) if not hasattr(stream, "peek") else stream
    magic = cast(io.BufferedReader, buffered).peek(4)[:4]
    if magic.startswith(GZIP):
        with gzip.open(buffered) as inner:
            yield from cast(Iterable[bytes], inner)
    elif magic == ZIP:
        whole = buffered if buffered.seekable() else io.BytesIO(buffered.read())
        with zipfile.ZipFile(whole) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    with archive.open(member) as inner:
                        yield from inner
    else:
        yield from buffered


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def sniff(first: str) -> str | None:
    """Return the format that a file's first line speaks of, None for none."""
    if first.lstrip()[:1] in {"{", "["}:
        return "plover"
    cells = first.split("\t")
    names = {cell.strip().strip('"') for cell in cells}
    if {"Event Type", "Quad Code"} <= names:
        return "polecat"
    if "CAMEO Code" in names:
        return "icews"
    if len(cells) in GDELT_WIDTHS and cells[0].isdigit() and cells[1].isdigit():
        return "gdelt"
    return None
