"""A node seen against the words it stands on: what the meanings read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.resolution.times.grammar import grammar
from pourparler.resolution.times.parse import Node


@dataclass(frozen=True, slots=True)
class Match:
    """A node, the words of the document, and the token at which the node's stretch begins."""

    node: Node
    words: Sequence[str]
    base: int

    @property
    def first(self) -> int:
        """First token, in the document."""
        return self.base + self.node.first

    @property
    def last(self) -> int:
        """One past the last token."""
        return self.base + self.node.last

    def token(self, name: str) -> int | None:
        """Return the token of a part, in the document."""
        part = self.node.part(name)
        return None if part is None or isinstance(part, Node) else self.base + part

    def word(self, name: str) -> str:
        """Return the word of a part in lower case, or an empty string."""
        token = self.token(name)
        return "" if token is None else self.words[token].lower()

    def value(self, name: str, *classes: str) -> Any:
        """Return the value of a part's word in the first class (its name by default) that has one."""
        token = self.token(name)
        if token is None:
            return None
        for one in classes or (name.upper(),):
            if (found := grammar().value(one, self.words[token])) is not None:
                return found
        return None

    def number(self, name: str) -> int | None:
        """Return the number that a part begins with or spells."""
        word = self.word(name)
        digits = word[: len(word) - len(word.lstrip("0123456789"))]
        if digits:
            return int(digits)
        return self.value(name, "NUMBER", "ARTICLE", "ORDINAL") if word else None

    def inner(self, name: str) -> Match | None:
        """Return the node of a part, seen against the same words."""
        part = self.node.part(name)
        return Match(part, self.words, self.base) if isinstance(part, Node) else None

    def has(self, word: str) -> bool:
        """Return whether a word stands anywhere in the match."""
        return any(self.words[i].lower() == word for i in range(self.first, self.last))
