"""How persons are called: surnames and the spellings that follow from a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

FAMILY_FIRST = frozenset(("CHN", "PRK", "KOR", "TWN", "HKG", "MAC"))
BY_ANY = frozenset(
    ("VNM", "MYS", "IDN", "THA", "ETH", "ERI", "BGD", "LAO", "KHM", "MMR", "MNG", "PAK", "SOM", "DJI")
)
"""States where the press goes on with the first or the last word of a name, or both."""

_PARTICLES = (
    "von der van den de da do dos das di du la le las los al el bin ibn ben bint mac ter ten zu af st ould d"
)
PARTICLES = frozenset(_PARTICLES.split())
MOHAMMED = ("Mohammed", "Mohammad", "Muhammad", "Mohamed")
GENERATION = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV|V|VI|VII|X|XIV|XVI)$")


def surnames(name: str, country: str | None) -> tuple[str, ...]:
    """Return the short forms of a name, the usual one first ("Ursula von der Leyen": "von der Leyen")."""
    parts = GENERATION.sub("", name).split()
    if len(parts) == 1:
        return (parts[0],)
    if country in FAMILY_FIRST and parts[0].isalpha() and (len(parts) == 3 or "-" in name or len(parts) == 2):
        return (parts[0],)
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in PARTICLES:
        start -= 1
    found = [" ".join(parts[start:])]
    if start < len(parts) - 1 or re.match(r"(?i)(al|el)-", parts[-1]):
        found.append(re.sub(r"(?i)^(al|el)-", "", parts[-1]))
    if country in BY_ANY:
        found.append(parts[0])
    return tuple(dict.fromkeys(found))


def spellings(name: str, country: str | None) -> Iterator[str]:
    """Yield spellings of a person's name that the tables need not list."""
    bare = GENERATION.sub("", name)
    if bare != name and " " in bare:
        yield bare
    if re.search(r" (?i:al|el)-", name):
        yield (
            re.sub(r" (?:al|Al)-", " el-", name)
            if re.search(r" (?:al|Al)-", name)
            else re.sub(r" el-", " al-", name)
        )
        yield re.sub(r" (?i:al|el)-", " ", name)
    first = name.split()[0]
    if first in MOHAMMED and " " in name:
        yield from (other + name[len(first) :] for other in MOHAMMED if other != first)
    if country == "JPN" and name.count(" ") == 1:
        yield " ".join(reversed(name.split()))
