"""The brief as a Word document: headings, lines, notes behind links; the same page gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from pourparler.views import plots
from pourparler.views.brief.lines import Line
from pourparler.views.brief.notes import Source
from pourparler.views.brief.page import Page
from pourparler.views.brief.terminal import labelled
from pourparler.views.brief.vector import with_svg
from pourparler.views.wording import day_words, quoted

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: the first that the format knows."""
INDENT, WIDTH = 0.3, 6.0
"""Inches."""


def data(page: Page) -> bytes:
    """Return the page as a DOCX file."""
    import docx
    from docx.shared import Inches, Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(10.5)
    _properties(document, page)
    document.add_heading(page.title, 0)
    document.add_paragraph(page.summary)
    if page.months:
        spec = plots.relations_over_time(page.months)
        picture = document.add_picture(io.BytesIO(plots.png(spec)), width=Inches(WIDTH))
        with_svg(document, picture, plots.svg(spec, standing=True), spec["description"])
    for section in page.sections:
        document.add_heading(f"{section.title}, {section.total:,}", 1)
        for line in section.lines:
            _line(document, line)
        if section.left_out:
            document.add_paragraph(f"and {section.left_out:,} more: {section.see}")
    if page.advice:
        document.add_paragraph(page.advice)
    if page.people:
        document.add_heading("Who is who", 1)
        for person in page.people:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(person.name).bold = True
            paragraph.add_run(f": {person.role}")
    if page.sources:
        document.add_heading("Notes", 1)
        count = iter(range(1, 1_000_000))
        for source in page.sources:
            _notes(document, source, count)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _properties(document: Any, page: Page) -> None:
    day = datetime.fromisoformat(page.day[:10]) if page.day else datetime(*OLDEST[:3])
    held = document.core_properties
    held.title, held.author, held.subject, held.comments = page.title, "Pourparler", page.summary, ""
    held.created = held.modified = day
    held.last_modified_by, held.language = "Pourparler", "en"


def _line(document: Any, line: Line) -> None:
    from docx.shared import Inches

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    paragraph.add_run(f"{day_words(line.day) or 'undated'}: ").italic = False
    for piece in line.sentence:
        paragraph.add_run(f"{piece.text} ").bold = piece.role == "party"
    _marks(paragraph, line.marks)
    if line.more:
        paragraph.add_run(f" +{line.more}").font.superscript = True
    words = line.words if line.tone == "said" else quoted(line.words) if line.words else ""
    for text, slanted in ((words, True), ("; ".join(map(labelled, line.facts)), False)):
        if text:
            paragraph.add_run().add_break()
            paragraph.add_run(text).italic = slanted
    for step in line.steps[1:]:
        item = document.add_paragraph(style="List Bullet")
        item.paragraph_format.left_indent = Inches(INDENT)
        item.add_run(f"{day_words(step.day)}: {step.text}")
        _marks(item, step.marks)


def _marks(paragraph: Any, marks: tuple[str, ...]) -> None:
    for mark in marks:
        _link(paragraph, f" {mark}", f"note_{mark}")


def _link(paragraph: Any, text: str, anchor: str) -> None:
    """Add a raised link to a bookmark of the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    element = OxmlElement("w:r")
    link.append(element)
    run = Run(element, paragraph)
    run.text, run.font.superscript = text, True
    paragraph._p.append(link)


def _notes(document: Any, source: Source, count: Any) -> None:
    head = document.add_paragraph()
    head.add_run(f"{source.number} ").bold = True
    head.add_run(f"{source.title}, {source.place}")
    if source.report.url:
        head.add_run(f" <{source.report.url}>")
    for note in source.notes:
        paragraph = document.add_paragraph(style="List Bullet")
        _bookmark(paragraph, f"note_{note.mark}", next(count))
        paragraph.add_run(f"{note.mark} ").bold = True
        paragraph.add_run(quoted(note.words) if note.words else "the report").italic = bool(note.words)
        paragraph.add_run(f" {note.item}").font.superscript = False


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _timeless(packed: bytes) -> bytes:
    """Return a zip file whose parts bear no time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, OLDEST), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
