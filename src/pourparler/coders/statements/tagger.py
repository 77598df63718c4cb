"""From an analysis to attributions: features, model, best spans, calibrated confidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pourparler.coders.statements.decode import Attribution, decode, holds, settle
from pourparler.coders.statements.features import extract
from pourparler.coders.statements.network import load_model, run
from pourparler.records import Analysis
from pourparler.threads import one_thread

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model finds: ``kept`` in text order, of which no token has two contents, and ``inner``, those
    inside the content of a surer one.
    """

    kept: tuple[Attribution, ...] = ()
    inner: tuple[Attribution, ...] = ()


def tag(analysis: Analysis, threshold: float | None = None) -> Tagged:
    """Return the attributions of a text.

    ``score`` is calibrated: the chance that content and speaker are right (``docs/statements.md``).
    ``threshold`` is on the raw score; None takes the model's own.
    """
    if not len(analysis) or analysis.vectors is None or analysis.context is None:
        return Tagged()
    model = load_model()
    least = model.settings["threshold"] if threshold is None else threshold
    with one_thread():
        scores = run(model, extract(analysis, model.vocabulary))
    found = decode(scores.anchor, scores.frames, scores.labels)
    kept = settle(found, least)
    anchors = {a.anchor for a in kept}
    inner = [a for a in found if a.score >= least and a.anchor not in anchors]
    inner = [a for a in inner if any(holds(k.content, a.anchor) for k in kept)]
    curve = model.settings["calibration"]

    def shown(one: Attribution) -> Attribution:
        return replace(one, score=float(np.interp(one.score, curve["score"], curve["chance"])))

    return Tagged(tuple(map(shown, kept)), tuple(map(shown, inner)))
