"""HTML fragments to text, one paragraph a block, without what is no text."""

from __future__ import annotations

import re
from html import unescape

TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
NOT_TEXT = (
    "script style noscript template iframe object embed svg form button select figure figcaption aside nav"
    " footer audio video picture head"
)
APART = "p div section article main header blockquote ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 pre hr"
DROPPED = frozenset(NOT_TEXT.split())
BLOCKS = frozenset(APART.split())
BLOCK_TAG = re.compile(rf"<(?:{'|'.join(sorted(BLOCKS))}|br)\b", re.IGNORECASE)
BLANKS = re.compile(r"[^\S\n]+")


def is_markup(text: str) -> bool:
    """Return whether ``text`` holds HTML tags or entities."""
    return TAG.search(text) is not None


def text_of(fragment: str) -> str:
    """Return the text of an HTML fragment, paragraphs apart by a blank line; never raises."""
    if "<" not in fragment:
        return _tidy(unescape(fragment))
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return _tidy(unescape(re.sub(r"<[^<>]*>", " ", fragment)))
    parts: list[str] = []
    # Where no tag tells paragraphs apart, line ends do.
    line_end = " " if BLOCK_TAG.search(fragment) else "\n"
    for event, node in etree.iterwalk(root, events=("start", "end")):
        _visit(event, node, parts, line_end)
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    lines = (BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _visit(event: str, node, parts: list[str], line_end: str) -> None:  # type: ignore[no-untyped-def]
    """Add the text that stands at one edge of a node."""
    tag = node.tag if isinstance(node.tag, str) else ""
    inside = any(a.tag in DROPPED for a in node.iterancestors())
    if event == "start" and not inside and tag and tag not in DROPPED:
        parts.append("\n" if tag in BLOCKS or tag == "br" else "")
        parts.append((node.text or "").replace("\n", line_end))
    elif event == "end" and not inside:
        parts.append("\n" if tag in BLOCKS else "")
        parts.append((node.tail or "").replace("\n", line_end))
