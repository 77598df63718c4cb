"""Predictions and who was right: resolved by the deed, or by the day passing without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pourparler.records.overtures import Overture, deadline

Verdict = Literal["came true", "did not come true", "not yet due", "cannot be known"]
VERDICTS: tuple[Verdict, ...] = ("came true", "did not come true", "not yet due", "cannot be known")


@dataclass(frozen=True, slots=True)
class Prediction:
    """One prediction on one day: ``predictor`` is an actor id or a country code."""

    overture: Overture
    predictor: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How often a predictor was right; ``score`` is the share of those that can be judged, None without any."""

    predictor: str
    said: int
    came_true: int
    did_not: int
    not_yet_due: int
    cannot_be_known: int

    @property
    def score(self) -> float | None:
        """Return came true / (came true + did not)."""
        judged = self.came_true + self.did_not
        return self.came_true / judged if judged else None


def predictions(overtures: Iterable[Overture], day: str) -> list[Prediction]:
    """Return the predictions among ``overtures`` with their verdict on ``day``, the newest first."""
    found = [Prediction(o, o.side, verdict(o, day)) for o in overtures if o.kind == "prediction"]
    return sorted(found, key=lambda p: (p.overture.opened, p.overture.id), reverse=True)


def verdict(overture: Overture, day: str) -> Verdict:
    """Return what became of a prediction by ``day``; one without a date that has not come true stays open."""
    if overture.outcome == "fulfilled":
        return "came true"
    state = deadline(overture, day)
    if state == "expired":
        return "did not come true"
    return "cannot be known" if state == "none" else "not yet due"


def track_records(found: Iterable[Prediction]) -> list[TrackRecord]:
    """Return one row a predictor, those who said most first."""
    counts: dict[str, dict[Verdict, int]] = {}
    for prediction in found:
        held = counts.setdefault(prediction.predictor, dict.fromkeys(VERDICTS, 0))
        held[prediction.verdict] += 1
    rows = [TrackRecord(name, sum(c.values()), *(c[v] for v in VERDICTS)) for name, c in counts.items()]
    return sorted(rows, key=lambda r: (-r.said, r.predictor))
