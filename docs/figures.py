"""Run the evaluations behind the tables of the docs and write what they print: ``make figures DATA=FOLDER``.

A table stands between ``<!-- figures: TASK FILE … -->`` and ``<!-- end -->``; the files are looked for in the
project, then in the folder given. Tables whose data is not at hand stay as they are.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("events.md", "relations.md")
BLOCK = re.compile(r"<!-- figures: ([^\n]*?) -->\n(.*?)<!-- end -->", re.S)


def command(task: str, files: list[Path]) -> list[str]:
    """Return the command line of a task on its files."""
    paths = [str(path) for path in files]
    if task == "relations-cv":
        return [sys.executable, "-m", "training.relations_train", paths[0], "--events", paths[1], "--cross-validate"]
    if task == "agreement":
        return [sys.executable, "-m", "evals.force_agreement"]
    return [sys.executable, "-m", "pourparler", "evaluate", task, *paths]


def found(name: str, data: Path) -> Path | None:
    """Return a file of the project or of the folder of data."""
    return next((p for p in (ROOT / name, data / name) if p.is_file()), None)


def main() -> int:
    """Write the tables of every page; 1 where a command failed."""
    data, failed = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT), 0
    for page in (ROOT / "docs" / name for name in PAGES):
        text = page.read_text("utf-8")
        for block in list(BLOCK.finditer(text)):
            task, *names = block[1].split()
            files = [found(name, data) for name in names]
            if not all(files):
                print(f"{page.name}: {block[1]}: data not at hand, left as it is", file=sys.stderr)
                continue
            run = subprocess.run(command(task, [f for f in files if f]), cwd=ROOT, capture_output=True, text=True)
            if not run.stdout.strip():
                failed = 1
                print(f"{page.name}: {block[1]}: {run.stderr[-400:]}", file=sys.stderr)
                continue
            text = text.replace(block[0], f"<!-- figures: {block[1]} -->\n\n{tidy(run.stdout)}\n\n<!-- end -->")
        page.write_text(text, "utf-8")
    return failed


def tidy(printed: str) -> str:
    """Return what a command printed as Markdown: lines outside of tables as a block of their own."""
    lines, plain = [], []
    for line in [*printed.strip().splitlines(), "|"]:
        if line.startswith("|"):
            if any(plain):
                lines += ["```text", *"\n".join(plain).strip().splitlines(), "```", ""]
            plain = []
            lines.append(line)
        elif line or not lines or not lines[-1]:
            plain.append(line)
        else:
            lines.append(line)
    return "\n".join(lines[:-1]).strip()


if __name__ == "__main__":
    sys.exit(main())
