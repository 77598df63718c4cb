"""Wire copies and rewrites: which reports are one independent source.

Two texts are near copies when their MinHash signatures (rensa, 128 permutations over shingles of five
words) agree in at least ``SAME`` of the places, or in at least ``LIKE`` while they share a quotation of
``QUOTED`` words or more that is half of the quotations of the shorter: a paper that cuts a wire story
keeps its quotations. Two reports of one speech share quotations and not shingles: they stay two.

Signatures are cut into ``BANDS`` bands; only texts that share one are compared, so that the cost grows
with the number of copies and not with the square of the record. Reference: A. Broder, On the resemblance
and containment of documents, 1997.
"""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b

from rensa import RMinHash

SHINGLE = 5
PERMUTATIONS = 128
BANDS = 32
SAME, LIKE = 0.55, 0.25
QUOTED = 6
WORD = re.compile(r"\w+")
QUOTATION = re.compile(r"[\"“„«]([^\"“”„«»]{20,400})[\"”“»]")


def signature(text: str) -> bytes:
    """Return the MinHash signature of a text, 128 unsigned 32-bit numbers; empty for a text of a few words."""
    words = WORD.findall(text.lower())
    if len(words) < 4 * SHINGLE:
        return b""
    shingles = [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    hashed = RMinHash(num_perm=PERMUTATIONS, seed=42)
    hashed.update(sorted(set(shingles)))
    return array("I", hashed.digest()).tobytes()


def bands(signed: bytes) -> list[str]:
    """Return the keys of the bands of a signature."""
    step = len(signed) // BANDS
    parts = (signed[i * step : (i + 1) * step] for i in range(BANDS)) if signed else ()
    return [f"{i}:{blake2b(part, digest_size=6).hexdigest()}" for i, part in enumerate(parts)]


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of places in which two signatures agree: an estimate of the Jaccard likeness."""
    if not one or not other:
        return 0.0
    first, second = array("I", one), array("I", other)
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first)


def quotations(text: str) -> frozenset[str]:
    """Return the quotations of a text that are long enough to tell it by, as lower-case words."""
    found = (" ".join(WORD.findall(q.lower())) for q in QUOTATION.findall(text))
    return frozenset(q for q in found if q.count(" ") + 1 >= QUOTED)


def are_copies(one: str, other: str, signed: tuple[bytes, bytes] | None = None) -> bool:
    """Return whether two texts are one independent source."""
    first, second = signed or (signature(one), signature(other))
    alike = likeness(first, second)
    if alike >= SAME:
        return True
    if alike < LIKE:
        return False
    mine, theirs = quotations(one), quotations(other)
    return 2 * len(mine & theirs) >= max(1, min(len(mine), len(theirs)))
