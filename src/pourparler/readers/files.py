"""One file, or the bytes of one, to documents: unpack, tell its kind, hand it to the reader of that kind."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import IO, Any, cast

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
"""Bytes of a JSON file or feed above which it is refused; JSONL has no limit, it is read line by line."""

LONGEST_LINE = 20_000_000
"""Bytes of a line of JSONL above which it is passed over."""

CHUNK = 1_000_000
GZIP = b"\x1f\x8b"


def read_path(path: str, said: Known) -> Iterator[Document]:
    """Yield the documents of a file or of standard input; what cannot be opened gives an error document."""
    try:
        if path == STANDARD_INPUT:
            yield from read_stream(sys.stdin.buffer, path, said)
        else:
            with open(path, "rb") as stream:
                yield from read_stream(stream, path, said)
    except IsADirectoryError:
        yield failed(path, "the folder holds no report", said)
    except (OSError, EOFError, zlib.error) as error:
        yield failed(path, f"cannot be read: {getattr(error, 'strerror', None) or error}", said)


def read_bytes(data: bytes, origin: str, said: Known | None = None) -> Iterator[Document]:
    """Yield the documents of the bytes of one file that came from ``origin``."""
    yield from read_stream(BytesIO(data), origin, said or Known())


def read_stream(stream: IO[bytes], origin: str, said: Known) -> Iterator[Document]:
    """Yield the documents of an open file, unpacked where it is packed with gzip."""
    head = stream.read(LARGEST_TEXT)
    name = origin
    if head.startswith(GZIP):
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=cast(Any, _Joined(head, stream)), mode="rb"))
        name = origin.removesuffix(".gz")
        try:
            head = stream.read(LARGEST_TEXT)
        except (OSError, EOFError, zlib.error) as error:
            yield failed(origin, f"a broken gzip archive: {error}", said)
            return
    kind = sniff(head, name)
    known = said.over(Known(origin=origin, identity=digest(head)))
    try:
        yield from _read_kind(kind, head, stream, known, said)
    except (OSError, EOFError, zlib.error):
        raise
    except Exception as error:  # parsers of other people's markup raise whatever they like
        yield failed(origin, f"cannot be parsed as {kind}: {type(error).__name__}: {error}", known)


def _read_kind(kind: Kind, head: bytes, stream: IO[bytes], known: Known, said: Known) -> Iterator[Document]:
    if kind == "empty":
        yield failed(known.origin, "the file is empty", known)
    elif kind == "binary":
        problems = [d.message for d in decode(head[:65_536])[1] if d.level == "error"]
        yield failed(known.origin, problems[0] if problems else "not text", known)
    elif kind == "text":
        yield _read_text(head, bool(stream.read(1)), known)
    elif kind == "jsonl":
        from pourparler.readers.objects import read_lines

        yield from read_lines(_lines(head, stream), known, said)
    else:
        largest = LARGEST_PAGE if kind == "html" else LARGEST
        data = head + stream.read(max(0, largest - len(head)) + 1)
        if len(data) > largest:
            yield failed(known.origin, f"too large for a file of this kind: over {largest:,} bytes", known)
        else:
            known = replace(known, identity=digest(data))
            yield from _reader(kind)(data, known, said)


def _reader(kind: Kind) -> Any:
    """Return the function that reads a kind of file; each is loaded when the first such file comes."""
    if kind == "html":
        from pourparler.readers.pages import read_page

        return read_page
    if kind == "feed":
        from pourparler.readers.feeds import read_feed

        return read_feed
    from pourparler.readers import objects

    return objects.read_rows if kind == "csv" else objects.read_objects


def _read_text(data: bytes, more: bool, known: Known) -> Document:
    text, notices = decode(data)
    if text is None:
        return replace(failed(known.origin, "", known), diagnostics=tuple(notices))
    if more:
        notices.append(Diagnostic("warning", f"only the first {len(data):,} bytes are looked at"))
    return build(text, known, notices)


def _lines(head: bytes, stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines of ``head`` and what follows it in ``stream``; None for one that is too long."""
    rest, skipping, chunk = b"", False, head
    while chunk:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield None if skipping else line
            skipping = False
        if len(rest) > LONGEST_LINE:
            rest, skipping = b"", True
        elif skipping:
            rest = b""
        chunk = stream.read(CHUNK)
    if rest or skipping:
        yield None if skipping else rest


class _Joined:
    """What is left of a stream with the bytes put back that were read from it already."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self.head, self.stream = head, stream

    def read(self, size: int = -1) -> bytes:
        if not self.head:
            return self.stream.read(size)
        if size < 0:
            data, self.head = self.head, b""
            return data + self.stream.read()
        data, self.head = self.head[:size], self.head[size:]
        return data
