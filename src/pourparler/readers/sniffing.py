"""Tell what kind of file some bytes are, by their first characters and, in doubt, by the file's name."""

from __future__ import annotations

import re
from typing import Literal

from pourparler.readers.decoding import decode

Kind = Literal["empty", "binary", "text", "html", "json", "jsonl", "csv", "feed"]

HEAD = 4_096
FEED = re.compile(r"<(?:rss|rdf:RDF|feed)\b", re.IGNORECASE)
PAGE = re.compile(
    r"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|nitf|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
OBJECT = re.compile(r'\{\s*("|\})')
LIST = re.compile(r'\[\s*(\{|\[|"|\])')


def sniff(data: bytes, name: str = "") -> Kind:
    """Return the kind of the file that begins with ``data``; only its first characters are looked at."""
    if not data.strip():
        return "empty"
    text, _ = decode(data[:HEAD])
    if text is None:
        return "binary"
    text = text.lstrip("\ufeff \t\r\n")
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in ("jsonl", "ndjson"):
        return "jsonl"
    if OBJECT.match(text):
        return "jsonl" if _has_lines(data) else "json"
    if LIST.match(text) or (ending == "json" and text[:1] in "{["):
        return "json"
    if text.startswith("<") and FEED.search(text) and not PAGE.match(text):
        return "feed"
    if ending in ("csv", "tsv"):
        return "csv"
    if PAGE.match(text) or (text.startswith("<") and ending in ("html", "htm", "xhtml", "xml")):
        return "html"
    return "text"


def _has_lines(data: bytes) -> bool:
    """Return whether the first line is a whole JSON object and another one follows on the next line."""
    first, _, rest = data.lstrip().partition(b"\n")
    return first.rstrip().endswith(b"}") and rest.lstrip()[:1] == b"{"
