"""Small closed word classes of grammar (``grammar.toml``): particles, carriers, titles, topics."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _read() -> dict[str, str]:
    return tomllib.loads((files("pourparler.lexicon") / "grammar.toml").read_text("utf-8"))


@cache
def grammar(name: str) -> frozenset[str]:
    """Return the words of a class; raises KeyError for a class that does not exist."""
    return frozenset(_read()[name].split())
