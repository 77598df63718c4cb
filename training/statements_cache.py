"""Parse articles once: analyses by the project's own analyser, kept in a folder that git ignores."""

from __future__ import annotations

import pickle
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from evals.statements import document, read_lines
from pourparler.language import Analyser, load
from pourparler.language.models import DIGESTS
from pourparler.records import Analysis
from pourparler.settings import Settings

FOLDER = Path(".cache/training")


def parsed(path: str | Path) -> tuple[list[dict[str, Any]], list[Analysis]]:
    """Return the articles of a JSON-lines file and their analyses, parsed now or read back."""
    raw = Path(path).read_bytes()
    place = FOLDER / f"{_key(raw)}.pickle"
    articles = read_lines(path)
    if place.exists():
        with place.open("rb") as file:
            return articles, [_wide(a) for a in pickle.load(file)]
    analyser = load(Settings(record="").model, entities=False)
    analyses = [_parse(analyser, article["text"]) for article in articles]
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        pickle.dump(analyses, file, protocol=5)
    return articles, [_wide(a) for a in analyses]


def _key(raw: bytes) -> str:
    """Name a cache by the articles, the language model and the code that parses."""
    total = sha256(raw)
    total.update(repr(sorted(DIGESTS.items())).encode())
    for module in ("analyser", "morphology", "ops", "quotations", "quotation_pairs", "quotation_marks"):
        name = f"pourparler.language.{module}"
        source = getattr(sys.modules.get(name), "__file__", None)
        total.update(Path(source).read_bytes() if source else b"")
    return total.hexdigest()[:24]


def _parse(analyser: Analyser, text: str) -> Analysis:
    analysis = analyser.analyse(document(text))
    object.__setattr__(analysis, "vectors", analysis.vectors.astype(np.float16))
    object.__setattr__(analysis, "context", analysis.context.astype(np.float16))
    return analysis


def _wide(analysis: Analysis) -> Analysis:
    return analysis
