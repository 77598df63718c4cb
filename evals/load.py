"""The desk on a large record: make one, look at every page while reports come in, send a crowd.

    python -m evals.load make RECORD [--reports 100000] [--events 1000000]
    python -m evals.load pages RECORD [RECORD …] [--times 30] [--format md]
    python -m evals.load crowd RECORD [--readers 50] [--minutes 5]

RECORD is a path, or the URL of an empty PostgreSQL database (``python -m evals.load_server FOLDER`` starts a server).
``make`` draws reports with a fixed seed (evals.load_reports) and writes the rows that reading them would make
(evals.load_writing). ``pages`` starts the desk in a process of its own and a writer in another, which reads reports
in, one every ``--pause`` seconds; then it asks for every page and every list of the API, all in turn, and prints the
median and the 95th percentile of each, and how long the very first answer took. ``!`` marks what takes longer than
200 ms in the median (search: 100 ms) or 500 ms at the 95th percentile. ``crowd`` sends so many readers at once.
"""

from __future__ import annotations

import argparse
import time

from evals import load_asking, load_reports, load_writing


def make(record: str, reports: int, events: int) -> load_writing.Made:
    """Make a record of so many reports and events."""
    return load_writing.write(record, load_reports.Maker().readings(reports, events))


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("make")
    one.add_argument("record")
    one.add_argument("--reports", type=int, default=100_000)
    one.add_argument("--events", type=int, default=1_000_000)
    one = commands.add_parser("pages")
    one.add_argument("records", nargs="+")
    one.add_argument("--times", type=int, default=30)
    one.add_argument("--only", default="", help="what has this in its name; documents are timed by name alone")
    one.add_argument("--pause", type=float, default=1.0, help="seconds between two reports that come in; 0: none come")
    one.add_argument("--format", choices=("text", "md"), default="text")
    one = commands.add_parser("crowd")
    one.add_argument("records", nargs="+")
    one.add_argument("--readers", type=int, default=50)
    one.add_argument("--minutes", type=float, default=5)
    one.add_argument("--pause", type=float, default=1.0)
    one.add_argument("--format", choices=("text", "md"), default="text")
    args = parser.parse_args()
    if args.command == "make":
        begin = time.perf_counter()
        made = make(args.record, args.reports, args.events)
        print(
            f"{made.reports:,} reports, {made.statements:,} statements, {made.events:,} events, "
            f"{made.overtures:,} overtures in {time.perf_counter() - begin:.0f} s"
        )
    elif args.command == "pages":
        load_asking.pages(args.records, args.times, args.pause, args.only, args.format)
    else:
        load_asking.crowd(args.records, args.readers, args.minutes * 60, args.pause, args.format)


if __name__ == "__main__":
    main()
