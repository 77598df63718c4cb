"""Choose the thresholds of the statement model and fit its calibration, on articles it was not trained on."""

from __future__ import annotations

from typing import Any

import numpy as np

from evals.statements import ROLES, Tokens, iou, narrow, pairs, score, verdicts
from pourparler.coders.statements.decode import Attribution, decode, settle
from pourparler.coders.statements.network import Model, run
from pourparler.records import Analysis
from training.statements_data import Example

BINS = 14
THRESHOLDS = (0.2, 0.25, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5, 0.55)
Article = dict[str, Any]


def fitted(model: Model, articles: list[Article], examples: list[Example], analyses: list[Analysis]) -> dict[str, Any]:
    """Return ``threshold``, ``calibration`` and ``check``: the figures that the threshold gives."""
    found = [decode(*_scores(model, e)) for e in examples]
    best = max(THRESHOLDS, key=lambda t: (_value(articles, analyses, found, t), -t))
    kept = _predictions(articles, analyses, found, best)
    return {
        "threshold": best,
        "calibration": calibrate(*_verdicts(articles, kept)),
        "check": {"all": score(articles, kept), "speech": score(*narrow(articles, kept))},
    }


def _scores(model: Model, one: Example) -> tuple:
    scores = run(model, one.features)
    return scores.anchor, scores.frames, scores.labels


def _predictions(
    articles: list[Article], analyses: list[Analysis], found: list[list[Attribution]], threshold: float
) -> list[Article]:
    return [
        {"id": a["id"], "attributions": [_ranges(analysis, one) for one in settle(own, threshold)]}
        for a, analysis, own in zip(articles, analyses, found, strict=True)
    ]


def _ranges(analysis: Analysis, one: Attribution) -> Article:
    spans = {role: [[analysis.starts[a], analysis.ends[b - 1]] for a, b in getattr(one, role)] for role in ROLES}
    return {**spans, "score": one.score}


def _value(articles: list[Article], analyses: list[Analysis], found: list, threshold: float) -> float:
    """Return what a threshold is chosen by: AR-touch of all attributions and of statements, half and half."""
    kept = _predictions(articles, analyses, found, threshold)
    every, speech = score(articles, kept), score(*narrow(articles, kept))
    return float(every["AR.touch"]["f1"] + speech["AR.touch"]["f1"])


def _verdicts(articles: list[Article], predictions: list[Article]) -> tuple[np.ndarray, np.ndarray]:
    """Return the raw score of each prediction and whether its content and speaker are right."""
    values, right = [], []
    for article, line in zip(articles, predictions, strict=True):
        tokens, own = Tokens.of(article["text"]), line["attributions"]
        gold = [a for a in article["attributions"] if a["content"]]
        good = {id(p) for g, p, v in pairs(tokens, gold, own) if "touch" in set(verdicts(tokens, g, p, v))}
        values += [one["score"] for one in own]
        right += [id(one) in good for one in own]
    return np.array(values), np.array(right, float)


def calibrate(values: np.ndarray, right: np.ndarray) -> dict[str, list[float]]:
    """Return a rising curve from raw score to the share that is right: isotonic means of equal-sized bins."""
    order = np.argsort(values, kind="stable")
    groups = [g for g in np.array_split(order, BINS) if len(g)]
    blocks = [[float(values[g].mean()), float(right[g].mean()), float(len(g))] for g in groups]
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            (x, p, n), (y, q, m) = merged[-2], merged.pop()
            merged[-1] = [(x * n + y * m) / (n + m), (p * n + q * m) / (n + m), n + m]
    return {"score": [round(b[0], 4) for b in merged], "chance": [round(b[1], 4) for b in merged]}


def reliability(model: Model, articles: list[Article], examples: list[Example], analyses: list[Analysis]) -> list[dict]:
    """Return, for each tenth of shown confidence, how many were shown and the share that was right."""
    curve = model.settings["calibration"]
    found = [decode(*_scores(model, e)) for e in examples]
    values, right = _verdicts(articles, _predictions(articles, analyses, found, model.settings["threshold"]))
    shown = np.interp(values, curve["score"], curve["chance"])
    rows = []
    for low in np.arange(0, 1, 0.1):
        inside = (shown >= low) & (shown < low + 0.1 if low < 0.9 else shown <= 1)
        if inside.any():
            rows.append(
                {
                    "from": round(float(low), 1),
                    "count": int(inside.sum()),
                    "right": round(float(right[inside].mean()), 3),
                }
            )
    return rows


__all__ = ["calibrate", "fitted", "iou", "reliability"]
