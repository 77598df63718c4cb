"""Plain words for what rows say: the same phrases in tables, briefs and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pourparler.records import Party, Report, Role, Statement, one_line

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
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
    return f"{_date_words(first)} to {_date_words(last)}"


def _open_words(part: str) -> str:
    first, dots, last = part.partition("..")
    return f"until {_date_words(last)}" if dots and not first else _date_words(first)


def _date_words(text: str) -> str:
    """Return one date; what is no date of the common kinds is left as it is written."""
    sign = text[-1:] if text[-1:] in SIGNS else ""
    plain = text[:10].rstrip("~?%")
    parts = plain.split("-")
    if not plain.replace("-", "").replace("X", "0").isdigit():
        return text
    words = _year_words(parts[0])
    if len(parts) > 1 and parts[1] != "XX":
        number = int(parts[1])
        month = MONTHS[number - 1] if 1 <= number <= 12 else PARTS_OF_YEAR.get(number, parts[1])
        words = f"{month} {words}"
    if len(parts) > 2 and parts[2] != "XX":
        words = f"{int(parts[2])} {words}"
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


def place_of(report: Report) -> str:
    """Return publisher and day of a report: ``Reuters, 28 Oct 2025``."""
    parts = [report.publisher or report.agency or "", day_words((report.published or "")[:10])]
    return clean(", ".join(filter(None, parts))) or "undated report"


def title_of(report: Report) -> str:
    """Return the title of a report, its id when it has none."""
    return clean(one_line(report.title or "")) or f"report {report.id}"


def role_of(roles: Sequence[Role]) -> str:
    """Return the roles of an actor on one line: ``President of the United States; former senator``."""
    lines = []
    for role in roles:
        title = role.title[:1].upper() + role.title[1:]
        line = f"former {role.title}" if role.former else title
        place = f", {role.of}" if role.of else ""
        begin = f", since {role.begin}" if role.begin and not role.former and role.end in (None, "..") else ""
        lines.append(clean(f"{line}{place}{begin}"))
    return "; ".join(dict.fromkeys(lines))


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
