"""The brief as PDF: A4, fonts inside, notes as links, an outline; the same page gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from pourparler.views import plots
from pourparler.views.brief.html import safe_url
from pourparler.views.brief.lines import Line
from pourparler.views.brief.notes import Source
from pourparler.views.brief.page import Page
from pourparler.views.brief.terminal import labelled
from pourparler.views.brief.vector import filled, gap
from pourparler.views.wording import day_words, quoted

INK, SOFT, RULE, MARK = "#1d1f23", "#5c6068", "#dcd9d1", "#2a5d8f"
TONES = {
    **dict.fromkeys(("offer", "promise", "accept"), "#22693f"), **dict.fromkeys(("request", "demand"), "#8a5a00"),
    **dict.fromkeys(("refuse", "threaten"), "#a3312a"), "deny": "#7a3b86", "predict": "#1f6b77",
}  # fmt: skip
"""Colours of a deed by the force it is put with, as on the page."""
MARGIN = 56.0
"""Points on each side of the page."""
FAMILY = "SourceSerif"
EAST = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]+")
"""Letters that the font of the page lacks and readers of PDF bring along."""


def data(page: Page) -> bytes:
    """Return the page as a PDF file."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    _fonts()
    width, height = A4

    class Document(BaseDocTemplate):
        def afterFlowable(self, flowable: Any) -> None:
            heading = getattr(flowable, "outline", None)
            if heading:
                self.canv.bookmarkPage(heading[0])
                self.canv.addOutlineEntry(heading[1], heading[0], 0)

    def foot(canvas: Any, document: Any) -> None:
        canvas.setFont(FAMILY, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, 30, page.title)
        canvas.drawRightString(width - MARGIN, 30, str(document.page))

    out = io.BytesIO()
    document = Document(
        out, pagesize=A4, invariant=1, title=page.title, author="Pourparler", subject=page.summary, lang="en",
        initialFontName=FAMILY,
    )  # fmt: skip
    frame = Frame(MARGIN, 48, width - 2 * MARGIN, height - 48 - MARGIN, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=foot)])
    spec = plots.relations_over_time(page.months) if page.months else None
    place = gap(plots.ratio(spec), width - 2 * MARGIN) if spec else None
    document.build(list(_flow(page, place)))
    return filled(out.getvalue(), place, plots.pdf(spec)) if spec else out.getvalue()


@cache
def _fonts() -> None:
    """Make the fonts known: Source Serif (SIL OFL) for all but the scripts of East Asia."""
    from font_source_serif_pro import SourceSerifPro, SourceSerifProBold, SourceSerifProBoldIt, SourceSerifProIt
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    faces = {"": SourceSerifPro, "-Bold": SourceSerifProBold, "-It": SourceSerifProIt, "-BoldIt": SourceSerifProBoldIt}
    for name, path in faces.items():
        pdfmetrics.registerFont(TTFont(f"{FAMILY}{name}", str(path).replace(".otf", ".ttf")))
    pdfmetrics.registerFontFamily(FAMILY, FAMILY, f"{FAMILY}-Bold", f"{FAMILY}-It", f"{FAMILY}-BoldIt")
    for name in ("HYSMyeongJo-Medium", "HeiseiMin-W3"):
        pdfmetrics.registerFont(UnicodeCIDFont(name))


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    base = ParagraphStyle("base", fontName=FAMILY, fontSize=10.5, leading=14, textColor=INK)
    hung = ParagraphStyle("hung", base, leftIndent=72, spaceAfter=1)
    return {
        "title": ParagraphStyle("title", base, fontName=f"{FAMILY}-Bold", fontSize=21, leading=25),
        "soft": ParagraphStyle("soft", base, textColor=SOFT, spaceAfter=8),
        "heading": ParagraphStyle(
            "heading", base, fontName=f"{FAMILY}-Bold", fontSize=12, leading=15, spaceBefore=16, spaceAfter=6,
            borderColor=INK, borderWidth=0, keepWithNext=1,
        ),
        "line": ParagraphStyle("line", hung, bulletFontName=FAMILY, bulletFontSize=8.5, bulletColor=SOFT,
                               spaceBefore=6, keepWithNext=0),
        "words": ParagraphStyle("words", hung, textColor=SOFT, fontSize=9.5, leading=12.5),
        "step": ParagraphStyle("step", hung, fontSize=9, leading=12, leftIndent=84, firstLineIndent=-12),
        "note": ParagraphStyle("note", base, fontSize=8.5, leading=11.5, leftIndent=22, spaceAfter=2),
        "base": base,
    }  # fmt: skip


def _flow(page: Page, plot: Any) -> Iterator[Any]:
    from reportlab.platypus import HRFlowable, KeepTogether, Paragraph

    styles = _styles()
    yield Paragraph(_safe(page.title), styles["title"])
    yield Paragraph(_safe(page.summary), styles["soft"])
    if plot is not None:
        yield plot
    for section in page.sections:
        heading = _heading(section.key, f"{section.title}, {section.total:,}")
        for number, line in enumerate(section.lines):
            yield KeepTogether([*([] if number else [heading]), *_line(line)])
        if section.left_out:
            yield Paragraph(_safe(f"and {section.left_out:,} more: {section.see}"), styles["words"])
    if page.advice:
        yield Paragraph(_safe(page.advice), styles["base"])
    if page.people:
        yield _heading("people", "Who is who")
        for person in page.people:
            yield Paragraph(f"<b>{_safe(person.name)}</b>: {_safe(person.role)}", styles["note"])
    if page.sources:
        yield _heading("notes", "Notes")
        for source in page.sources:
            yield from (Paragraph(text, styles["note"]) for text in _notes(source))
            yield HRFlowable(width="100%", thickness=0.4, color=RULE, spaceBefore=2, spaceAfter=3)


def _heading(key: str, text: str) -> Any:
    from reportlab.platypus import Paragraph

    made = Paragraph(f'<a name="section-{key}"/>{_safe(text)}', _styles()["heading"])
    made.outline = (f"outline-{key}", text)
    return made


def _line(line: Line) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    styles, tone = _styles(), TONES.get(line.tone, INK)
    dress = {
        "party": "<b>{}</b>",
        "deed": f'<font color="{tone}">{{}}</font>',
        "aside": f'<font color="{SOFT}">{{}}</font>',
    }
    told = " ".join(dress.get(piece.role, "{}").format(_safe(piece.text)) for piece in line.sentence)
    more = f' <font size="7" color="{SOFT}">+{line.more}</font>' if line.more else ""
    yield Paragraph(f"{told}{_marks(line.marks)}{more}", styles["line"], bulletText=day_words(line.day) or "undated")
    if line.words:
        words = line.words if line.tone == "said" else quoted(line.words)
        yield Paragraph(f"<i>{_safe(words)}</i>", styles["words"])
    facts = "; ".join(map(labelled, line.facts))
    if facts:
        yield Paragraph(_safe(facts), styles["words"])
    for step in line.steps[1:]:
        yield Paragraph(f"– {_safe(day_words(step.day))}: {_safe(step.text)}{_marks(step.marks)}", styles["step"])


def _marks(marks: tuple[str, ...]) -> str:
    return "".join(f'<super size="7"> <a href="#note-{m}" color="{MARK}">{m}</a></super>' for m in marks)


def _notes(source: Source) -> Iterator[str]:
    title, url = _safe(source.title), safe_url(source.report.url)
    if url:
        title = f'<a href="{escape(url)}" color="{MARK}">{title}</a>'
    yield f"<b>{source.number}</b> {title}, {_safe(source.place)}"
    for note in source.notes:
        mark = f"{note.mark} " if len(source.notes) > 1 else ""
        words = f"<i>{_safe(quoted(note.words))}</i>" if note.words else "the report"
        yield f'<a name="note-{note.mark}"/>{mark}{words} <font size="7" color="{SOFT}">{_safe(note.item)}</font>'


def _safe(text: str) -> str:
    """Return text for a paragraph: escaped, East Asian letters in a font that has them."""
    return EAST.sub(_eastern, escape(text, quote=False))


def _eastern(found: re.Match[str]) -> str:
    korean = any("\u1100" <= c <= "\u11ff" or "\u3130" <= c <= "\u318f" or "\uac00" <= c <= "\ud7af" for c in found[0])
    return f'<font name="{"HYSMyeongJo-Medium" if korean else "HeiseiMin-W3"}">{found[0]}</font>'
