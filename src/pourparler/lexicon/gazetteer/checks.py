"""What a name needs besides its words: its case, its neighbours, and guards for names that are words."""

from __future__ import annotations

import re
from typing import NamedTuple

from pourparler.lexicon.gazetteer.entries import NameKind
from pourparler.lexicon.gazetteer.words import WORD, fold
from pourparler.lexicon.roles import given_names

_INSTITUTION = """
accord accords agreement agreements airlines airport airways bank city club college consensus convention
conventions daily declaration exchange express festival forum gazette herald hospital hotel journal
magazine marathon news papers plan post process protocol protocols review school square standard street
strip summit symphony syndrome times treaty tribune university zoo
"""
INSTITUTION = frozenset(_INSTITUTION.split())
"""Words after a city's name that make it part of another name: "Vienna Convention", "Moscow Times"."""

_SURNAMES = "johnson smith williams jones brown clark hughes peterson henderson hilton"
SURNAMES = frozenset(_SURNAMES.split())
"""Words after a name that make it a given name: "Chad Johnson"."""


class Pattern(NamedTuple):
    """One spelling of one or more entries; ``exact`` holds letters that must be just so."""

    text: str
    ids: tuple[str, ...]
    kind: NameKind
    guards: frozenset[str] = frozenset()


def passes(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Return whether the case and the neighbours of ``text[start:end]`` fit ``pattern``."""
    found, guards = text[start:end], pattern.guards
    if pattern.kind == "acronym":
        if not _exact(pattern, found) or inside_letters(text, start, end):
            return False
    elif "exact" in guards:
        if found != pattern.text:
            return False
    elif not _cased(pattern.text, found):
        return False
    if guards and not _guarded(guards, text, start, end):
        return False
    if AFTER_ARTICLE.search(text[max(0, start - 4) : start]) or AFTER_MARK.match(text, end):
        return False
    return not (pattern.kind == "metonym" and before_institution(text, end))


AFTER_ARTICLE = re.compile(r"(?:^|[^\w])(?:[Aa][ldsnrtz]|[Ee]l|[Aa]sh)-$")
AFTER_MARK = re.compile(r"['’][a-rt-z][a-z]")


def _guarded(guards: frozenset[str], text: str, start: int, end: int) -> bool:
    return not (
        ("word" in guards and shouting(text, start, end))
        or ("given" in guards and beside_given_name(text, start, end))
        or ("the" in guards and text[max(0, start - 4) : start].lower() != "the ")
        or ("initial" in guards and opens_sentence(text, start))
        or ("titled" in guards and not beside_title(text, start, end))
        or ("alone" in guards and re.match(r"[ -][A-Z]", text[end : end + 2]) is not None)
    )


TITLED = re.compile(
    r"\b(?:ministers?|president|premier|chancellor|secretary|ambassador|envoy|representative|senators?|sens?\.|reps?\."
    r"|congressm[ae]n|gen\.|general|admiral|adm\.|spokes\w+|governor|gov\.|commander|chief|speaker|leader|adviser|advisor"
    r"|diplomat|negotiator|pm|mp|official|nuncio|director)(?!\w)",
    re.IGNORECASE,
)


def beside_title(text: str, start: int, end: int) -> bool:
    """Return whether an office stands just before or after a name that many people bear ("Mark Brown")."""
    return TITLED.search(text[max(0, start - 45) : start] + "|" + text[end : end + 60]) is not None


def inside_letters(text: str, start: int, end: int) -> bool:
    """Return whether an acronym is part of a longer one ("L.G.B.T.") or of a party and state ("D-PA")."""
    return text[end : end + 1].isalnum() or re.search(r"(?:\.|\b[A-Z]-)\Z", text[max(0, start - 3) : start]) is not None


def _exact(pattern: Pattern, found: str) -> bool:
    """Acronyms keep their letters; one of four letters or more may be written as a word ("Unesco")."""
    wanted = pattern.text
    if "." in wanted:
        return re.sub(r"\s", "", found) in (wanted, wanted[:-1])
    if found == wanted or (" " in wanted and re.sub(r"\s+", " ", found) == wanted):
        return True
    return len(wanted) > 3 and wanted.isalpha() and found == wanted.capitalize() and not pattern.guards & WORDLIKE


WORDLIKE = frozenset(("word", "exact"))


def _cased(wanted: str, found: str) -> bool:
    """Each capital of ``wanted`` is one in ``found``, save after a hyphen ("Kim Jong-un") or apostrophe."""
    if found == wanted:
        return True
    capitals = [w[0].isupper() or w[0].isdigit() or w == "&" for w in WORD.findall(wanted)]
    parts = list(WORD.finditer(found))
    if len(parts) != len(capitals):
        parts = [p for p in parts if len(p[0]) > 1 or p.start() == 0]
    for number, (part, capital) in enumerate(zip(parts, capitals, strict=False)):
        after_mark = number > 0 and found[part.start() - 1] in "-‐‑–'’"
        if capital and part[0][0].islower() and not after_mark:
            return False
    return any(c.isupper() or c.isdigit() for c in found)


def shouting(text: str, start: int, end: int) -> bool:
    """Return whether the words beside are all capitals, so that "WHO" and "US" may be words."""
    before = re.search(r"(?:^|[.!?:\n]\s*|(\w[\w'’]*) )$", text[max(0, start - 20) : start])
    after = re.match(r"[^\w ]|$| (\w[\w'’]*)", text[end : end + 20])
    words_beside = [m[1] for m in (before, after) if m and m[1]]
    return bool(words_beside) and all(w.isupper() and len(w) > 1 for w in words_beside)


def beside_given_name(text: str, start: int, end: int) -> bool:
    """Return whether a given name before ("Michael Jordan") or a surname after makes it a person's name."""
    before = re.search(r"(?:([A-Z][a-z]+)|\b[A-Z]\.) $", text[max(0, start - 24) : start])
    if before and (before[1] is None or fold(before[1]) in given_names()):
        return True
    after = re.match(r" ([A-Z][a-z]+)(?![a-z])", text[end : end + 24])
    return after is not None and fold(after[1]) in SURNAMES


def opens_sentence(text: str, start: int) -> bool:
    """Return whether ``start`` is the first word of a sentence, quotation or line."""
    before = text[max(0, start - 8) : start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?\n:;—–-" or before != before.rstrip("\n")


def before_institution(text: str, end: int) -> bool:
    """Return whether a city is the first word of another name ("Geneva Convention", "Moscow Times")."""
    after = re.match(r" (?:Film |Stock |Peace |International |National |State )?([A-Z]\w+)", text[end : end + 40])
    return after is not None and after[1].lower() in INSTITUTION
