"""Journeys, crossings and roles as rows."""

from __future__ import annotations

from typing import Any

from pourparler.ledger.journeys import Crossing, Leg
from pourparler.ledger.tenures import Tenure


def leg_row(leg: Leg) -> dict[str, Any]:
    """Return a stop of a journey as one flat row."""
    return {
        "name": leg.name,
        "place": leg.place,
        "country": leg.country,
        "begin": leg.begin,
        "end": leg.end,
        "date": leg.date,
        "approximate": leg.approximate,
        "state": leg.state,
        "actor": leg.actor,
        "reports": " ".join(leg.reports),
    }


def crossing_row(crossing: Crossing) -> dict[str, Any]:
    """Return who can meet whom as one flat row."""
    return {
        "begin": crossing.begin,
        "end": crossing.end,
        "one": crossing.one.name,
        "other": crossing.other.name,
        "place": crossing.place,
        "country": crossing.one.country,
        "sure": crossing.sure,
        "one_state": crossing.one.state,
        "other_state": crossing.other.state,
        "reports": " ".join(dict.fromkeys((*crossing.one.reports, *crossing.other.reports))),
    }


def tenure_row(tenure: Tenure) -> dict[str, Any]:
    """Return a role as one flat row."""
    names = ("name", "title", "of", "country", "begin", "end", "source", "first_told", "last_told", "reports", "actor")
    return {name: getattr(tenure, name) for name in names}
