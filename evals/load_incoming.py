"""Reports that come in: ``python -m evals.load_incoming RECORD PAUSE`` reads one after another until it is ended.

Their texts are made from the demo dossier (``evals.bench``); each is read, kept and
taken into the ledger as ``pourparler watch`` does.
"""

from __future__ import annotations

import sys
import time
import uuid
from datetime import date, timedelta
from itertools import count

from evals.bench import make_reports
from pourparler.project import Project
from pourparler.readers import Overrides, read_pasted
from pourparler.settings import Settings

AFTER = date(2025, 12, 31)


def main() -> None:
    """Say when it is ready, then read and print a line for each report."""
    record, pause = sys.argv[1], float(sys.argv[2])
    texts = make_reports(300, 400, seed=5)
    run = uuid.uuid4().hex[:8]
    with Project(Settings(record=record)) as project:
        list(project.read_documents(read_pasted(texts[0], Overrides()), keep=False))  # loads the models
        print("ready", flush=True)
        for number in count():
            day = AFTER + timedelta(days=number // 200)
            told = {"published": day.isoformat(), "url": f"https://news.example.org/{run}/{number}"}
            for _ in project.take_text(f"{texts[number % len(texts)]}\n\nReport {run} {number}.", told):
                print(number, flush=True)
            project.settle()
            time.sleep(pause)


if __name__ == "__main__":
    main()
