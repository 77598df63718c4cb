"""From an analysis to attributions: features, model, best spans, calibrated confidence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pourparler.coders.statements.decode import Attribution, decode, settle
from pourparler.coders.statements.features import extract
from pourparler.coders.statements.network import load_model, run
from pourparler.records import Analysis

VERSION = "1"


def tag(analysis: Analysis, threshold: float | None = None) -> list[Attribution]:
    """Return the attributions in text order, of which no token has two contents.

    ``score`` is calibrated: the chance that content and speaker are right (``docs/statements.md``).
    ``threshold`` is on the raw score; None takes the model's own.
    """
    if not len(analysis) or analysis.vectors is None or analysis.context is None:
        return []
    model = load_model()
    scores = run(model, extract(analysis, model.vocabulary))
    found = decode(scores.anchor, scores.frames, scores.labels)
    kept = settle(found, model.settings["threshold"] if threshold is None else threshold)
    curve = model.settings["calibration"]
    return [replace(one, score=float(np.interp(one.score, curve["score"], curve["chance"]))) for one in kept]
