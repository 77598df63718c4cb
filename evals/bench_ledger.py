"""Speed of the ledger: folding, its growth, and one more report in a large record.

    python -m evals.bench_ledger [--quick] [--sizes 1000 10000 100000 1000000] [--record 100000] [--times 10]

Events are drawn with a fixed seed: sixty states whose dyads are as unequal as in the news (Zipf), ten events
a report, reports over ten years. The curve makes moves and folds them in memory, on one core; drawing the events is
not counted, the most memory that the process has held is. Then reports with ``--record`` events are written into a
record on disk and settled, one report that is news to four dyads is added, and the time is taken until the ledger
has it; the whole folded again in memory must be the same. ``--times`` copies the rows of the record so many times
over by SQL before one more report is added.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from pourparler.ledger.moves import Move, moves_of
from pourparler.project import Project
from pourparler.project.ledger import fold_moves
from pourparler.records import Coding, Condition, Document, Event, Party, Reading, Report, Span
from pourparler.records.overtures import overture_dict
from pourparler.settings import Settings

STATES = (
    "AFG AGO ARE ARG ARM AUS AUT AZE BEL BGR BRA CAN CHE CHL CHN COL CUB CZE DEU DNK EGY ESP EST ETH FIN FRA GBR GEO "
    "GRC HUN IDN IND IRN IRQ ISR ITA JOR JPN KAZ KEN KOR LBN MAR MEX MMR NGA NLD NOR PAK POL PRK QAT ROU RUS SAU SDN "
    "SYR TUR UKR USA"
).split()
ACTS = ("CONSULT", "CONSULT", "CONSULT", "RETREAT", "SANCTION", "AID", "COERCE", "MOBILIZE", "SUPPORT", "AGREE")
FORCES = ("did", "did", "did", "offer", "demand", "request", "promise", "accept", "refuse", "threaten", "deny")
WORDS = "prisoners border tariffs steel wheat visas embassy pipeline dam fishing islands missiles ceasefire ports loans"
EACH = 10
"""Events of one report."""
START = date(2010, 1, 1)


def reports(count: int, seed: int = 7) -> Iterator[Reading]:
    """Yield readings with ``count`` events in all, in the order of their days."""
    draw = random.Random(seed)
    weights = [1 / (i + 1) for i in range(len(STATES))]
    words = WORDS.split()
    for number in range(math.ceil(count / EACH)):
        day = START + timedelta(days=number * EACH * 3650 // max(count, 1))
        yield reading(number, day, draw, weights, words)


def reading(number: int, day: date, draw: random.Random, weights: list[float], words: list[str]) -> Reading:
    """Return one made report."""
    events, lines, at = [], [], 0
    for index in range(EACH):
        one, other = draw.choices(STATES, weights, k=2)
        if one == other:
            other = STATES[(STATES.index(one) + 1) % len(STATES)]
        force, act = draw.choice(FORCES), draw.choice(ACTS)
        text = f"{one} {force} {other} {act.lower()} on {' '.join(draw.sample(words, 3))}"
        due = (day + timedelta(days=draw.randrange(1, 200))).isoformat() if draw.random() < 0.2 else None
        span, anchor = Span(at, at + len(text), text), Span(at + 4, at + 4 + len(force), force)
        events.append(
            Event(
                id=f"e{number:07}{index}",
                force=force,  # type: ignore[arg-type]
                act=act,
                mode=None,
                actors=(Party(one, None, one.lower(), one),),
                recipients=(Party(other, None, other.lower(), other),),
                evidence=span,
                anchor=anchor,
                confidence=0.9,
                coding=Coding("bench", "1", "drawn"),
                due=due if force != "did" else None,
                condition=Condition(Span(0, 1, "if")) if draw.random() < 0.05 else None,
            )
        )
        lines.append(text)
        at += len(text) + 2
    text = "\n\n".join(lines)
    told = day.isoformat()
    report = Report(f"r{number:08}", "v1", publisher="Courier", published=told, language="en", url=f"u:{number}")
    return Reading(Document(report, text, ((0, len(text)),)), events=tuple(events))


def moves(readings: Iterable[Reading]) -> Iterator[Move]:
    kinds = {s.lower(): "state" for s in STATES}
    for one in readings:
        yield from moves_of(one.document.report, one.events, kinds)


class Drawn:
    """Readings as they are drawn, with the seconds that drawing them took."""

    def __init__(self, size: int) -> None:
        self.seconds = 0.0
        self._readings = reports(size)

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        start = time.process_time()
        try:
            return next(self._readings)
        finally:
            self.seconds += time.process_time() - start


@dataclass(frozen=True, slots=True)
class Point:
    """Events, seconds of one core, overtures, and the most memory held so far, in MB."""

    events: int
    seconds: float
    overtures: int
    memory: int


def curve(sizes: list[int]) -> Iterator[Point]:
    """Yield the time that folding in memory takes, for every size."""
    for size in sizes:
        drawn = Drawn(size)
        start = time.process_time()
        held = len(fold_moves(moves(drawn)))
        seconds = time.process_time() - start - drawn.seconds
        yield Point(size, seconds, held, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def grow(record: Path, times: int) -> None:
    """Copy all rows of a record ``times`` over under other ids: a large record without days of writing.

    The copies stand in the same lanes as the originals; their overtures are closed.
    """
    with closing(sqlite3.connect(record)) as held, held:
        most = {name: held.execute(f"select max(number) from {name}").fetchone()[0] for name in ("versions", "events")}
        position = held.execute("select max(position) from overtures").fetchone()[0] + 1
        held.execute("create temp table copied (k integer)")
        held.executemany("insert into copied values (?)", [(k,) for k in range(1, times)])
        version, event = f"+ k * {most['versions']}", f"+ k * {most['events']}"
        other = "|| '-' || k"
        changes = {
            "reports": {"id": other, "url": other},
            "versions": {"number": version, "report": other, "key": other, "url": other},
            "events": {"number": event, "version": version, "id": other},
            "parties": {"version": version, "event": event},
            "moves": {"version": version, "report": other, "event": other},
            "copies": {"version": version, "report": other, "source": other},
            "bands": {"version": version},
            "overtures": {"id": other, "position": f"+ k * {position}", "live": "* 0"},
        }
        for table, changed in changes.items():
            names = [row[1] for row in held.execute(f"pragma table_info({table})")]
            values = ", ".join(f'"{n}" {changed.get(n, "")}' for n in names)
            held.execute(f"insert into {table} select {values} from {table}, copied")


@dataclass(frozen=True, slots=True)
class Added:
    """Seconds of adding one report to a record of so many events, and its size on disk in MB."""

    events: int
    seconds: float
    disk: int
    same: bool | None


def add_one(record: Path, size: int, check: bool) -> Added:
    """Take the time from writing one more report until the ledger has it."""
    last = reading(10**7, START + timedelta(days=3651), random.Random(3), [1.0] * len(STATES), WORDS.split())
    last = replace(last, events=last.events[:4])
    with Project(Settings(record=str(record))) as project:
        start = time.perf_counter()
        with project._writable.writer() as writer:
            writer.write(last)
        project.settle()
        seconds, same = time.perf_counter() - start, None
        if check:
            whole = fold_moves(moves(iter([*reports(size), last])))
            same = {o.id: overture_dict(o) for o in whole} == {o.id: overture_dict(o) for o in project.overtures()}
        with project.store.view() as view:
            events = view.count("events")
    return Added(events, seconds, record.stat().st_size // 10**6, same)


def one_more(size: int, times: int) -> Iterator[Added]:
    """Write a record of ``size`` events and add a report; copy it ``times`` over and add one more."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.sqlite"
        with Project(Settings(record=str(record))) as project:
            with project._writable.writer() as writer:
                for one in reports(size):
                    writer.write(one)
            project.settle()
        copy = Path(folder) / "copy.sqlite"
        shutil.copy(record, copy)
        yield add_one(copy, size, check=True)
        copy.unlink()
        if times > 1:
            grow(record, times)
            yield add_one(record, size, check=False)


def tables(sizes: list[int], record: int, times: int) -> Iterator[str]:
    """Yield the lines of two Markdown tables."""
    yield "| events folded | seconds | events a second | overtures | memory, MB |"
    yield "|---:|---:|---:|---:|---:|"
    for p in curve(sizes):
        yield f"| {p.events:,} | {p.seconds:.2f} | {p.events / p.seconds:,.0f} | {p.overtures:,} | {p.memory:,} |"
    yield ""
    yield "| events in the record | one more report, seconds | on disk, MB | same as folding all again |"
    yield "|---:|---:|---:|---|"
    for a in one_more(record, times):
        same = "not compared" if a.same is None else "yes" if a.same else "NO"
        yield f"| {a.events:,} | {a.seconds:.2f} | {a.disk:,} | {same} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--record", type=int, default=100_000, help="events of the record that gets one more report")
    parser.add_argument("--times", type=int, default=10, help="copy the rows of that record so many times over")
    parser.add_argument("--quick", action="store_true", help="10,000 events folded; a record of 5,000, ten times over")
    args = parser.parse_args()
    sizes, record = ([1_000, 10_000], 5_000) if args.quick else (args.sizes, args.record)
    for line in tables(sizes, record, args.times):
        print(line, flush=True)


if __name__ == "__main__":
    main()
