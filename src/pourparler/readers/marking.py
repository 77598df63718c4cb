"""Mark the furniture of a text and read from it what belongs to the report: topics, byline, dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pourparler.lexicon.furniture import Pattern, Where, find_furniture, patterns_of
from pourparler.readers.layout import Line, Unit, join_lines, split_lines
from pourparler.records import Furniture, Span, one_line

TOP = 2
"""Paragraphs of reporting that may stand before a dateline."""

REPEATED = 5
"""Paragraphs among which a headline may be printed again."""

LISTED = 140
"""Characters of the longest entry under a heading such as "Related"."""

ENTRIES = 15
"""Entries under such a heading, and lines at the foot of a text that may hold topics."""

HEADER = re.compile(
    r"(title|headline|date|published|publisher|source|outlet|url|link|author|by|byline|language|topics)\s*:\s*(\S.*)",
    re.IGNORECASE,
)
FIELDS = {
    "headline": "title", "published": "date", "source": "publisher", "outlet": "publisher", "link": "url",
    "by": "author", "byline": "author",
}  # fmt: skip
BULLET = re.compile(r"(?:[-*•‣▪●◦>]|#{1,6})\s+")
LIST = re.compile(r"\s*[,;|·•]\s*")
JOINED = re.compile(r"\s*(?:,| and | AND | & | / )\s*")
FLAT = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\x85\u2028\u2029\xa0\u202f", " "))


@dataclass(slots=True)
class Layout:
    """Paragraphs and furniture of a text and, by name, what its furniture says about the report."""

    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    headed: bool = False
    """Whether the first paragraph stands alone before a blank line, byline or dateline."""


def mark(text: str) -> Layout:
    """Return the layout of ``text``. Stages: lines, header, ad labels, paragraphs, furniture in each."""
    layout = Layout()
    lines = split_lines(text)
    lines = lines[_header(text, lines, layout) :]
    units, labels = join_lines(text, lines, _is_label)
    for line in [*labels, *(label for unit in units for label in unit.labels)]:
        _add(layout, "advert", text, line.start, line.end)
    at = 0
    while at < len(units):
        at += _unit(text, units, at, layout)
    _drop_repeats(text, layout)
    layout.furniture.sort(key=lambda f: (f.span.start, f.span.end))
    return layout


def _is_label(line: str) -> bool:
    return len(line) < 80 and any(p.kind == "advert" for p, _ in find_furniture(line, "line", frozenset()))


def _add(layout: Layout, kind: str, text: str, start: int, end: int) -> None:
    while end > start and text[end - 1].isspace():
        end -= 1
    layout.furniture.append(Furniture(kind, Span(start, end, text[start:end])))


def _header(text: str, lines: list[Line], layout: Layout) -> int:
    """Read "Title: …", "Date: …" lines that open a text; return how many (two or more, or none)."""
    fenced = bool(lines) and text[lines[0].start : lines[0].end] == "---"
    found: list[tuple[Line, re.Match[str]]] = []
    for line in lines[fenced : fenced + 10]:
        match = HEADER.fullmatch(text, line.start, line.end) if len(line) < 300 else None
        if match is None or (found and line.after_blank):
            break
        found.append((line, match))
    if len(found) < 2 - fenced:
        return 0
    for line, match in found:
        _add(layout, "note", text, line.start, line.end)
        name, value = match[1].lower(), match[2].strip().strip("\"'")
        name = FIELDS.get(name, name)
        if name == "topics":
            layout.topics += _listed(value)
        elif name == "author":
            layout.authors += JOINED.split(value)
        else:
            layout.facts.setdefault(name, value)
    for line in lines[:fenced]:
        _add(layout, "note", text, line.start, line.end)
    return len(found) + fenced


def _unit(text: str, units: list[Unit], at: int, layout: Layout) -> int:
    """Mark one paragraph; return how many units it took (a heading takes its entries along)."""
    unit = units[at]
    line = _flat(text, unit)
    places = _places(at, len(units), layout)
    for pattern, found in find_furniture(line, "line", places):
        _add(layout, pattern.kind, text, unit.start, unit.end)
        _note(pattern, found, layout)
        return 1
    for pattern, _ in find_furniture(line, "heading", places):
        return _heading(text, units, at, pattern, layout)
    start, end = _trim(text, unit, line, places, layout)
    if start < end:
        if len(layout.paragraphs) == 1:
            layout.headed = layout.headed or unit.after_blank
        layout.paragraphs.append((start, end))
    return 1


def _drop_repeats(text: str, layout: Layout) -> None:
    """Mark a headline that is repeated (above and below the date, as pages print it) as navigation."""
    first = layout.paragraphs[0] if layout.paragraphs else (0, 0)
    for again in layout.paragraphs[1:REPEATED]:
        if letters(text[slice(*again)]) == letters(text[slice(*first)]):
            _add(layout, "navigation", text, *again)
            layout.paragraphs.remove(again)


def letters(text: str) -> str:
    """Return the letters and digits of ``text`` in one case: equal for two prints of one headline."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _flat(text: str, unit: Unit) -> str:
    """Return the unit as one line of the same length, ad labels inside it blanked."""
    line = text[unit.start : unit.end].translate(FLAT)
    for label in unit.labels:
        a, b = label.start - unit.start, label.end - unit.start
        line = line[:a] + " " * (b - a) + line[b:]
    return line


def _places(at: int, count: int, layout: Layout) -> frozenset[Where]:
    top, bottom = len(layout.paragraphs) <= TOP, at > 0 and at >= count - ENTRIES
    edge = len(layout.paragraphs) <= 2 or at >= count - 4
    names: Iterable[tuple[bool, Where]] = ((top, "top"), (bottom, "bottom"), (edge, "edge"))
    return frozenset(name for holds, name in names if holds)


def _heading(text: str, units: list[Unit], at: int, pattern: Pattern, layout: Layout) -> int:
    """Mark a heading and the entries under it."""
    _add(layout, pattern.kind, text, units[at].start, units[at].end)
    last = at + 1
    for unit in units[at + 1 : at + 1 + ENTRIES]:
        entry = one_line(text[unit.start : unit.end])
        if len(entry) > LISTED or entry[-1] in ".:" or entry[-2:] in {".”", '."', "!”", '!"'}:
            break
        if len(layout.paragraphs) < 2 or any(find_furniture(entry, "heading", frozenset())):
            break
        _add(layout, pattern.kind, text, unit.start, unit.end)
        if pattern.kind == "topics":
            layout.topics += _listed(entry)
        last += 1
    return last - at


def _trim(text: str, unit: Unit, line: str, places: frozenset[Where], layout: Layout) -> tuple[int, int]:
    """Mark furniture at the edges of and inside a paragraph; return what is left of it."""
    start, end = (found.end() if (found := BULLET.match(line)) else 0), len(line)
    for _ in range(3):
        pattern, found = next(find_furniture(line[start:end], "start", places), (None, None))
        if pattern is None or found is None or found.end() == 0:
            break
        _add(layout, pattern.kind, text, unit.start + start, unit.start + start + found.end())
        _note(pattern, found, layout)
        start += found.end()
        layout.headed = layout.headed or (pattern.kind == "dateline" and len(layout.paragraphs) == 1)
    for pattern, found in find_furniture(line[start:end], "end", places):
        _add(layout, pattern.kind, text, unit.start + start + _lead(found[0]) + found.start(), unit.start + end)
        _note(pattern, found, layout)
        end = start + found.start()
        break
    for pattern in patterns_of("inside"):
        for found in pattern.regex.finditer(line, start, end):
            _add(layout, pattern.kind, text, unit.start + found.start(), unit.start + found.end())
    while end > start and line[end - 1].isspace():
        end -= 1
    return unit.start + start, unit.start + end


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _note(pattern: Pattern, found: re.Match[str], layout: Layout) -> None:
    """Keep what a piece of furniture says about the report; the first word on it counts."""
    groups = found.groupdict()
    if topics := groups.get("topics"):
        layout.topics += _listed(topics)
    if (authors := groups.get("authors")) and not layout.authors:
        layout.authors += [name.title() if name.isupper() else name for name in JOINED.split(authors) if name]
    for name in ("place", "agency"):
        if value := groups.get(name):
            layout.facts.setdefault(name, value)
    if date := groups.get("date"):
        layout.facts.setdefault("date" if pattern.kind != "dateline" else "dateline", date)
    layout.headed = layout.headed or (pattern.kind == "byline" and len(layout.paragraphs) == 1)


def _listed(text: str) -> list[str]:
    return [one.strip() for one in LIST.split(text) if one.strip()]
