"""How two sides stand to each other over time: the question that ``pourparler relations`` asks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pourparler.errors import NotFoundError
from pourparler.ledger.happenings import Happening
from pourparler.lexicon import blocs
from pourparler.project.lists import Lists
from pourparler.relations.series import Act, Series, between, series
from pourparler.relations.states import Spell, spells
from pourparler.store import Filters


@dataclass(frozen=True, slots=True)
class Relation:
    """Two sides (as asked for), the acts between them in order, their series and the states that last."""

    one: str
    other: str
    acts: tuple[Act, ...]
    series: Series
    spells: tuple[Spell, ...]


class Relating(Lists):
    """The part of ``Project`` that asks about relations."""

    def relations(self, one: str, other: str, by: str = "event", filters: Filters | None = None) -> Relation:
        """Return how two sides stand: names, ids or codes of actors, or blocs (``EU``, ``NATO``).

        ``by`` counts an event once, or once for every ``report`` that tells it. A bloc stands for its
        members, each in the years it was one. ``filters`` choose the time, publisher, confidence, as_of.
        """
        sides = (self._members(one), self._members(other))
        asked = filters or Filters()
        if not any(isinstance(side, str) for side in sides):  # a bloc's members may be none of the record's actors
            asked = replace(asked, actors=self._side_of(one), with_=self._side_of(other))
        found = [h for h in self.happenings(asked) if h.day and between(h.event, *self._then_in(sides, h.day))]
        acts = tuple(sorted((_act(h) for h in found), key=lambda a: (a.day, a.item)))
        until = (filters.as_of if filters else None) or self.last_day() or ""
        return Relation(one, other, acts, series(acts, by), tuple(spells(acts, until)) if acts else ())

    def _members(self, name: str) -> str | frozenset[str]:
        """Return a bloc's name, or the ids and codes that an actor's name means."""
        if blocs.members(name):
            return name
        with self.store.view() as view:
            ids, countries = view.resolve(name)
        if not ids and not countries:
            known = ", ".join(blocs.names())
            raise NotFoundError(f"the record has no actor {name!r} (`pourparler actors` lists them; blocs: {known})")
        return frozenset(ids | countries)

    def _side_of(self, name: str) -> tuple[str, ...]:
        """Return a name and the states it acts for: what one report says of it, another says of its state."""
        with self.store.view() as view:
            return (name, *sorted({a.country for a in view.actors(Filters(actors=(name,))) if a.country}))

    @staticmethod
    def _then_in(
        sides: tuple[str | frozenset[str], str | frozenset[str]], day: str
    ) -> tuple[frozenset[str], frozenset[str]]:
        one, other = (blocs.members(s, int(day[:4])) if isinstance(s, str) else s for s in sides)
        return one - other, other - one


def _act(happening: Happening) -> Act:
    reports = tuple(dict.fromkeys(k.report.id for k in happening.rows))
    return Act(happening.event.id, happening.day or "", happening.event, reports, happening.sources)
