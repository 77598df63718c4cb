"""A process that writes numbered readings and says each one that is safely kept: to be killed, or run twice."""

from __future__ import annotations

import sys

from pourparler.store import Store
from tests.builders import numbered


def main(record: str, first: int, count: int) -> None:
    with Store(record) as store, store.writer() as writer:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(first, first + count):
            one = numbered(number)
            outcome = writer.write(one)
            print(one.document.report.id, outcome, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
