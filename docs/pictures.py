"""Draw the pictures of the README: ``make docs``, or ``python docs/pictures.py RECORD``.

The picture is the top of what ``COMMAND`` prints, sections "Open" and "Settled", as SVG that fetches nothing.
"""

import re
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.brief import compose, print_text

OUT = Path(__file__).parent / "pictures" / "brief.svg"
DAY, LIMIT = "2018-05-25", 4
COMMAND = f"pourparler brief --as-of {DAY} --limit {LIMIT}"
SHOWN = ("open", "settled")
FONT_FILES = re.compile(r"@font-face \{\{.*?\}\}", re.S)
"""Fonts that rich would fetch; a monospaced font of the reader's machine does as well."""


def main(record: str) -> None:
    """Write the pictures of a record."""
    with Project(Settings(record=record)) as project:
        page = compose(project.situation(as_of=DAY), limit=LIMIT)
    top = tuple(section for section in page.sections if section.key in SHOWN)
    console = Console(record=True, width=92, file=StringIO(), highlight=False, markup=False, emoji=False)
    print_text(replace(page, sections=top, people=(), sources=()), console)
    form = FONT_FILES.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", "monospace")
    picture = console.export_svg(title=COMMAND, code_format=form, unique_id="brief")
    OUT.write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
