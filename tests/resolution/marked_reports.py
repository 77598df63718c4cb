"""Mini-reports with marks: what each mention is to resolve to stands in the text itself.

``{words|id}`` expects a mention on ``words`` that resolves to the actor ``id`` (several ids joined by
``+``); ``{words|?}`` expects that the program abstains; ``{words|id|1}`` is moreover the speaker of
statement 1, ``{words|id|>1}`` its addressee; ``<1:words>`` is a piece of the content of statement 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.records import Coding, Document, Party, Report, Span, Statement
from pourparler.resolution import find_mentions, find_times
from pourparler.resolution.link import resolve_mentions
from pourparler.resolution.referents import Discourse

TOKEN = re.compile(r"\{([^|{}]+)\|([^|{}]+)(?:\|(>?\d))?\}|<(\d):|>")


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    words: str
    wanted: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    text: str
    marks: tuple[Mark, ...]
    sources: dict[str, tuple[int, int]]
    addressees: dict[str, tuple[int, int]]
    contents: dict[str, list[tuple[int, int]]]


def parse(source: str) -> Marked:
    text, at, opened = "", 0, []
    marks, sources, addressees, contents = [], {}, {}, {}
    for found in TOKEN.finditer(source):
        text += source[at : found.start()]
        at = found.end()
        if found[1]:
            start, text = len(text), text + found[1]
            wanted = () if found[2] == "?" else tuple(found[2].split("+"))
            marks.append(Mark(start, len(text), found[1], wanted))
            if found[3]:
                (addressees if found[3][0] == ">" else sources)[found[3].lstrip(">")] = (start, len(text))
        elif found[4]:
            opened.append((found[4], len(text)))
        elif opened:
            number, start = opened.pop()
            contents.setdefault(number, []).append((start, len(text)))
        else:
            text += found[0]
    return Marked(text + source[at:], tuple(marks), sources, addressees, contents)


def document(text: str, published: str | None) -> Document:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    return Document(Report("r", "v", published=published), text, paragraphs)


def statements(marked: Marked) -> tuple[Statement, ...]:
    def span(a: int, b: int) -> Span:
        return Span(a, b, marked.text[a:b])

    def party(place: tuple[int, int] | None) -> Party | None:
        return Party(span(*place).text, span(*place)) if place else None

    made = []
    for number, pieces in sorted(marked.contents.items()):
        content = tuple(span(a, b) for a, b in pieces)
        kind = "direct" if content[0].text[:1] in "\"“'‘" else "indirect"
        speaker, addressee = party(marked.sources.get(number)), party(marked.addressees.get(number))
        coding = Coding("test", "1", "test")
        made.append(Statement(f"s{number}", kind, speaker, None, content, content[0], 1.0, coding, addressee=addressee))
    return tuple(made)


def resolve(marked: Marked, analyser, gazetteer, published: str | None) -> Discourse:
    analysis = analyser.analyse(document(marked.text, published))
    mentions = find_mentions(analysis, gazetteer, published)
    times = find_times(analysis, published)
    return resolve_mentions(analysis, gazetteer, mentions, times, statements(marked), published)


def problems(marked: Marked, world: Discourse) -> list[str]:
    """Return what each mark wanted and did not get."""
    wrong = []
    for mark in marked.marks:
        got = actors_at(world, mark)
        if got != tuple(sorted(mark.wanted)):
            around = marked.text[max(0, mark.start - 30) : mark.end + 12].replace("\n", " ")
            wrong.append(f"…{around}…: {mark.words!r} wanted {mark.wanted or 'nobody'}, got {got or 'nobody'}")
    return wrong


def actors_at(world: Discourse, mark: Mark) -> tuple[str, ...]:
    """Return the actors of the mention that covers the mark's head: determiners and "to Libya" may differ."""
    start = mark.start + (4 if mark.words.lower().startswith("the ") else 0)
    here = [
        i
        for i, p in enumerate(world.phrases)
        if p.span.start <= start < p.span.end <= mark.end and not (p.rule == "adjective" and p.span.end < mark.end)
    ]
    if not here:
        return ()
    widest = max(world.phrases[i].span.end for i in here)
    return tuple(sorted({a for i in here if world.phrases[i].span.end == widest for a in world.resolved[i].ids}))
