"""The brief as plain text in a file: what the terminal shows, 100 columns, no colours."""

from __future__ import annotations

from io import StringIO

from pourparler.views.brief.page import Page
from pourparler.views.brief.terminal import print_text


def text(page: Page) -> str:
    """Return the page as plain text."""
    from rich.console import Console

    out = StringIO()
    print_text(page, Console(file=out, width=100, color_system=None, highlight=False, markup=False, emoji=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
