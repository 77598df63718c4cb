"""Kill the program at any moment, again and again: is the record whole, is nothing lost that was acknowledged?

    python -m evals.kill_loop [--times 200] [--seed 1]

A worker reads a folder, watches a feed, corrects and folds, and says what it has acknowledged as it goes. It is
killed (SIGKILL) after a random time. Then the record is opened: the database must be sound, and every report,
correction and alert that was acknowledged must be there. The worker starts again on the same record, until it
comes to its end; then the record must be what a run without any kill gives, byte for byte of its dump. Reports
are read by a small reader, not by the language model: what is tested is the record.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pourparler.project import Project
from pourparler.readers.web import Fetcher
from pourparler.records import Coding, Document, Event, Party, Reading, Span, contract
from pourparler.records.alerts import to_row
from pourparler.records.ids import make_id
from pourparler.records.overtures import overture_dict
from pourparler.settings import Settings
from pourparler.store import Store

SIDES = {"Norland": "NOR", "Sudia": "SUD", "Zembla": "ZEM", "Ruritania": "RUR"}
FORCES = ("offer", "accept", "refuse", "demand", "threaten", "did", "promise")
ACTS = ("CONSULT", "RETREAT", "SANCTION", "AID")
FILES, ENTRIES, CORRECTED = 40, 12, 10
TODAY = "2031-05-01"


# -- the worker -------------------------------------------------------------------------------------
def small_reader(_settings: Settings) -> object:
    """Read sentences like "Norland offer Sudia CONSULT on ships"."""

    def read(documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            yield Reading(document, events=tuple(_events(document)))

    return read


def _events(document: Document) -> Iterator[Event]:
    at = 0
    for line in document.text.split("\n"):
        words = line.split()
        if len(words) >= 4 and words[0] in SIDES and words[2] in SIDES:
            span = Span(at, at + len(line), line)
            one, other = (Party(w, None, w.lower(), SIDES[w]) for w in (words[0], words[2]))
            yield Event(
                id=make_id("e", document.report.id, at),
                force=words[1],  # type: ignore[arg-type]
                act=words[3],
                mode=None,
                actors=(one,),
                recipients=(other,),
                evidence=span,
                anchor=replace(span),
                confidence=0.9,
                coding=Coding("small", "1", "words"),
            )
        at += len(line) + 1


def work(record: str, folder: str, feed: str) -> None:
    """Read, correct, watch and fold; say on standard output what is acknowledged."""

    def say(*words: str) -> None:
        sys.stdout.write(" ".join(words) + "\n")
        sys.stdout.flush()

    say("phase", "read")
    with Project(Settings(record=record), small_reader) as project:  # type: ignore[arg-type]
        found = []
        for reading in project.read([folder]):
            say("report", reading.document.report.id)
            found += [event.id for event in reading.events]
        say("phase", "fold")
        project.settle()
        say("phase", "correct")
        _correct(project, sorted(found)[:CORRECTED], say)
        say("phase", "watch")
        fetcher = Fetcher(allow_private=True, rate=0.0)
        for _ in project.poll([feed], fetcher, TODAY):
            pass
        fetcher.close()
        alerts = project.tell(TODAY, lambda overture: overture.id)
        for alert in alerts:
            say("alert", alert.id)
        project.delivered(alerts)
        say("phase", "end")


def _correct(project: Project, found: list[str], say: Callable[..., None]) -> None:
    if not any(c.target_kind == "overture" for c in project.corrections()):
        first = min(o.id for o in project.overtures())
        made = project.correct(first, "edit", "ann", "2031-06-01T00:00:00+00:00", None, {"set": {"outcome": "refused"}})
        say("correction", made.id)
    for number, item in enumerate(found):
        action = ("reject", "accept", "edit")[number % 3]
        values = {"set": {"force": "demand"}} if action == "edit" else {}
        made = project.correct(item, action, "ann", f"2031-06-02T00:00:{number:02}+00:00", "checked", values)
        say("correction", made.id)


# -- what is read -----------------------------------------------------------------------------------
def prepare(folder: Path, seed: int) -> None:
    """Write the reports and the feed."""
    draw = random.Random(seed)
    (folder / "reports").mkdir()
    (folder / "web").mkdir()

    def line() -> str:
        one, other = draw.sample(list(SIDES), 2)
        return f"{one} {draw.choice(FORCES)} {other} {draw.choice(ACTS)} on ships and prisoners"

    for number in range(FILES):
        day = f"2031-{1 + number // 28:02}-{1 + number % 28:02}"
        rows = [{"title": f"Report {number}", "published": day, "text": "\n\n".join(line() for _ in range(3))}]
        (folder / "reports" / f"{number:03}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    items = "".join(
        f"<item><title>News {n}</title><guid>n{n}</guid><link>https://news.example/{n}</link>"
        f"<pubDate>2031-04-{1 + n:02}T10:00:00Z</pubDate><description>&lt;p&gt;{line()}&lt;/p&gt;</description></item>"
        for n in range(ENTRIES)
    )
    feed = f'<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'
    (folder / "web" / "feed.xml").write_text(feed)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the feed on this machine and give its address."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, *_args: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}/feed.xml"
    finally:
        httpd.shutdown()
        httpd.server_close()


# -- the loop ---------------------------------------------------------------------------------------
@dataclass
class Result:
    """How many kills in which phase, how many runs came to their end, and what went wrong."""

    kills: int = 0
    rounds: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def run(times: int, seed: int = 1) -> Result:
    """Kill ``times`` times and return what was found."""
    draw, result = random.Random(seed), Result()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        prepare(folder, seed)
        with serving(folder / "web") as feed:
            begun = time.monotonic()
            whole = str(folder / "whole.sqlite")
            _, _, ended = one_run(whole, folder, feed, None)
            lasts = time.monotonic() - begun
            if not ended:
                result.wrong.append("the run without a kill did not end")
                return result
            wanted = digest(whole)
            while result.kills < times:
                one_round(folder, feed, draw, lasts, times, result)
                last = digest(str(folder / f"{result.rounds}.sqlite"))
                if last != wanted:
                    result.wrong.append(f"round {result.rounds}: the record is another one ({last} and not {wanted})")
    return result


def one_round(folder: Path, feed: str, draw: random.Random, lasts: float, times: int, result: Result) -> None:
    """Start and kill workers on one new record until it is done."""
    result.rounds += 1
    record = str(folder / f"{result.rounds}.sqlite")
    known: set[tuple[str, str]] = set()
    while True:
        wait = draw.uniform(0, lasts) if result.kills < times else None
        acknowledged, phase, ended = one_run(record, folder, feed, wait)
        known |= acknowledged
        if ended:
            return
        result.kills += 1
        result.phases[phase] += 1
        result.wrong += [f"kill {result.kills} ({phase}): {w}" for w in lost(record, known)]


def one_run(record: str, folder: Path, feed: str, wait: float | None) -> tuple[set[tuple[str, str]], str, bool]:
    """Run a worker; kill it ``wait`` seconds after it began to work. Return (acknowledged, phase, ended)."""
    command = [sys.executable, "-m", "evals.kill_loop", "--work", record, str(folder / "reports"), feed]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ.copy()) as worker:
        assert worker.stdout is not None
        lines = [worker.stdout.readline()]
        if wait is not None:
            killer = threading.Timer(wait, worker.send_signal, [signal.SIGKILL])
            killer.start()
        lines += worker.stdout.readlines()
        code = worker.wait()
        if wait is not None:
            killer.cancel()
    words = [line.split() for line in lines if line.endswith("\n")]
    phase = next((w[1] for w in reversed(words) if w and w[0] == "phase"), "start")
    return {(w[0], w[1]) for w in words if w and w[0] != "phase"}, phase, code == 0 and phase == "end"


def lost(record: str, known: set[tuple[str, str]]) -> list[str]:
    """Open a record after a kill and return what is broken or missing."""
    if not Path(record).exists():
        return [f"{len(known)} things acknowledged and no record"] if known else []
    with Store(record) as store:
        found = store.check()
        with store.view() as view:
            reports = {r.id for r in view.reports()}
        with store.ledger() as rows:
            corrections = {c.id for c in rows.corrections()}
        with store.watching() as watched:
            alerts = {a.id for a in watched.alerts()}
    held = {"report": reports, "correction": corrections, "alert": alerts}
    return found + [
        f"{kind} {item} was acknowledged and is lost" for kind, item in sorted(known) if item not in held[kind]
    ]


def digest(record: str) -> str:
    """Return a hash of all that a record holds, but clock times."""
    made = sha256()
    with Project(Settings(record=record), small_reader) as project:  # type: ignore[arg-type]
        with project.store.view() as view:
            for line in view.dump():
                made.update(line.encode() + b"\n")
        for overture in sorted(project.overtures(), key=lambda o: o.id):
            made.update(contract.dumps(overture_dict(overture)).encode() + b"\n")
        for alert in sorted(project.told(10**6), key=lambda a: a.id):
            made.update(contract.dumps(to_row(alert)).encode() + b"\n")
    return made.hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", nargs=3, metavar=("RECORD", "FOLDER", "FEED"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work:
        work(*args.work)
        return 0
    begun = time.monotonic()
    result = run(args.times, args.seed)
    where = ", ".join(f"{phase} {count}" for phase, count in sorted(result.phases.items()))
    print(f"{result.kills} kills ({where}) over {result.rounds} records in {time.monotonic() - begun:.0f} s")
    print(f"{len(result.wrong)} found wrong", *result.wrong[:20], sep="\n")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
