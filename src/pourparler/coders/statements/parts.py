"""Noun phrases and clauses around a cue: small helpers over the parse that several files share."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pourparler.records import Analysis, Range, Span

CUT = {"relcl", "acl", "appos", "punct", "cc", "advcl", "ccomp", "dep", "parataxis", "npadvmod", "conj"}
KEEP_AFTER = {"of", "for", "from", "to"}


@cache
def words() -> dict[str, dict[str, Any]]:
    """Return ``circumstances.toml``, lists as frozen sets."""
    raw = tomllib.loads(files(__package__).joinpath("circumstances.toml").read_text("utf-8"))
    return {
        part: {key: frozenset(v) if isinstance(v, list) else v for key, v in entry.items()}
        for part, entry in raw.items()
    }


def phrase(analysis: Analysis, head: int, after: frozenset[str] | set[str] = frozenset(KEEP_AFTER)) -> Range:
    """Return the noun phrase of ``head`` without clauses and appositions: its modifiers before it, and
    phrases after it that a preposition in ``after`` opens; coordinated names stay together.
    """
    first, last = head, head + 1
    for kid in analysis.children[head]:
        dep = analysis.deps[kid]
        if kid < head:
            if dep not in {"punct", "cc", "conj", "advmod", "mark", "nsubj"}:
                first = min(first, analysis.extent(kid)[0])
        elif dep == "case" or (dep == "prep" and analysis.words[kid].lower() in after):
            last = max(last, analysis.extent(kid)[1]) if kid <= last else last
        elif dep == "conj" and analysis.tags[kid][0] == "N":
            last = max(last, phrase(analysis, kid, after)[1])
    return first, last


def inside(token: int, ranges: tuple[Range, ...]) -> bool:
    """Return whether ``token`` lies in one of ``ranges``."""
    return any(a <= token < b for a, b in ranges)


def preposed(analysis: Analysis, token: int) -> list[tuple[int, int]]:
    """Return (preposition, object) of the prepositional phrases that hang on ``token``, also through "on board"."""
    found = []
    for kid in analysis.kids(token, "prep", "dative", "agent", "advmod"):
        goal = analysis.child(kid, "pobj")
        if goal is None:
            inner = analysis.child(kid, "prep")
            goal = analysis.child(inner, "pobj") if inner is not None else None
        if goal is not None:
            found.append((kid, goal))
    return found


def quoted(analysis: Analysis, token: int) -> bool:
    """Return whether ``token`` lies in a quotation."""
    return analysis.quote_of[token] >= 0


def one_span(analysis: Analysis, ranges: tuple[Range, ...]) -> Span | None:
    """Return the span from the first to the last token of ``ranges``, None for none."""
    if not ranges:
        return None
    return analysis.span(min(a for a, _ in ranges), max(b for _, b in ranges))
