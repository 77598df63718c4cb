"""The brief in Markdown, with real footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.views.brief.lines import Line
from pourparler.views.brief.notes import Source
from pourparler.views.brief.page import Page
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
            yield f"- and {section.left_out:,} more: `{section.see}`"
    if page.advice:
        yield f"\n{page.advice}"
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
    parts[-1] += _marks(line.marks) + (f" +{line.more}" if line.more else "")
    steps = (f"  - {day_words(step.day)}: {markdown_cell(step.text)}{_marks(step.marks)}" for step in line.steps[1:])
    return "\n".join(("  \n".join(parts), *steps))


def _marks(marks: tuple[str, ...]) -> str:
    return "".join(f"[^{mark}]" for mark in marks)


def _piece(piece: Piece) -> str:
    text = markdown_cell(piece.text)
    return f"**{text}**" if piece.role == "party" else text


def _notes(source: Source) -> Iterator[str]:
    title, place = markdown_cell(source.title), markdown_cell(source.place)
    for note in source.notes:
        words = f": {markdown_cell(quoted(note.words))}" if note.words else ""
        yield f"[^{note.mark}]: {title}, {place}{words} ({note.item})"
