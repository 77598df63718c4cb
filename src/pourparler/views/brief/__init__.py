"""The brief: a situation as a page, for the terminal, Markdown, HTML and JSON.

``page`` decides what is said, in which order and how much of it; the other files only print it.
"""

from __future__ import annotations

from pourparler.views.brief import html, markdown, objects, plain
from pourparler.views.brief.page import Page, compose
from pourparler.views.brief.terminal import print_text

__all__ = ["Page", "compose", "print_text", "render"]

WRITERS = {"text": plain.text, "md": markdown.text, "html": html.text, "json": objects.text}


def render(page: Page, form: str) -> str:
    """Return the page as ``text``, ``md``, ``html`` or ``json``, a line end last."""
    return WRITERS[form](page)
