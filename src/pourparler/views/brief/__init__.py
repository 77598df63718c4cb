"""The brief: a situation as a page, for the terminal, Markdown, HTML, JSON, PDF and Word.

``page`` decides what is said, in which order and how much of it; the other files only print it.
"""

from __future__ import annotations

from pourparler.views.brief import docx, html, markdown, objects, pdf, plain
from pourparler.views.brief.page import Page, compose
from pourparler.views.brief.terminal import print_text

__all__ = ["Page", "compose", "print_text", "render", "written"]

WRITERS = {"text": plain.text, "md": markdown.text, "html": html.text, "json": objects.text}
FILES = {"pdf": pdf.data, "docx": docx.data}


def render(page: Page, form: str) -> str:
    """Return the page as ``text``, ``md``, ``html`` or ``json``, a line end last."""
    return WRITERS[form](page)


def written(page: Page, form: str) -> bytes:
    """Return the page as the bytes of a file: ``pdf``, ``docx`` or any form of ``render``."""
    return FILES[form](page) if form in FILES else render(page, form).encode()
