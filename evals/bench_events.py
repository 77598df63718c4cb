"""Speed of the event coder alone: sentences a second on one core, parse and mentions excluded.

    python -m evals.bench_events [FOLDER OR FILE ...]

Without files the reports of the demo dossier are coded. PETRARCH2 codes about 2,200 sentences a second.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

DEMO = Path(__file__).parent.parent / "demo" / "reports"


def bench(paths: Iterable[str], rounds: int = 5) -> dict[str, Any]:
    """Return sentences, tokens, events and the best of ``rounds`` in sentences a second."""
    from pourparler.coders.events import code_events
    from pourparler.language import load
    from pourparler.lexicon import gazetteer
    from pourparler.readers import read_inputs
    from pourparler.resolution import find_mentions, find_times

    analyser, names = load(), gazetteer.load(None)
    work = []
    for document in read_inputs(list(paths)):
        analysis = analyser.analyse(document)
        published = document.report.published
        mentions = find_mentions(analysis, names, published)
        work.append((analysis, mentions, find_times(analysis, published), published))
    best, events = float("inf"), 0
    for _ in range(rounds):
        started = time.perf_counter()
        events = sum(len(code_events(a, m, t, (), "bench", p)) for a, m, t, p in work)
        best = min(best, time.perf_counter() - started)
    sentences = sum(len(a.sentences) for a, *_ in work)
    tokens = sum(len(a) for a, *_ in work)
    return {
        "reports": len(work),
        "sentences": sentences,
        "tokens": tokens,
        "events": events,
        "sentences_per_second": round(sentences / best),
        "ms_per_1000_tokens": round(best / max(1, tokens) * 1e6, 2),
    }


if __name__ == "__main__":
    print(json.dumps(bench(sys.argv[1:] or [str(DEMO)]), indent=1))
