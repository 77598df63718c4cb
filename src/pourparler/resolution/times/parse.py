"""From letters to trees: which tokens form time expressions, whatever they mean.

Passes over a stretch of letters: calendar expressions, then parts and edges of them ("early …", "the end
of …", twice), then ranges and alternatives ("from … to …"), then roles ("by …"). Each pass takes the
longest match at each place and puts one letter for it. A stretch is a pure function of its letters, so it
is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pourparler.resolution.times.grammar import NODES, Grammar, Rule, grammar

LONGEST = 40
"""Tokens of a stretch that are parsed at once; a longer one (a table, a list of years) is cut."""


@dataclass(frozen=True, slots=True)
class Node:
    """A match of a rule: tokens ``first`` to ``last`` (exclusive) of its stretch and its named parts."""

    rule: Rule
    first: int
    last: int
    parts: tuple[tuple[str, int | Node], ...]

    def part(self, name: str) -> int | Node | None:
        """Return the token or node that a part names, or None."""
        for key, value in self.parts:
            if key == name:
                return value
        return None

    def inner(self) -> Iterator[Node]:
        """Yield the nodes this one is made of."""
        for _, value in self.parts:
            if isinstance(value, Node):
                yield value


Item = tuple[str, int, int, Node | None]


@lru_cache(maxsize=16384)
def parse(letters: str) -> tuple[Node, ...]:
    """Return the time expressions of a stretch of letters, in order."""
    rules = grammar()
    items: list[Item] = [(letter, i, i + 1, None) for i, letter in enumerate(letters)]
    for level in (1, 2, 2, 3, 4):
        items = _rewrite(items, rules, level)
    return tuple(node for _, _, _, node in items if node is not None)


def stretches(letters: str, rules: Grammar) -> Iterator[tuple[int, str]]:
    """Yield the stretches of known letters that hold a core word, with where each begins."""
    start = 0
    for stretch in letters.split("."):
        if stretch and rules.core.search(stretch):
            for at in range(0, len(stretch), LONGEST):
                yield start + at, stretch[at : at + LONGEST]
        start += len(stretch) + 1


def _rewrite(items: list[Item], rules: Grammar, level: int) -> list[Item]:
    letters = "".join(item[0] for item in items)
    if level > 1 and not any(mark in letters for mark in NODES.values()):
        return items
    found: list[Item] = []
    at = 0
    while at < len(items):
        best = _longest(letters, at, rules.rules[level])
        found.append(_item(items, *best) if best else items[at])
        at = best[1].end() if best else at + 1
    return found


def _longest(letters: str, at: int, rules: list[Rule]) -> tuple[Rule, re.Match[str]] | None:
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in rules:
        found = rule.pattern.match(letters, at)
        if found and (best is None or found.end() > best[1].end()):
            best = rule, found
    return best


def _item(items: list[Item], rule: Rule, match: re.Match[str]) -> Item:
    first, last = items[match.start()][1], items[match.end() - 1][2]
    parts: list[tuple[str, int | Node]] = []
    for name in match.re.groupindex:
        if match.start(name) >= 0:
            _, token, _, node = items[match.start(name)]
            parts.append((name, node if node is not None else token))
    return rule.letter, first, last, Node(rule, first, last, tuple(parts))
