"""The brief in the terminal: headings, one hanging paragraph a line, notes in small print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.views.brief.page import Line, Page, Section

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

DAY = 10
WIDEST = 100
STYLES = {
    "offer": "green", "promise": "green", "accept": "green", "refuse": "red", "threaten": "red",
    "deny": "magenta", "predict": "cyan", "demand": "yellow", "request": "yellow", "said": "",
}  # fmt: skip
FACTS = {"condition": "if: ", "due": "due ", "answer": "→ ", "since": "since ", "setting": "", "carried": "by "}


def print_text(page: Page, console: Console) -> None:
    """Print the page, no wider than 100 columns."""
    from rich.text import Text

    width = min(console.width, WIDEST)
    console.print(Text(page.title, "bold"), Text(f"  {page.summary}", "dim"), sep="", width=width)
    for section in page.sections:
        console.print()
        console.print(_heading(section))
        console.print(_rows(section.lines), width=width)
        if section.left_out:
            console.print(Text(f"{'':{DAY + 2}}… and {section.left_out:,} more; --limit 0 prints all", "dim"))
    if not page.sections:
        console.print("\nNothing in the record answers to this.")
    for title, rows in (("Who is who", _people(page)), ("Notes", _notes(page))):
        if rows:
            console.print()
            console.print(Text(title, "bold underline"))
            console.print(rows, width=width)


def _heading(section: Section) -> Text:
    from rich.text import Text

    total = len(section.lines) + section.left_out
    return Text(section.title, "bold underline").append(f"  {total}", "dim not bold not underline")


def _grid(first: int) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=first, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.expand = True
    return table


def _rows(lines: tuple[Line, ...]) -> Table:
    from rich.text import Text

    table = _grid(DAY)
    for line in lines:
        table.add_row(Text(line.day or "undated", "dim"), _line(line))
    return table


def _line(line: Line) -> Text:
    from rich.text import Text

    text = Text(line.who, "bold")
    if line.what:
        text.append(f"  {line.what}", f"not bold {STYLES.get(line.tone, '')}".strip())
    text.append("\n" if line.words else "", "not bold")
    text.append(line.words, "not bold italic")
    for name, value in line.facts:
        text.append(f"\n{FACTS.get(name, '')}{value}", "not bold not italic " + _fact_style(name))
    text.append("  " + marks(line), "not bold not italic dim")
    return text


def _fact_style(name: str) -> str:
    return {"condition": "yellow", "silence": "red", "answer": "cyan"}.get(name, "dim")


def marks(line: Line) -> str:
    """Return the numbers of a line's notes: ``[1][2] +3``."""
    return "".join(f"[{n}]" for n in line.notes) + (f" +{line.more}" if line.more else "")


def _people(page: Page) -> RenderableType | None:
    from rich.table import Table
    from rich.text import Text

    if not page.people:
        return None
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for person in page.people:
        table.add_row(Text(person.name, "bold"), Text(person.role))
    return table


def _notes(page: Page) -> RenderableType | None:
    from rich.text import Text

    if not page.notes:
        return None
    table = _grid(5)
    for note in page.notes:
        text = Text(note.title).append(f", {note.place}. ", "dim").append(f"“{note.words}”", "italic dim")
        table.add_row(Text(f"[{note.number}]", "dim"), text.append(f" {note.item}", "dim"))
    return table
