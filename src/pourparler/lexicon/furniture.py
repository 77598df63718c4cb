"""Furniture of news pages: ad labels, topic lists, bylines, captions, datelines, as patterns.

The data is ``furniture.toml`` beside this file, with lines that each pattern must catch and lines that
it must leave alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Scope = Literal["line", "heading", "start", "end", "inside"]
Where = Literal["any", "top", "bottom", "edge"]

MACRO = re.compile(r"%([A-Z]+)%")
LONGEST_LINE = 700
"""Characters above which a line is taken for reporting without a look."""


LONGEST_END = 340
"""Characters at the end of a paragraph that are looked at for furniture."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of furniture: where it may stand, what it looks like, examples for and against."""

    id: str
    kind: str
    scope: Scope
    where: Where
    regex: re.Pattern[str]
    match: tuple[str, ...]
    reject: tuple[str, ...]

    def find(self, line: str) -> re.Match[str] | None:
        """Return the match of the pattern in ``line``, as its scope asks for."""
        if self.scope in ("line", "heading"):
            return self.regex.fullmatch(line)
        if self.scope == "start":
            return self.regex.match(line)
        return self.regex.search(line, max(0, len(line) - LONGEST_END) if self.scope == "end" else 0)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))


@cache
def load_patterns() -> tuple[Pattern, ...]:
    """Return all patterns in file order."""
    raw = _data()
    macros: dict[str, str] = raw["macros"]
    return tuple(
        Pattern(
            entry["id"],
            entry["kind"],
            entry["scope"],
            entry.get("where", "any"),
            re.compile(_expand(entry["pattern"], macros) + ("$" if entry["scope"] == "end" else "")),
            tuple(entry["match"]),
            tuple(entry["reject"]),
        )
        for entry in raw["pattern"]
    )


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """Put macros in for their names, also inside macros."""
    while MACRO.search(pattern):
        pattern = MACRO.sub(lambda m: macros[m[1]], pattern)
    return pattern


@cache
def patterns_of(scope: Scope) -> tuple[Pattern, ...]:
    """Return the patterns of one scope."""
    return tuple(p for p in load_patterns() if p.scope == scope)


def agency_name(name: str) -> str:
    """Return the short name that a news agency's reports are filed under ("Associated Press" -> "AP")."""
    return _data()["agencies"].get(name, name)


def is_agency(name: str) -> bool:
    """Return whether ``name`` is that of a news agency and nothing more."""
    macros = _data()["macros"]
    return re.fullmatch(_expand("(?:The )?%AGENCY%", macros), name) is not None


def find_furniture(line: str, scope: Scope, places: frozenset[Where]) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """Yield the patterns of ``scope`` that fit ``line``, which stands at ``places`` of its text."""
    if len(line) > LONGEST_LINE and scope in ("line", "heading"):
        return
    for pattern in patterns_of(scope):
        if (pattern.where == "any" or pattern.where in places) and (found := pattern.find(line)):
            yield pattern, found
