"""From entries to patterns: every way to write a name, under its folded words."""

from __future__ import annotations

from collections.abc import Mapping

from pourparler.lexicon.gazetteer.checks import Pattern
from pourparler.lexicon.gazetteer.drafts import RANKS
from pourparler.lexicon.gazetteer.entries import Entry, NameKind
from pourparler.lexicon.gazetteer.tables import many, table
from pourparler.lexicon.gazetteer.words import spellings, words


def patterns(made: Mapping[str, Entry]) -> dict[str, list[Pattern]]:
    """Return the patterns by folded words; readings of one key in order of kind, then of prominence."""
    guards = {row["text"]: frozenset(many(row["guards"])) for row in table("guards.tsv")}
    blocked = [row["text"] for row in table("blocks.tsv")]
    none: frozenset[str] = frozenset()
    found: dict[str, list[tuple[int, float, Pattern]]] = {}
    for entry in made.values():
        ids = (entry.id,)
        for name in entry.names:
            guard = guards.get(name.text, none)
            for key, text in _keys(name.text, name.kind):
                pattern = Pattern(text, ids, name.kind, guard)
                found.setdefault(key, []).append((RANKS[name.kind], -entry.prominence, pattern))
    compiled = {key: _merged(held) for key, held in found.items()}
    return compiled | {" ".join(words(text)): [] for text in blocked}


def _merged(held: list[tuple[int, float, Pattern]]) -> list[Pattern]:
    """Return the readings of a key, best first; an entry keeps one for each way to write it."""
    if len(held) == 1:
        return [held[0][2]]
    kept: dict[tuple[str, str], Pattern] = {}
    for _, _, pattern in sorted(held, key=lambda h: h[:2]):
        kept.setdefault((pattern.ids[0], pattern.text), pattern)
    return list(kept.values())


def _keys(text: str, kind: NameKind) -> list[tuple[str, str]]:
    """Return the folded words of each spelling, and the spelling: "UN" is also "U.N.", before words too."""
    forms = spellings(text)
    if kind == "acronym" and text.isalpha() and text.isupper() and 2 <= len(text) <= 4:
        forms = (*forms, "".join(letter + "." for letter in text))
    elif text.startswith(DOTTED):
        forms = (*forms, f"{text[0]}.{text[1]}.{text[2:]}")
    keys = {" ".join(words(form)): form for form in reversed(forms)}
    return [(key, form) for key, form in keys.items() if key]


DOTTED = ("US ", "UN ", "UK ", "EU ", "UN's ", "US's ")
