"""How persons are called: surnames and the spellings that follow from a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pourparler.lexicon.roles import given_names

FAMILY_FIRST = frozenset(("CHN", "PRK", "KOR", "TWN", "HKG", "MAC"))
BY_ANY = frozenset(("VNM", "MYS", "IDN", "THA", "ETH", "ERI", "BGD", "LAO", "KHM", "MMR", "MNG", "PAK", "SOM", "DJI"))
"""States where the press goes on with the first or the last word of a name, or both."""

_PARTICLES = "von der van den de da do dos das di du la le las los al el bin ibn ben bint mac ter ten zu af st ould d"
PARTICLES = frozenset(_PARTICLES.split())
MOHAMMED = ("Mohammed", "Mohammad", "Muhammad", "Mohamed")
ARTICLE = re.compile(r"(?:al|el)-", re.IGNORECASE)
GENERATION = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV|V|VI|VII|X|XIV|XVI)$")


def without_generation(name: str) -> str:
    """Return a name without "Jr." or "III"."""
    return GENERATION.sub("", name) if name[-1] in "rIVX." else name


def surnames(name: str, country: str | None) -> tuple[str, ...]:
    """Return the short forms of a name, the usual one first ("Ursula von der Leyen": "von der Leyen")."""
    parts = without_generation(name).split()
    if len(parts) == 1 or _family_first(parts, country):
        return (parts[0],)
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in PARTICLES:
        start -= 1
    found = [" ".join(parts[start:])]
    if start < len(parts) - 1 or ARTICLE.match(parts[-1]):
        found.append(ARTICLE.sub("", parts[-1]))
    if country in BY_ANY:
        found.append(parts[0])
    return tuple(dict.fromkeys(found))


def _family_first(parts: list[str], country: str | None) -> bool:
    """Chinese and Korean names, save those with a western given name ("Joseph Wu")."""
    if country not in FAMILY_FIRST or len(parts) > 3:
        return False
    if len(parts) == 2 and parts[1].isalpha() and parts[0].lower() in given_names():
        return False
    return country in ("CHN", "PRK", "KOR") or len(parts) == 3 or "-" in parts[-1]


def spellings(name: str, country: str | None) -> Iterator[str]:
    """Yield spellings of a person's name that the tables need not list."""
    bare = without_generation(name)
    if bare != name and " " in bare:
        yield bare
    if " al-" in name.lower():
        yield re.sub(r" [Aa]l-", " el-", name)
        yield re.sub(r" [Aa]l-", " ", name)
    elif " el-" in name.lower():
        yield re.sub(r" [Ee]l-", " al-", name)
        yield re.sub(r" [Ee]l-", " ", name)
    first, _, rest = name.partition(" ")
    if rest and first in MOHAMMED:
        yield from (f"{other} {rest}" for other in MOHAMMED if other != first)
    if country == "JPN" and rest and " " not in rest:
        yield f"{rest} {first}"
