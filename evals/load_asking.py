"""Asking the desk for pages: one reader and the time of every page, or a crowd and how many go wrong.

The desk runs in a process of its own, as ``pourparler desk`` starts it, and another process reads reports in.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx

TIMEOUT = 120.0
SLOW = 4.0
"""Seconds of a first answer from which on a document is asked for once more only."""
QUERIES = ("border", "prisoners tariffs", '"a ceasefire over"', "Iran embargo", "uran*", "Geneva", "Kim", "zebra")


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of page and addresses of it; ``limit`` are the milliseconds that its median may take."""

    name: str
    paths: tuple[str, ...]
    limit: int | None = 200


def addresses(client: httpx.Client) -> list[Asked]:
    """Return every page, every list of the API and every document, with ids that the record holds."""

    def held(what: str, **query: str | int) -> list[dict]:
        return list(client.get(f"/api/v1/{what}", params={"limit": 40, **query}).json()["items"])

    actors = held("actors", limit=200)
    some = [quote(a["id"]) for a in (*actors[:3], *actors[60:200:40])]
    codes = [c for c in dict.fromkeys(a["country"] for a in actors if a["kind"] == "state") if c]
    pairs = [(codes[0], codes[1]), (codes[2], codes[5]), (codes[1], codes[12]), (codes[20], codes[3])]
    overtures = [o["id"] for o in held("overtures")][::8]
    reports = [r["id"] for r in held("reports", order="oldest")][::8]
    findings = [e["id"] for e in held("events")][::8] + [s["id"] for s in held("statements")][::20]
    words = [quote(q) for q in QUERIES]

    def each(form: str, values: list) -> tuple[str, ...]:
        return tuple(form.format(v) for v in values)

    def dyads(form: str) -> tuple[str, ...]:
        return tuple(form.format(*pair) for pair in pairs)

    filtered = (f"actor={codes[0]}", f"actor={some[-1]}&type=CONSULT", "since=2025-06-01&until=2025-06-30",
                "force=refuse&type=SANCTION", f"actor={codes[1]}&with={codes[2]}")  # fmt: skip
    pages = [
        Asked("Situation", ("/",)),
        Asked("Overtures", ("/overtures",)),
        Asked("Overtures, filtered", (f"/overtures?actor={codes[0]}", "/overtures?kind=threat&view=list",
                                      "/overtures?outcome=unanswered&due=true")),
        Asked("Overture", each("/overtures/{}", overtures)),
        Asked("Actors", ("/actors", "/actors?words=al", "/actors?page=9")),
        Asked("Actor", each("/actors/{}", some)),
        Asked("Dyad", dyads("/dyads/{}/{}")),
        Asked("Network", ("/network",)),
        Asked("Network, 2,000 actors", ("/network?by=actor&most=2000",)),
        Asked("Map", ("/map",)),
        Asked("Timeline", ("/timeline",)),
        Asked("Events", ("/events",)),
        Asked("Events, filtered", each("/events?{}", list(filtered))),
        Asked("Statements", ("/statements",)),
        Asked("Statements, filtered", each("/statements?{}", [f"actor={codes[3]}", f"actor={some[-1]}"])),
        Asked("Reports", ("/reports", f"/reports?actor={some[-1]}")),
        Asked("Report", each("/reports/{}", reports)),
        Asked("Search", each("/search?q={}", words), 100),
        Asked("Watches", ("/watches",)),
        Asked("Track record", ("/track-record",)),
        Asked("Quality", ("/quality",)),
        Asked("Find", each("/find/{}", findings)),
    ]  # fmt: skip
    lists = [
        Asked("API events", ("/api/v1/events", *each("/api/v1/events?{}", list(filtered)))),
        Asked("API statements", ("/api/v1/statements", f"/api/v1/statements?actor={codes[3]}")),
        Asked("API reports", ("/api/v1/reports",)),
        Asked("API actors", ("/api/v1/actors", "/api/v1/actors?words=kim")),
        Asked("API search", each("/api/v1/search?q={}", words), 100),
        Asked("API overtures", ("/api/v1/overtures", f"/api/v1/overtures?actor={codes[0]}")),
        Asked("API predictions", ("/api/v1/predictions",)),
        Asked("API track records", ("/api/v1/track-records",)),
        Asked("API corrections", ("/api/v1/corrections",)),
        Asked("API pairs", ("/api/v1/pairs",)),
        Asked("API places", ("/api/v1/places",)),
        Asked("API trips", ("/api/v1/trips", f"/api/v1/trips?actor={some[0]}")),
        Asked("API months", dyads("/api/v1/months?actor={}&with={}")),
        Asked("API watches, alerts", ("/api/v1/watches", "/api/v1/alerts")),
        Asked("API one overture", each("/api/v1/overtures/{}", overtures)),
        Asked("API one report", each("/api/v1/reports/{}", reports)),
        Asked("API one actor", each("/api/v1/actors/{}", some)),
        Asked("API one finding", each("/api/v1/findings/{}", findings)),
    ]
    files = [
        Asked("Feed (document)", ("/feed.atom",), None),
        Asked("TimelineJS (document)", ("/timeline.json",), None),
        Asked("Calendar (document)", ("/calendar.ics",), None),
        Asked("GEXF of actors (document)", ("/network.gexf",), None),
        Asked("Brief of a month, one actor (document)", (f"/brief.html?actor={codes[1]}&since=2025-12-01",), None),
        Asked("API situation, the same", (f"/api/v1/situation?actor={codes[1]}&since=2025-12-01",), None),
    ]
    return [*pages, *lists, *files]


# -- processes --------------------------------------------------------------------------------------
@contextmanager
def desk(record: str) -> Iterator[str]:
    """Start the desk on a record; give its address."""
    command = [sys.executable, "-u", "-m", "pourparler", "desk", "--record", record, "--port", "0", "--rate", "1000000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            line = running.stdout.readline()
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        finally:
            running.terminate()


@contextmanager
def incoming(record: str, pause: float) -> Iterator[list[int]]:
    """Read reports into a record in another process while the block runs; the list gets how many there were."""
    told: list[int] = []
    if not pause:
        yield told
        return
    command = [sys.executable, "-u", "-m", "evals.load_incoming", record, str(pause)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            running.stdout.readline()
            yield told
        finally:
            running.terminate()
            told.append(sum(1 for _ in running.stdout or ()))


# -- one reader -------------------------------------------------------------------------------------
@dataclass
class Timed:
    """Milliseconds of the answers of one kind of page, the first one apart, and what went wrong."""

    first: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        """Return the time under which a share of the answers stayed."""
        held = sorted(self.times or [self.first])
        return held[min(len(held) - 1, int(share * len(held)))]


def ask(client: httpx.Client, path: str) -> tuple[float, str]:
    """Return the milliseconds of one answer, and what was wrong with it ("" for nothing)."""
    begin = time.perf_counter()
    try:
        answer = client.get(path)
        wrong = "" if answer.status_code < 400 else f"{answer.status_code} {path}"
    except httpx.HTTPError as error:
        wrong = f"{error!r} {path}"
    return (time.perf_counter() - begin) * 1000, wrong


def time_pages(record: str, times: int, pause: float, only: str) -> tuple[dict[str, Timed], list[Asked], int]:
    """Ask for every page (for documents only by name) ``times`` times, all in turn, while reports come in."""
    found: dict[str, Timed] = defaultdict(Timed)
    with desk(record) as address, httpx.Client(base_url=address, timeout=TIMEOUT) as client:
        chosen = [a for a in addresses(client) if (only.casefold() in a.name.casefold() if only else a.limit)]
        with incoming(record, pause) as told:
            for turn in range(times + 1):
                for asked in chosen:
                    timed = found[asked.name]
                    if turn > 1 and asked.limit is None and timed.first > SLOW * 1000:
                        continue
                    took, wrong = ask(client, asked.paths[turn % len(asked.paths)])
                    if turn:
                        timed.times.append(took)
                    else:
                        timed.first = took
                    timed.errors += [wrong] if wrong else []
                    if took > 1000:
                        print(f"turn {turn}: {asked.name} took {took / 1000:.1f} s", file=sys.stderr, flush=True)
    return found, chosen, sum(told)


def pages(records: list[str], times: int, pause: float, only: str, form: str) -> None:
    """Print the table of all records side by side."""
    held = []
    for record in records:
        found, chosen, came = time_pages(record, times, pause, only)
        held.append(found)
        print(f"{kind(record)}: {came} reports came in meanwhile", file=sys.stderr)
    heads = [f"{kind(r)} {what}" for r in records for what in ("median", "p95", "first")]
    rows = []
    for asked in chosen:
        cells = [asked.name]
        for found in held:
            timed = found[asked.name]
            values = (timed.at(0.5), timed.at(0.95), timed.first)
            over = asked.limit and (values[0] > asked.limit or values[1] > 500)
            cells += [f"{values[0]:,.0f}{' !' if over else ''}", *(f"{v:,.0f}" for v in values[1:])]
            for wrong in dict.fromkeys(timed.errors):
                print(f"{asked.name}: {wrong}", file=sys.stderr)
        rows.append(cells)
    table(["milliseconds", *heads], rows, form)


def kind(record: str) -> str:
    """Return the name of the database that a record is in."""
    return "PostgreSQL" if "://" in record else "SQLite"


def table(heads: list[str], rows: list[list[str]], form: str) -> None:
    """Print rows under heads, as plain columns or as Markdown."""
    if form == "md":
        for row in (heads, ["---", *("--:" for _ in heads[1:])], *rows):
            print(f"| {' | '.join(row)} |")
        return
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        print("  ".join(cells).rstrip())


# -- a crowd ----------------------------------------------------------------------------------------
@dataclass
class Crowd:
    """Milliseconds of all answers and what went wrong."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def _reader(
    client: httpx.AsyncClient, paths: list[str], until: float, seed: int, think: float, to: Crowd
) -> None:
    rng = random.Random(seed)
    await asyncio.sleep(rng.random() * think * 2)
    while time.perf_counter() < until:
        path, begin = rng.choice(paths), time.perf_counter()
        try:
            answer = await client.get(path)
            if answer.status_code >= 400:
                to.errors.append(f"{answer.status_code} {path}: {answer.text[-200:]}")
        except httpx.HTTPError as error:
            to.errors.append(f"{error!r} {path}")
        to.times.append((time.perf_counter() - begin) * 1000)
        await asyncio.sleep(rng.random() * think * 2)


async def _crowd(address: str, paths: list[str], readers: int, seconds: float, think: float) -> Crowd:
    found, until = Crowd(), time.perf_counter() + seconds
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=address, timeout=TIMEOUT, limits=limits) as client:
        await asyncio.gather(*(_reader(client, paths, until, n, think, found) for n in range(readers)))
    return found


def crowd(records: list[str], readers: int, seconds: float, pause: float, form: str, think: float = 1.0) -> None:
    """Send readers, each of whom looks at an answer for ``think`` seconds on average, and print what they met."""
    rows = []
    for record in records:
        with desk(record) as address:
            with httpx.Client(base_url=address, timeout=TIMEOUT) as client:
                paths = [p for a in addresses(client) if a.limit for p in a.paths]
            with incoming(record, pause) as told:
                found = asyncio.run(_crowd(address, paths, readers, seconds, think))
        held = sorted(found.times)
        middle, late = (held[int(len(held) * share)] for share in (0.5, 0.95))
        row = [str(readers), f"{len(held):,}", f"{len(held) / seconds:.1f}", str(len(found.errors)), f"{middle:,.0f}"]
        rows.append([kind(record), *row, f"{late:,.0f}", str(sum(told))])
        for wrong in list(dict.fromkeys(found.errors))[:10]:
            print(wrong, file=sys.stderr)
    heads = ["record", "readers", "answers", "a second", "errors", "median, ms", "p95, ms", "reports read in"]
    table(heads, rows, form)
