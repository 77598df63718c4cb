"""Kill the program at any moment, again and again: is the record whole, is nothing lost that was acknowledged?

    python -m evals.kill_loop [--times 200] [--seed 1]

A worker reads a folder, folds, corrects and adds, watches a feed, and says what it has acknowledged as it goes. It
is killed (SIGKILL) at a random moment of each of these in turn; a kill counts when the process died of it. Then
the record is opened: the database must be sound, and every report, correction and alert that was acknowledged must
be there. The worker starts again on the same record, and after some kills is left to come to its end; then the
record, and what ``export``, ``events``, ``overtures``, ``actors`` and ``corrections`` print of it, must be what a
run without any kill gives, byte for byte. Reports are read by a small reader, not by the language model: what is
tested is the record.
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

from click.testing import CliRunner

from pourparler.project import Project
from pourparler.readers.web import Fetcher
from pourparler.records import Coding, Document, Event, Party, Reading, Span, contract
from pourparler.records.alerts import to_row
from pourparler.records.ids import make_id
from pourparler.settings import Settings
from pourparler.store import Store
from pourparler.views.cli import cli

SIDES = {"Norland": "NOR", "Sudia": "SUD", "Zembla": "ZEM", "Ruritania": "RUR"}
FORCES = ("offer", "accept", "refuse", "demand", "threaten", "did", "promise")
ACTS = ("CONSULT", "RETREAT", "SANCTION", "AID")
FILES, ENTRIES, CORRECTED = 40, 12, 10
SAID = {"read": "reads", "fold": "folds", "correct": "corrects and adds", "watch": "watches", "end": "closes"}
PHASES = ("read", "fold", "correct", "watch")
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
            found += [(event.id, reading.document.report.id, event.evidence) for event in reading.events]
        say("phase", "fold")
        project.settle()
        say("phase", "correct")
        _correct(project, sorted(found, key=lambda f: f[0])[:CORRECTED], say)
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


def _correct(project: Project, found: list[tuple[str, str, Span]], say: Callable[..., None]) -> None:
    if not any(c.target_kind == "overture" for c in project.corrections()):
        first = min(o.id for o in project.overtures())
        made = project.correct(first, "edit", "ann", "2031-06-01T00:00:00+00:00", None, {"set": {"outcome": "refused"}})
        say("correction", made.id)
    for number, (item, report, words) in enumerate(found):
        at = f"2031-06-02T00:00:{number:02}+00:00"
        action = ("reject", "accept", "edit", "add")[number % 4]
        if action == "add":
            values = {"force": "promise", "act": "AID", "actors": "Norland (NOR)", "recipients": "Sudia (SUD)"}
            made = project.add("event", report, (words.start, words.end), values, "ann", at, "missing")
        else:
            given = {"set": {"force": "demand"}} if action == "edit" else {}
            made = project.correct(item, action, "ann", at, "checked", given)
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
    """How many kills in which phase, over how many records, how much was acknowledged, and what went wrong."""

    kills: int = 0
    records: int = 0
    acknowledged: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Run:
    """What one worker said, in what phase it ended, its exit code, and when each phase began."""

    acknowledged: set[tuple[str, str]]
    phase: str
    code: int
    began: dict[str, float]


def run(times: int, seed: int = 1) -> Result:
    """Kill ``times`` times and return what was found."""
    draw, result = random.Random(seed), Result()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        prepare(folder, seed)
        with serving(folder / "web") as feed:
            whole = str(folder / "whole.sqlite")
            first = one_run(whole, folder, feed)
            if first.code:
                result.wrong.append("the run without a kill did not end")
                return result
            wanted = digest(whole)
            lasts = {p: first.began[q] - first.began[p] for p, q in zip(PHASES, (*PHASES[1:], "end"), strict=True)}
            while result.kills < times:
                kills = min(draw.randint(3, 8), times - result.kills)
                one_record(folder, feed, draw, lasts, kills, result)
                if digest(str(folder / f"{result.records}.sqlite")) != wanted:
                    result.wrong.append(f"record {result.records} is not what it is without a kill")
    return result


def one_record(
    folder: Path, feed: str, draw: random.Random, lasts: dict[str, float], kills: int, result: Result
) -> None:
    """Kill workers on one new record so many times, then let one come to its end."""
    result.records += 1
    record = str(folder / f"{result.records}.sqlite")
    known: set[tuple[str, str]] = set()
    killed = 0
    while killed < kills:
        phase = PHASES[(result.kills + killed) % len(PHASES)]
        done = one_run(record, folder, feed, phase, draw.uniform(0, lasts[phase]))
        known |= done.acknowledged
        if done.code == -signal.SIGKILL:
            killed += 1
            result.phases[done.phase] += 1
            result.wrong += [f"kill {result.kills + killed} ({done.phase}): {w}" for w in lost(record, known)]
        elif done.code:
            result.wrong.append(f"the worker failed by itself, code {done.code} ({done.phase})")
    done = one_run(record, folder, feed)
    known |= done.acknowledged
    if done.code:
        result.wrong.append(f"the worker did not come to its end, code {done.code} ({done.phase})")
    result.kills += killed
    result.acknowledged += len(known)
    result.wrong += lost(record, known)


def one_run(record: str, folder: Path, feed: str, phase: str | None = None, wait: float = 0.0) -> Run:
    """Run a worker; with a ``phase`` kill it ``wait`` seconds after that has begun."""
    command = [sys.executable, "-m", "evals.kill_loop", "--work", record, str(folder / "reports"), feed]
    lines: list[str] = []
    began: dict[str, float] = {}
    killer: threading.Timer | None = None
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ.copy()) as worker:
        assert worker.stdout is not None
        for line in worker.stdout:
            lines.append(line)
            if line.startswith("phase "):
                began[line.split()[1]] = time.monotonic()
            if killer is None and phase is not None and line == f"phase {phase}\n":
                killer = threading.Timer(wait, worker.send_signal, [signal.SIGKILL])
                killer.start()
        code = worker.wait()
        if killer is not None:
            killer.cancel()
    words = [line.split() for line in lines if line.endswith("\n")]
    last = next((w[1] for w in reversed(words) if w and w[0] == "phase"), "start")
    return Run({(w[0], w[1]) for w in words if w and w[0] != "phase"}, last, code, began)


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


PRINTED = (
    ("export", "plover"),
    ("events", "--limit", "0", "--format", "json"),
    ("overtures", "--format", "json"),
    ("actors", "--limit", "0", "--format", "json"),
    ("corrections", "--format", "json"),
)


def digest(record: str) -> str:
    """Return a hash of all that a record holds, but clock times, and of what commands print of it."""
    made = sha256()
    with Project(Settings(record=record), small_reader) as project:  # type: ignore[arg-type]
        project.settle()
        with project.store.view() as view:
            for line in view.dump():
                made.update(line.encode() + b"\n")
        for alert in sorted(project.told(10**6), key=lambda a: a.id):
            made.update(contract.dumps(to_row(alert)).encode() + b"\n")
    for command in PRINTED:
        done = CliRunner().invoke(cli, [*command, "--record", record])
        if done.exit_code:
            raise RuntimeError(f"{command}: {done.output}")
        made.update(done.stdout_bytes)
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
    print("| killed while it | times |", "|---|---:|", sep="\n")
    for phase in (*PHASES, "end"):
        print(f"| {SAID[phase]} | {result.phases[phase]} |")
    print(f"| all | {result.kills} |\n")
    print(f"{result.records} records, {result.acknowledged:,} acknowledged, {time.monotonic() - begun:.0f} s")
    print(f"{len(result.wrong)} found wrong", *result.wrong[:20], sep="\n")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
