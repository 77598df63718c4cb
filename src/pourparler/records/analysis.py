"""The linguistic analysis of one document, as columns over its tokens.

Columns rather than token objects: a report of 1,000 tokens is a few tuples, cheap to build, to send
between processes and to walk. All token indexes run over the whole document; no token lies in
furniture; a sentence never crosses a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pourparler.records.text import Diagnostic, Span

Range = tuple[int, int]
"""A half-open range: tokens or characters, the attribute says which."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of the statistical model: tokens ``start`` to ``end`` (exclusive), OntoNotes label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks included, possibly over several paragraphs and around furniture.

    ``pieces`` are the character ranges of its text in reading order, each with its marks (one piece a
    paragraph; a piece is cut where furniture interrupts it). ``depth`` is 0 for an outer quotation and
    1 for one inside it; ``parent`` indexes the outer one. ``closed`` is False when the final mark is
    missing. ``scare`` marks a word or short phrase in marks that is not somebody's sentence ('likely',
    'little rocket man'): such words may still be quoted words of a mixed statement.
    """

    pieces: tuple[Range, ...]
    depth: int = 0
    parent: int | None = None
    closed: bool = True
    scare: bool = False

    @property
    def start(self) -> int:
        """First character, the opening mark."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Tokens, sentences, dependencies, entities and quotations of one document.

    Token columns have length ``n``: ``words``, ``lemmas`` (lower case unless a proper noun), ``tags``
    (Penn Treebank), ``pos`` (universal), ``deps`` (ClearNLP labels), ``heads`` (index; a root is its
    own head), ``starts`` and ``ends`` (character offsets into ``text``). ``sentences`` and
    ``paragraphs`` are token ranges. ``quote_of`` gives each token the index of the innermost quotation
    that holds it, or -1. ``vectors`` and ``context`` are float32 matrices ``(n, d)`` for the trained
    coders (static word vectors; contextual features of the parser), or None when not asked for.
    """

    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Range, ...]
    paragraphs: tuple[Range, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    children: tuple[tuple[int, ...], ...]
    sentence_of: tuple[int, ...]
    paragraph_of: tuple[int, ...]
    quote_of: tuple[int, ...]
    headline: Range | None = None
    vectors: Any = field(default=None, compare=False, repr=False)
    context: Any = field(default=None, compare=False, repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    # -- characters and tokens ------------------------------------------------------------------
    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last`` (exclusive)."""
        start, end = self.starts[first], self.ends[last - 1]
        return Span(start, end, self.text[start:end])

    def chars(self, start: int, end: int) -> Span:
        """Return the span of characters ``start`` to ``end``."""
        return Span(start, end, self.text[start:end])

    def tokens_in(self, start: int, end: int) -> Range:
        """Return the range of tokens that lie, at least in part, in characters ``start`` to ``end``."""
        from bisect import bisect_left, bisect_right

        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    # -- the dependency tree --------------------------------------------------------------------
    def subtree(self, token: int) -> list[int]:
        """Return the token and all it governs, in text order."""
        found, queue = [token], [token]
        while queue:
            kids = self.children[queue.pop()]
            found.extend(kids)
            queue.extend(kids)
        found.sort()
        return found

    def extent(self, token: int) -> Range:
        """Return the token range from the leftmost to the rightmost token of the subtree."""
        first = last = token
        while left := [c for c in self.children[first] if c < first]:
            first = left[0]
        queue = [token]
        while queue:
            kids = self.children[queue.pop()]
            if kids:
                first, last = min(first, kids[0]), max(last, kids[-1])
                queue.extend(kids)
        return first, last + 1

    def child(self, token: int, *labels: str) -> int | None:
        """Return the first child with one of the dependency ``labels``, or None."""
        for kid in self.children[token]:
            if self.deps[kid] in labels:
                return kid
        return None

    def kids(self, token: int, *labels: str) -> list[int]:
        """Return the children with one of the dependency ``labels``, in text order."""
        return [kid for kid in self.children[token] if self.deps[kid] in labels]

    def conjuncts(self, token: int) -> list[int]:
        """Return the token and those coordinated with it to its right ("Japan, China and Korea")."""
        found = [token]
        for one in found:
            found.extend(k for k in self.children[one] if self.deps[k] == "conj")
        return found

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the heads of ``token``, nearest first, to the root of its sentence."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def is_negated(self, token: int) -> bool:
        """Return whether a negation word hangs directly on ``token`` ("not", "n't", "never", "no")."""
        return any(self.deps[k] == "neg" or self.lemmas[k] in {"not", "never", "n't"} for k in self.children[token])
