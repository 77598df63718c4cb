"""Words for offices, bodies and groups of people, and the classes they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pourparler.lexicon.gazetteer.entries import NON_STATES, TitleMatch
from pourparler.lexicon.gazetteer.matcher import Words
from pourparler.lexicon.gazetteer.tables import many, table
from pourparler.lexicon.gazetteer.words import words

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
        found = Words(text)
        index = 0
        while index < len(found.tokens):
            match = self._at(found, index)
            if match is None and found.tokens[index] in DEPUTIES and index + 1 < len(found.tokens):
                match = self._at(found, index + 1, deputy=True)
            if match is None:
                index += 1
                continue
            yield match[0]
            index = match[1]

    def _at(self, found: Words, index: int, deputy: bool = False) -> tuple[TitleMatch, int] | None:
        for size in self.lengths.get(found.tokens[index], ()):
            stop = index + size
            if stop > len(found.tokens) or not found.joined(index - deputy, stop - 1):
                continue
            key = " ".join(found.tokens[index:stop])
            readings = self.words.get(self.plurals.get(key, key))
            if not readings or (key == "deputy" and stop < len(found.tokens) and self._at(found, stop)):
                continue
            name, places = next((r for r in readings if not r[1]), readings[0])
            known, country = self.classes[name], places[0] if places else None
            start, end = found.spans[index - deputy][0], found.spans[stop - 1][1]
            plural = key in self.plurals
            return TitleMatch(start, end, name, known.kind, known.sector, country, deputy, plural), stop
        return None


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
        classes[name] = TitleClass(name, row["kind"], row["sector"], row["unique"] == "yes", float(row["weight"]))
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
