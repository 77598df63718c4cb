"""The situation of a day: what the record holds, gathered for a brief. Nothing is judged here.

Overtures come from the ledger as it stood on the day; deeds and denials as happenings, so that wire copies
are one source; ``openings`` are the events that opened the overtures, ``cited`` the reports of all evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pourparler.ledger.happenings import Happening
from pourparler.ledger.journeys import Leg
from pourparler.ledger.predictions import Prediction, predictions
from pourparler.records import Event, Report, Statement
from pourparler.records.kept import ActorSummary, Kept
from pourparler.records.overtures import Overture, shifted
from pourparler.store import Filters

if TYPE_CHECKING:
    from pourparler.project.facade import Project

ACTORS = 12
"""Actors of "who is who"."""
SLACK = 366
"""Days by which a change may have been told before it happened, at most."""
TOLD = ("did", "deny")
"""Forces of events that are told as happenings; the others are changes of overtures."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a brief says of ``day``; ``since`` is the day of the first report.

    Overtures come with those of most independent sources first, then those told last; all else newest first.
    """

    day: str | None
    since: str | None
    reports: tuple[Report, ...]
    overtures: tuple[Overture, ...]
    predictions: tuple[Prediction, ...]
    happenings: tuple[Happening, ...]
    statements: tuple[Kept[Statement], ...]
    actors: tuple[ActorSummary, ...]
    journeys: tuple[Leg, ...]
    openings: Mapping[str, Event]
    cited: Mapping[str, Report]
    names: Mapping[str, str]
    filtered: bool = False


def situation_of(project: Project, chosen: Filters) -> Situation:
    """Return the situation that the filters choose; raises ``NotFoundError`` for a name the record does not hold."""
    as_of = chosen.as_of[:10] if chosen.as_of else None
    day = as_of or project.last_day()
    sides = [project.sides(names) for names in (chosen.actors, chosen.with_) if names]
    back = shifted(chosen.since, -SLACK) if chosen.since else None
    every = project.overtures_of(sides, back) if as_of is None else project.overtures(as_of)
    held = [o for o in every if _is_told(o, chosen)]
    if sides:
        held = [o for o in held if _between(o, sides)]
    openings = project.events_by_id({e.event for o in held for e in o.history[0].evidence})
    held = [o for o in held if _is_sure(o, openings, chosen.min_confidence)]
    with project.store.view() as view:
        reports = view.reports(chosen)
        actors = view.actors(Filters(actors=chosen.actors + chosen.with_, limit=ACTORS, as_of=chosen.as_of))
    happened = project.happenings(replace(chosen, forces=TOLD, historical=False))
    legs = _newest(project.journeys(replace(chosen, actors=chosen.actors + chosen.with_)))
    told = {e.report for o in held for c in o.history for e in c.evidence} | {r for leg in legs for r in leg.reports}
    cited = {r.id: r for r in reports}
    with project.store.view() as view:
        cited |= {r.id: r for r in view.reports_of(told - cited.keys(), chosen.as_of)}
    return Situation(
        day=day,
        since=next((r.published[:10] for r in reports if r.published), None),
        reports=tuple(reports),
        overtures=tuple(sorted(held, key=lambda o: (o.sources, o.last_told, o.id), reverse=True)),
        predictions=tuple(predictions(held, day)) if day else (),
        happenings=tuple(h for h in happened if h.event.condition_of is None),
        statements=tuple(project.statements(replace(chosen, historical=False))),
        actors=tuple(actors),
        journeys=tuple(legs),
        openings=openings,
        cited=cited,
        names=project.names({i for o in held for i in (o.side, o.other, *(c.side for c in o.history))}),
        filtered=replace(chosen, as_of=None) != Filters(),
    )


def _is_told(overture: Overture, chosen: Filters) -> bool:
    """Return whether something changed between ``since`` and ``until``, and the publisher tells of it."""
    if chosen.publisher and not any(
        chosen.publisher.casefold() in (e.publisher or "").casefold() for e in overture.evidence
    ):
        return False
    return any((chosen.since or "") <= c.day <= (chosen.until or "9999") for c in overture.history)


def _between(overture: Overture, sides: list[set[str]]) -> bool:
    """Return whether the one side takes part, or the two against each other."""
    own = {overture.side, *overture.persons}
    other = {overture.other, *overture.other_persons}
    if len(sides) == 1:
        return bool(sides[0] & (own | other))
    one, two = sides
    return bool((one & own and two & other) or (two & own and one & other))


def _is_sure(overture: Overture, openings: Mapping[str, Event], least: float) -> bool:
    found = [openings[e.event].confidence for e in overture.history[0].evidence if e.event in openings]
    return not least or max(found, default=1.0) >= least


def _newest(legs: Iterable[Leg]) -> list[Leg]:
    return sorted(legs, key=lambda leg: (leg.begin, leg.name, leg.place), reverse=True)
