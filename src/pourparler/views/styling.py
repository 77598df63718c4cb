"""How rows look in a terminal: one palette for all views."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pourparler.views.sentences import Piece

if TYPE_CHECKING:
    from rich.text import Text

FORCE_STYLES = {
    "did": "", "offer": "green", "promise": "green", "accept": "green", "refuse": "red", "threaten": "red",
    "deny": "magenta", "predict": "cyan", "demand": "yellow", "request": "yellow", "suppose": "dim",
}  # fmt: skip
LEVEL_STYLES = {"info": "blue", "warning": "yellow", "error": "bold red"}
DOT = " · "


def styled(pieces: Iterable[Piece], force: str) -> Text:
    """Return a sentence: parties bold, the deed in the colour of its force."""
    from rich.text import Text

    text = Text()
    for piece in pieces:
        style = {"party": "bold", "deed": FORCE_STYLES.get(force, ""), "aside": "dim"}[piece.role]
        text.append(" " if text else "").append(piece.text, style)
    return text


def small_print(*parts: str) -> Text:
    """Return what is not empty, dots between, dim."""
    from rich.text import Text

    return Text(DOT.join(filter(None, parts)), "dim")
