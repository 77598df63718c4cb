"""The brief in the terminal: headings, a small paragraph a line, notes in small print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.views.brief.lines import Fact, Line, Section, Step
from pourparler.views.brief.page import Page
from pourparler.views.styling import DOT, styled
from pourparler.views.wording import day_words, quoted, short

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

DAY = 11
GAP = 2
WIDEST = 100
STEPS = 8
"""Steps that a line shows; `pourparler history ID` tells all."""
FACT_STYLES = {"condition": "yellow"}
OUTCOME_STYLES = {
    "red": ("no answer", "not ", "refused", "called off", "withdrawn", "did not", "stands"),
    "green": ("accepted", "agreed", "fulfilled", "held", "kept", "met", "carried out", "came true", "took place"),
}


def print_text(page: Page, console: Console) -> None:
    """Print the page, no wider than 100 columns."""
    from rich.text import Text

    width = min(console.width, WIDEST)
    console.print(Text(page.title, "bold").append(f"   {page.summary}", "not bold dim"), width=width)
    for section in page.sections:
        console.print()
        console.print(_heading(section.title, section.total, width))
        console.print(_lines(section, width), width=width)
    if page.advice:
        console.print(f"\n{page.advice}", width=width)
    if page.people:
        console.print()
        console.print(_heading("Who is who", None, width))
        console.print(_people(page), width=width)
    if page.sources:
        console.print()
        console.print(_heading("Notes", None, width))
        console.print(_sources(page, width), width=width)


def _heading(title: str, count: int | None, width: int) -> Text:
    from rich.text import Text

    line = Text(f"{title} ", "bold").append(f"{count:,} " if count is not None else "", "not bold dim")
    return line.append("─" * max(0, width - len(line)), "not bold dim")


def _grid(first: int) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, GAP, 0, 0), expand=True)
    table.add_column(width=first, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    return table


# -- lines ------------------------------------------------------------------------------------------
def _lines(section: Section, width: int) -> Table:
    from rich.text import Text

    table = _grid(DAY)
    room = width - DAY - 2 * GAP
    for line in section.lines:
        table.add_row(Text(day_words(line.day) or "undated", "dim"), _line(line, room))
    if section.left_out:
        more = f"and {section.left_out:,} more: {section.see}, or pourparler brief --all"
        table.add_row("", Text(more, "dim"))
    return table


def _line(line: Line, room: int) -> Text:
    text = styled(line.sentence, line.tone)
    if line.words and line.tone == "said":
        text.append(f"\n{line.words}", "italic")
    elif line.words:
        text.append(f"\n{quoted(short(line.words, room - 2))}", "italic dim")
    for fact in line.facts:
        if fact.name == "condition":
            text.append(f"\n{labelled(fact)}", FACT_STYLES["condition"])
    _steps(text, line)
    small = [fact for fact in line.facts if fact.name != "condition"]
    text.append("\n" if small else " ")
    for fact in small:
        text.append(fact.text, _style(fact)).append(DOT if fact is not small[-1] else " ", "dim")
    text.append(marks(line), "dim")
    return text.append(f" {line.id}", "cyan dim") if line.steps else text


def _steps(text: Text, line: Line) -> None:
    """Append the changes after the first, which the sentence tells; of many the last."""
    later = line.steps[1:]
    if len(later) > STEPS:
        hidden = len(later) - STEPS
        text.append(f"\n… {hidden} before: pourparler history {line.id}", "dim")
    for step in later[-STEPS:]:
        text.append(f"\n{day_words(step.day)}: ", "dim").append(step.text, "cyan").append(f" {step_marks(step)}", "dim")


def _style(fact: Fact) -> str:
    if fact.name != "outcome":
        return "dim"
    return next((style for style, words in OUTCOME_STYLES.items() if fact.text.startswith(words)), "yellow")


def labelled(fact: Fact) -> str:
    """Return a fact as it is printed: a condition after a word that says so."""
    return f"condition: {fact.text}" if fact.name == "condition" else fact.text


def step_marks(step: Step) -> str:
    """Return the marks of a step's notes."""
    return "".join(f"[{mark}]" for mark in step.marks)


def marks(line: Line) -> str:
    """Return the marks of a line's notes: ``[1][2b] +3``."""
    return "".join(f"[{mark}]" for mark in line.marks) + (f" +{line.more}" if line.more else "")


# -- people and notes -------------------------------------------------------------------------------
def _people(page: Page) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(overflow="fold", max_width=30)
    table.add_column(overflow="fold")
    for person in page.people:
        table.add_row(Text(person.name, "bold"), Text(person.role))
    return table


def _sources(page: Page, width: int) -> Table:
    from rich.text import Text

    table = _grid(4)
    for source in page.sources:
        head = Text(source.title).append(f"  {source.place}", "dim")
        table.add_row(Text(str(source.number), "bold"), head)
        for note in source.notes:
            if not note.words:
                continue
            mark = f"{note.mark:>4}" if note.mark != str(source.number) else ""
            table.add_row(Text(mark, "dim"), Text(f"{quoted(note.words)} ", "dim").append(note.item, "cyan dim"))
    return table
