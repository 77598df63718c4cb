"""Reading of the tables of places."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
_MARKS = re.compile(r"[̀-ͯʻʼ‘’'`]")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a TSV file beside this module; lines that begin with # are notes."""
    lines = [line for line in (HERE / name).read_text("utf-8").splitlines() if line and line[0] != "#"]
    head, *rest = (line.split("\t") for line in lines)
    return [dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True)) for cells in rest]


def key_of(name: str) -> str:
    """Return a name without accents, apostrophes and case: what look-ups go by."""
    plain = unicodedata.normalize("NFD", name.replace("ł", "l").replace("Ł", "L").replace("ı", "i").replace("ø", "o"))
    return _MARKS.sub("", plain).casefold().replace("-", " ").strip()
