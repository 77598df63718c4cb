"""Names in a text: the longest phrase at each word, then the checks of case and neighbours.

A dictionary from word to phrases beats an automaton over characters here: a match begins and ends with a
word by construction, the index is ready in milliseconds and one text costs one look-up a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pourparler.lexicon.gazetteer.checks import Pattern, passes
from pourparler.lexicon.gazetteer.entries import Match
from pourparler.lexicon.gazetteer.words import WORD, fold, joins


class Matcher:
    """Finds the longest names; see ``find`` for the checks.

    ``patterns`` gives folded words joined by blanks their patterns, the most prominent first; a key with
    no pattern (a blocked phrase, "Stockholm syndrome") swallows its words and yields nothing.
    """

    def __init__(self, patterns: Mapping[str, Sequence[Pattern]]) -> None:
        self.patterns = patterns
        lengths: dict[str, set[int]] = {}
        for key in patterns:
            first, count = key.split(" ", 1)[0], key.count(" ") + 1
            lengths.setdefault(first, set()).add(count)
        self.lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}

    def find(self, text: str) -> Iterator[Match]:
        """Yield the names in ``text``, in order, none overlapping, the longest that pass their checks."""
        words = Words(text)
        tokens, lengths, index = words.tokens, self.lengths, 0
        while index < len(tokens):
            found = None
            for size in lengths.get(tokens[index], ()):
                found = self._at(words, index, size)
                if found:
                    break
            if found:
                yield from found[0]
            index = found[1] if found else index + 1

    def _at(self, words: Words, index: int, size: int) -> tuple[tuple[Match, ...], int] | None:
        """Return the match of ``size`` words at word ``index`` and the next word, or None."""
        for picked in words.choices(index, size):
            patterns = self.patterns.get(" ".join([words.tokens[i] for i in picked]))
            if patterns is None:
                continue
            start, end = words.spans[index][0], words.end(picked)
            if not words.joined(index, picked[-1]):
                patterns = [p for p in patterns if words.folded.startswith(fold(p.text), start)]
                if not patterns:
                    continue
            if not patterns:
                return (), picked[-1] + 1
            passed = [p for p in patterns if passes(p, words.text, start, end)]
            if passed:
                passed = [p for p in passed if p.text == words.text[start:end]] or passed
                ids = tuple(dict.fromkeys(i for p in passed for i in p.ids))
                return (Match(start, end, ids, passed[0].kind),), picked[-1] + 1
        return None


class Words:
    """The words of a text, folded, and where they stand."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, fold(text)
        self.spans = [m.span() for m in WORD.finditer(self.folded)]
        self.tokens = ["and" if self.folded[a] == "&" else self.folded[a:b] for a, b in self.spans]

    def choices(self, index: int, size: int) -> Iterator[range | tuple[int, ...]]:
        """Yield the words to try: in a row, then with a middle initial left out ("Donald J. Trump")."""
        tokens = self.tokens
        if index + size <= len(tokens):
            yield range(index, index + size)
        if size == 1 or index + size >= len(tokens) or len(tokens[index]) == 1:
            return
        if len(tokens[index + 1]) == 1 and self.text[self.spans[index + 1][0]].isupper():
            yield (index, *range(index + 2, index + size + 1))

    def joined(self, first: int, last: int) -> bool:
        """Return whether nothing but blanks, hyphens and the like stands between these words."""
        spans, folded = self.spans, self.folded
        return all(joins(folded[spans[i][1] : spans[i + 1][0]], self.tokens[i]) for i in range(first, last))

    def end(self, picked: range | tuple[int, ...]) -> int:
        """Return where the last word ends, with the full stop of "U.S."."""
        begin, end = self.spans[picked[-1]]
        if (
            end - begin == 1
            and picked[-1] > picked[0]
            and self.text[begin - 1 : begin] == "." == self.text[end : end + 1]
        ):
            return end + 1
        return end
