"""The forces: predicates, modals and adverbs that say how an act is put (``forces.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pourparler.lexicon.acts import words


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that embeds an act. See the head of ``forces.toml`` for the fields."""

    id: str
    kind: str
    head: str
    op: str
    other: str
    noun: str
    preps: frozenset[str]
    control: str


@dataclass(frozen=True, slots=True)
class Forces:
    """The compiled lexicon of forces."""

    verbs: dict[str, Predicate]
    nouns: dict[str, Predicate]
    adjectives: dict[str, Predicate]
    modals: dict[str, str]
    adverbs: dict[str, str]
    negated: dict[str, str]
    examples: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=1)
def load_forces() -> Forces:
    """Read ``forces.toml``; raises ValueError when a head stands twice under one kind."""
    data = tomllib.loads((files("pourparler.lexicon") / "forces.toml").read_text("utf-8"))
    tables: dict[str, dict[str, Predicate]] = {"verb": {}, "noun": {}, "adjective": {}}
    for entry in data["predicate"]:
        for head in entry["heads"].split():
            table = tables[entry["kind"]]
            if head in table:
                raise ValueError(f"{entry['kind']} {head} stands twice in the force lexicon")
            table[head] = _predicate(head, entry)
    tables["verb"]["hop"] = tables["verb"]["hope"]  # what rule lemmatizers make of "hopes"
    tables["verb"]["slat"] = tables["verb"]["slate"]
    return Forces(
        tables["verb"],
        tables["noun"],
        tables["adjective"],
        {word: name for name, value in data["modals"].items() for word in words(value)},
        {word: name for name, value in data["adverbs"].items() for word in words(value)},
        dict(data["composition"]),
        tuple((e["op"], e["match"], e.get("reject", "")) for e in data["predicate"] if "match" in e),
    )


def _predicate(head: str, entry: dict[str, Any]) -> Predicate:
    op = entry["op"]
    preps = frozenset(entry.get("preps", "").split(" "))
    return Predicate(
        f"force {entry['kind']} {head} ({op})",
        entry["kind"],
        head,
        op,
        entry.get("other", op),
        entry.get("noun", op),
        preps,
        entry.get("control", "subject"),
    )


@dataclass(frozen=True, slots=True)
class Conditions:
    """Condition markers by their last word: (words before it, kind), longest first; courtesy words."""

    markers: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    courtesy_verbs: frozenset[str]
    courtesy_adjectives: frozenset[str]


@lru_cache(maxsize=1)
def load_conditions() -> Conditions:
    """Read ``conditions.toml``."""
    data = tomllib.loads((files("pourparler.lexicon") / "conditions.toml").read_text("utf-8"))
    markers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in data["marker"]:
        for phrase in entry["words"]:
            parts = tuple(phrase.split())
            markers.setdefault(parts[-1], []).append((parts[:-1], entry["kind"]))
    ordered = {last: tuple(sorted(found, key=lambda f: -len(f[0]))) for last, found in markers.items()}
    courtesy = data["courtesy"]
    return Conditions(ordered, words(courtesy["verbs"]), words(courtesy["adjectives"]))
