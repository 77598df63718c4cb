"""Run the examples of ``docs/cli.md`` on the demo record and write what they print: ``make docs``.

An example is a block ``console`` whose first line is a command. Ids in commands are those of the record that
the examples were last run on; where a record has others, the first of the same kind stand in for them.
Commands of blocks ``sh`` are not run: they wait for a person or for the network.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner, Result

from pourparler.project import Project
from pourparler.records.overtures import Overture
from pourparler.settings import Settings
from pourparler.views.cli import cli

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
BLOCK = re.compile(r"```console\n\$ (pourparler [^\n]*)\n(.*?)```\n", re.S)
NOT_RUN = re.compile(r"```sh\n(pourparler .*?)```\n", re.S)
ID = re.compile(r"\b([oesr])[0-9a-f]{10}\b")
LINES, WIDTH = 9, 104
"""What the page shows of an output."""


def examples(text: str) -> list[str]:
    """Return the commands of the page that can be run, in its order."""
    return [found[1] for found in BLOCK.finditer(text)]


class Bench:
    """A folder like a checkout with a record in it, on a copy of which every command runs."""

    def __init__(self, record: Path, folder: Path) -> None:
        self.record, self.folder = record, folder
        self.ids = ids_of(record)
        for name in ("demo", "evals"):
            (folder / name).symlink_to(ROOT / name)

    def current(self, command: str) -> str:
        """Return a command with ids that the record holds in place of those that it does not."""
        stand_ins: dict[str, Iterator[str]] = {kind: iter(ids) for kind, ids in self.ids.items()}
        given: dict[str, str] = {}
        for found in ID.finditer(command):
            if found[0] not in given:
                given[found[0]] = next(stand_ins[found[1]])
        return ID.sub(lambda found: given[found[0]], command)

    def run(self, command: str) -> Result:
        """Run a command as a shell in the folder would, without pipes."""
        copy = self.folder / "record.sqlite"
        shutil.copy(self.record, copy)
        _, *arguments = shlex.split(self.current(command), comments=True)
        environment = {"POURPARLER_RECORD": str(copy), "COLUMNS": "80"}
        with chdir(self.folder):
            return CliRunner(env=environment).invoke(cli, arguments, prog_name="pourparler")


def ids_of(record: Path) -> dict[str, list[str]]:
    """Return ids by their letter; the first event is a later step of the first overture."""
    with Project(Settings(record=str(record))) as project:
        told = [o for o in project.overtures() if _has_two_steps(o)]
        told.sort(key=lambda o: (-o.sources, o.id))
        near = [o for o in project.overtures() if o.lane == told[0].lane and o.act == told[0].act and o != told[0]]
        statements = [kept.item.id for kept in project.statements(kinds="direct", limit=9)]
        return {
            "o": [told[0].id, *(o.id for o in near)],
            "e": [told[0].history[-1].evidence[0].event, *(k.item.id for k in project.events(limit=9))],
            "s": statements,
            "r": [report.id for report in project.reports()],
        }


def _has_two_steps(overture: Overture) -> bool:
    events = [{e.event for e in change.evidence} for change in overture.history]
    return len(events) > 1 and bool(events[-1] - events[0])


def shortened(output: str) -> str:
    """Return the first lines of an output, none too wide."""
    lines = output.rstrip().splitlines()
    shown = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines[:LINES]]
    return "\n".join([*shown, "…"] if len(lines) > LINES else shown) + "\n" if lines else ""


def main(record: str) -> int:
    """Write the outputs of all examples; return how many failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(record).resolve(), Path(folder))

        def again(found: re.Match[str]) -> str:
            nonlocal failed
            done = bench.run(found[1])
            if done.exit_code:
                failed += 1
                print(f"{found[1]}: exit code {done.exit_code}\n{done.output}{done.exception}", file=sys.stderr)
            return f"```console\n$ {bench.current(found[1])}\n{shortened(done.output)}```\n"

        PAGE.write_text(BLOCK.sub(again, PAGE.read_text("utf-8")), "utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1])))
