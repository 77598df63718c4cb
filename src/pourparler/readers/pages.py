"""HTML pages: main text by trafilatura, metadata from JSON-LD, OpenGraph and the usual tags."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from pourparler.readers.decoding import decode
from pourparler.readers.documents import build, failed
from pourparler.readers.known import Known
from pourparler.readers.linked_data import body_of
from pourparler.readers.markup import text_of
from pourparler.readers.metadata import known_of
from pourparler.records import Diagnostic, Document

QUIET = logging.NullHandler()
SHORT = 200
"""Characters of main text below which a second, more generous look is taken."""


def read_page(data: bytes, known: Known, said: Known) -> Iterator[Document]:
    """Yield the one document of an HTML page."""
    markup, notices = decode(data)
    if markup is None:
        yield replace(failed(known.origin, "", known), diagnostics=tuple(notices))
        return
    yield _document(markup, known, notices)


def _document(markup: str, known: Known, notices: list[Diagnostic]) -> Document:
    from trafilatura import load_html

    # Its warnings ("discarding data") are told as diagnostics of the document.
    logging.getLogger("trafilatura").addHandler(QUIET)
    tree = load_html(markup)
    if tree is None:
        return failed(known.origin, "no text: this is not a page", known)
    known = known.over(known_of(tree, markup))
    text = _main_text(markup)
    if len(text) < SHORT:
        text = max(text, text_of(body_of(tree) or ""), key=len)
    if not text:
        return failed(known.origin, "no main text found in the page", known)
    if len(text) < SHORT:
        notices = [*notices, Diagnostic("info", "the page holds little text")]
    return build(text, known, notices)


def _main_text(markup: str) -> str:
    """Return the main text of a page, paragraphs apart by a blank line."""
    from trafilatura import extract

    text = extract(markup, favor_precision=True, include_comments=False, include_tables=False) or ""
    if len(text) < SHORT:
        other = extract(markup, favor_recall=True, include_comments=False, include_tables=False) or ""
        text = max(text, other, key=len)
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())
