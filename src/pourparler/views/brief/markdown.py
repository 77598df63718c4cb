"""The brief in Markdown, with real footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.views.brief.notes import Source
from pourparler.views.brief.page import Line, Page
from pourparler.views.brief.terminal import labelled
from pourparler.views.sentences import Piece
from pourparler.views.tables import markdown_cell
from pourparler.views.wording import day_words, quoted


def text(page: Page) -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {markdown_cell(page.title)}"
    yield f"\n{markdown_cell(page.summary)}"
    for section in page.sections:
        yield f"\n## {section.title}\n"
        yield from map(_line, section.lines)
        if section.left_out:
            yield f"- and {section.left_out:,} more"
    if not page.sections:
        yield "\nNothing in the record answers to this."
    if page.people:
        yield "\n## Who is who\n"
        yield from (f"- **{markdown_cell(p.name)}**: {markdown_cell(p.role)}" for p in page.people)
    if page.sources:
        yield "\n## Notes\n"
        for source in page.sources:
            yield from _notes(source)


def _line(line: Line) -> str:
    sentence = " ".join(map(_piece, line.sentence))
    parts = [f"- {day_words(line.day) or 'undated'}: {sentence}"]
    if line.words:
        parts.append(f"  *{markdown_cell(line.words)}*")
    parts += [f"  {markdown_cell(labelled(fact))}" for fact in line.facts]
    parts[-1] += "".join(f"[^{mark}]" for mark in line.marks) + (f" +{line.more}" if line.more else "")
    return "  \n".join(parts)


def _piece(piece: Piece) -> str:
    text = markdown_cell(piece.text)
    return f"**{text}**" if piece.role == "party" else text


def _notes(source: Source) -> Iterator[str]:
    title, place = markdown_cell(source.title), markdown_cell(source.place)
    for note in source.notes:
        yield f"[^{note.mark}]: {title}, {place}: {markdown_cell(quoted(note.words))} ({note.item})"
