"""Words for matching: the text with case, diacritics, dashes and apostrophes made alike, offsets kept."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

WORD = re.compile(r"[^\W_]+|&")
NO_SLUG = re.compile(r"[^a-z0-9]+")
_ABBREVIATED = "st mr mrs ms dr sr jr gen lt col adm capt maj sgt mt ft gov rep sen sec prof rev"
ABBREVIATIONS = frozenset(_ABBREVIATED.split())
SPECIAL = {
    "ß": "s",
    "æ": "a",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ı": "i",
    "œ": "o",
    "þ": "t",
    "ə": "a",
    "ħ": "h",
}
DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ß": "ss", "œ": "oe"}
APOSTROPHES, HYPHENS, BLANKS = "’‘ʼʻ`´′", "‐‑‒–−", "\u00a0\u202f\u2009\u2007\u2002\u2003\t\r"


@cache
def _table() -> dict[int, str]:
    """One character for one: base letters in lower case, one apostrophe, one hyphen, one blank."""
    table = {ord(c): "'" for c in APOSTROPHES} | {ord(c): "-" for c in HYPHENS} | {ord(c): " " for c in BLANKS}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        base = SPECIAL.get(letter.lower()) or unicodedata.normalize("NFKD", letter)[0].lower()
        table[code] = SPECIAL.get(base, base)
    return table


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics, of the same length."""
    if text.isascii():
        return text.lower().replace("\t", " ").replace("\r", " ")
    return text.translate(_table())


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name: "Côte d'Ivoire" is ("cote", "d", "ivoire")."""
    found = WORD.findall(fold(text))
    return tuple(["and" if w == "&" else w for w in found] if "&" in found else found)


def spellings(text: str) -> tuple[str, ...]:
    """Return ``text`` and the spellings that follow from it: no apostrophes, two letters for an umlaut."""
    if "'" not in text and text.isascii():
        return (text,)
    found = [text]
    plain = re.sub(rf"(?<=\w)['{APOSTROPHES}](?=\w)", "", text)
    if plain != text and not re.search(rf"['{APOSTROPHES}]s\b", text):
        found.append(plain)
    digraph = "".join(DIGRAPHS.get(c, DIGRAPHS.get(c.lower(), c).title() if c.lower() in DIGRAPHS else c) for c in text)
    if digraph != text:
        found.append(digraph)
    return tuple(found)


def joins(gap: str, before: str) -> bool:
    """Return whether the folded characters ``gap`` may stand between two words of one name."""
    if gap in (" ", "-", "'", "", "' "):
        return True
    if gap in (". ", ".", ".-"):
        return len(before) == 1 or before in ABBREVIATIONS
    return not gap.strip(" \n") and gap.count("\n") < 2


def slug(text: str) -> str:
    """Return the id that a name gives: ``kim-jong-un``."""
    if not text.isascii():
        text = fold("".join(DIGRAPHS.get(c, c) if c in "ßæœ" else c for c in text))
    return NO_SLUG.sub("-", text.lower().replace("'", "").replace("&", " and ")).strip("-")
