"""Words for offices, bodies and groups of people, and the classes they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pourparler.lexicon.gazetteer.entries import NON_STATES, TitleMatch
from pourparler.lexicon.gazetteer.tables import many, table
from pourparler.lexicon.gazetteer.words import WORD, fold, joins, words

DEPUTIES = frozenset(("deputy", "vice", "assistant", "shadow", "junior", "associate", "under"))


@dataclass(frozen=True, slots=True)
class TitleClass:
    """A class of offices: ``unique`` when one holds it at a time, ``weight`` its holders' prominence."""

    name: str
    kind: str
    sector: str
    unique: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Titles:
    """The classes by name; ``words`` gives folded words their (class, states or organisations) readings."""

    classes: dict[str, TitleClass]
    words: dict[str, list[tuple[str, tuple[str, ...]]]]
    plurals: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, title: str, country: str | None = None) -> str | None:
        """Return the class of ``title`` in ``country`` ("secretary of state", "USA": "foreign minister")."""
        key = " ".join(words(title))
        readings = self.words.get(self.plurals.get(key, key), [])
        tied = [name for name, places in readings if country in places]
        free = [name for name, places in readings if not places]
        if country is None or not country.isupper() or country in NON_STATES:
            free = free or [name for name, _ in readings]
        return next(iter(tied + free), None)

    def find(self, text: str) -> Iterator[TitleMatch]:
        """Yield the title words in ``text``, in order, the longest at each word; case does not matter."""
        folded = fold(text)
        spans = [m.span() for m in WORD.finditer(folded)]
        tokens = [folded[a:b] for a, b in spans]
        index = 0
        while index < len(tokens):
            found = self._at(folded, tokens, spans, index)
            if found is None and tokens[index] in DEPUTIES and index + 1 < len(tokens):
                found = self._at(folded, tokens, spans, index + 1, deputy=True)
            if found is None:
                index += 1
                continue
            match, index = found
            yield match

    def _at(
        self, folded: str, tokens: list[str], spans: list[tuple[int, int]], index: int, deputy: bool = False
    ) -> tuple[TitleMatch, int] | None:
        for size in self.lengths.get(tokens[index], ()):
            stop = index + size
            if stop > len(tokens) or not _joined(folded, tokens, spans, index - deputy, stop):
                continue
            key = " ".join(tokens[index:stop])
            readings = self.words.get(self.plurals.get(key, key))
            if not readings or (
                size == 1 and key == "deputy" and self._next_title(folded, tokens, spans, stop)
            ):
                continue
            name, places = next((r for r in readings if not r[1]), readings[0])
            known, start = self.classes[name], spans[index - deputy][0]
            country = places[0] if places else None
            found = TitleMatch(
                start,
                spans[stop - 1][1],
                name,
                known.kind,
                known.sector,
                country,
                deputy,
                key in self.plurals,
            )
            return found, stop
        return None

    def _next_title(self, folded: str, tokens: list[str], spans: list[tuple[int, int]], index: int) -> bool:
        return index < len(tokens) and self._at(folded, tokens, spans, index) is not None


def _joined(folded: str, tokens: list[str], spans: list[tuple[int, int]], first: int, stop: int) -> bool:
    return all(joins(folded[spans[i][1] : spans[i + 1][0]], tokens[i]) for i in range(first, stop - 1))


def plural(key: str) -> str:
    """Return the plural of folded title words: "ministers of foreign affairs", "secretaries of state"."""
    found = re.match(r"(.+?)((?: of| for| to| in| without) .+)?$", key)
    head, rest = (found[1], found[2] or "") if found else (key, "")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("s", "ch", "sh", "x")):
        head += "" if head.endswith("s") else "es"
    elif head.endswith("man"):
        head = head[:-2] + "en"
    else:
        head += "s"
    return head + rest


def read_titles() -> Titles:
    """Return the titles of ``titles.tsv``."""
    classes: dict[str, TitleClass] = {}
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in table("titles.tsv"):
        name = row["title"]
        classes[name] = TitleClass(
            name, row["kind"], row["sector"], row["unique"] == "yes", float(row["weight"])
        )
        for word in many(row["words"]):
            text, _, places = word.partition("@")
            reading = (name, tuple(places.split(",")) if places else ())
            kept = found.setdefault(" ".join(words(text)), [])
            if reading not in kept:
                kept.append(reading)
    plurals = {p: key for key in found if (p := plural(key)) not in found}
    lengths: dict[str, set[int]] = {}
    for key in (*found, *plurals):
        lengths.setdefault(key.split(" ", 1)[0], set()).add(key.count(" ") + 1)
    return Titles(classes, found, plurals, {w: tuple(sorted(n, reverse=True)) for w, n in lengths.items()})
