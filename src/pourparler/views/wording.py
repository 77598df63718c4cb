"""Plain words for what rows say: the same phrases in tables, briefs and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pourparler.lexicon.phrases import with_article
from pourparler.records import Party, Report, Role, Statement, one_line

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
QUOTES = "\"“”„«‘'"
DATE = re.compile(r"(\d{2,4}X{0,2})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T[\d:]+Z?)?([~?%])?")
SIGNS = {"~": "about", "?": "perhaps", "%": "perhaps about"}
PARTS_OF_YEAR = {21: "spring", 22: "summer", 23: "autumn", 24: "winter", 40: "first half of", 41: "second half of"}
PARTS_OF_YEAR |= {33 + i: f"{name} quarter of" for i, name in enumerate(("first", "second", "third", "fourth"))}


def clean(text: str, keep_length: bool = False) -> str:
    """Return ``text`` without control characters (blanks in their place when ``keep_length``).

    Reports are hostile and terminals obey: escape sequences and marks that turn the direction of
    writing around never reach the screen.
    """
    return CONTROL.sub(" " if keep_length else "", text)


def who(parties: Iterable[Party]) -> str:
    """Return the names of parties, comma between, each once."""
    return ", ".join(dict.fromkeys(clean(one_line(p.name)) for p in parties))


def day_words(edtf: str | None) -> str:
    """Return an EDTF date as people write it: ``25 May 2018``, ``autumn 2018``, ``until May 2018``."""
    if not edtf:
        return ""
    if edtf[:1] in "[{":
        parts = [_open_words(part) for part in edtf[1:-1].split(",")]
        return f" {'or' if edtf[0] == '[' else 'and'} ".join(parts)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _date_words(edtf)
    if first in ("", ".."):
        return f"until {_date_words(last)}"
    if last in ("", ".."):
        return f"from {_date_words(first)}"
    begin, end = _date_words(first), _date_words(last)
    if first[:8] == last[:8] and begin.endswith(end.partition(" ")[2]) and " " in end and len(first) == len(last) == 10:
        begin = begin.partition(" ")[0]
    return f"{begin} to {end}"


def due_words(edtf: str | None) -> str:
    """Return a date that something is due on: ``due 6 Feb 2019``, ``due by May 2018``."""
    words = day_words(edtf)
    if words.startswith("until "):
        words = "by " + words.removeprefix("until ")
    return f"due {words}" if words else ""


def _open_words(part: str) -> str:
    first, dots, last = part.partition("..")
    return f"until {_date_words(last)}" if dots and not first else _date_words(first)


def _date_words(text: str) -> str:
    """Return one date; what is no date of the common kinds is left as it is written."""
    found = DATE.fullmatch(text)
    if not found:
        return text
    year, month, day, sign = found.groups()
    words = _year_words(year)
    if month and month != "XX":
        number = int(month)
        words = f"{MONTHS[number - 1] if 1 <= number <= 12 else PARTS_OF_YEAR.get(number, month)} {words}"
    if day and day != "XX":
        words = f"{int(day)} {words}"
    return f"{SIGNS[sign]} {words}" if sign else words


def _year_words(year: str) -> str:
    return year.replace("X", "0") + "s" if "X" in year else year


def setting(statement: Statement) -> str:
    """Return to whom, where and by which channel: ``to reporters, on Air Force One``."""
    parts = []
    if statement.addressee:
        parts.append(f"to {clean(one_line(statement.addressee.name))}")
    if statement.venue:
        parts.append(clean(one_line(statement.venue.text)))
    if statement.channel:
        parts.append(f"via {clean(one_line(statement.channel.name))}")
    return ", ".join(parts)


def words_of(statement: Statement) -> str:
    """Return the content on one line; pieces of an interrupted quotation are joined by an ellipsis."""
    return clean(" … ".join(one_line(span.text) for span in statement.content))


def quoted(words: str) -> str:
    """Return words in quotation marks, as they are when they bring their own."""
    return words if words[:1] in QUOTES else f"“{words}”"


def place_of(report: Report) -> str:
    """Return publisher and day of a report: ``Reuters, 28 Oct 2025``."""
    parts = [report.publisher or report.agency or "", day_words((report.published or "")[:10])]
    return clean(", ".join(filter(None, parts))) or "undated report"


def title_of(report: Report) -> str:
    """Return the title of a report, its id when it has none."""
    return clean(one_line(report.title or "")) or f"report {report.id}"


def role_of(roles: Sequence[Role]) -> str:
    """Return the roles of an actor on one line: ``President of the United States since 20 Jan 2017``.

    A role that says less than one before or after it ("leader" beside "supreme leader") is left out.
    """
    told = [role for i, role in enumerate(roles) if not any(_says_more(o, role, j < i) for j, o in enumerate(roles))]
    return clean(one_line("; ".join(dict.fromkeys(map(_role_words, told)))))


def _says_more(other: Role, role: Role, before: bool) -> bool:
    """Return whether ``other`` says all of ``role`` and more, or the same earlier in the list."""
    if other is role or other.former != role.former or role.of not in (None, other.of):
        return False
    words, held = set(role.title.casefold().split()), set(other.title.casefold().split())
    mine, others = (len(words), role.of or "", bool(role.begin)), (len(held), other.of or "", bool(other.begin))
    return words <= held and (others > mine or (others == mine and before))


def _role_words(role: Role) -> str:
    title = f"former {role.title}" if role.former else role.title[:1].upper() + role.title[1:]
    place = f" of {with_article(role.of)}" if role.of else ""
    begin = f" since {day_words(role.begin)}" if role.begin and not role.former and role.end in (None, "..") else ""
    return f"{title}{place}{begin}"


def short(text: str, width: int) -> str:
    """Return ``text`` cut at a word within ``width`` characters, with an ellipsis where cut."""
    text = one_line(text)
    if len(text) <= width:
        return text
    cut = text[: max(1, width - 1)]
    return (cut.rsplit(" ", 1)[0] if " " in cut[width // 2 :] else cut).rstrip(",;:-– ") + "…"


def plural(number: int, noun: str) -> str:
    """Return ``1 report`` or ``2 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def value_words(value: Any) -> str:
    """Return a value of a correction in words: names of parties, words of spans."""
    if isinstance(value, list):
        return ", ".join(map(value_words, value)) or "nobody"
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("text"))
    return "nothing" if value is None else str(value)
