"""The brief in the terminal: headings, a small paragraph a line, notes in small print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.views.brief.page import Fact, Line, Page, Section
from pourparler.views.styling import DOT, styled
from pourparler.views.wording import day_words, quoted, short

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

DAY = 11
GAP = 2
WIDEST = 100
FACT_STYLES = {"condition": "yellow", "silence": "red", "answer": "cyan"}


def print_text(page: Page, console: Console) -> None:
    """Print the page, no wider than 100 columns."""
    from rich.text import Text

    width = min(console.width, WIDEST)
    console.print(Text(page.title, "bold").append(f"   {page.summary}", "not bold dim"), width=width)
    for section in page.sections:
        console.print()
        console.print(_heading(section.title, section.total, width))
        console.print(_lines(section, width), width=width)
    if not page.sections:
        console.print("\nNothing in the record answers to this.")
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
        table.add_row("", Text(f"and {section.left_out:,} more: --limit 0 prints all", "dim"))
    return table


def _line(line: Line, room: int) -> Text:

    text = styled(line.sentence, line.tone)
    if line.words and line.tone == "said":
        text.append(f"\n{line.words}", "italic")
    elif line.words:
        text.append(f"\n{quoted(short(line.words, room - 2))}", "italic dim")
    for fact in line.facts:
        if fact.name in ("condition", "answer"):
            text.append(f"\n{labelled(fact)}", FACT_STYLES[fact.name])
    small = [fact for fact in line.facts if fact.name not in ("condition", "answer")]
    text.append("\n" if small else " ")
    for fact in small:
        text.append(labelled(fact), FACT_STYLES.get(fact.name, "dim")).append(
            DOT if fact is not small[-1] else " ", "dim"
        )
    return text.append(marks(line), "dim")


def labelled(fact: Fact) -> str:
    """Return a fact as it is printed: a condition after a word that says so."""
    if fact.name != "condition":
        return fact.text
    return f"on condition: {fact.text}"


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
            mark = f"{note.mark:>4}" if note.mark != str(source.number) else ""
            table.add_row(Text(mark, "dim"), Text(f"{quoted(note.words)} ", "dim").append(note.item, "cyan dim"))
    return table
