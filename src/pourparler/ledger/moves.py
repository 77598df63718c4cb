"""Moves: what one event does in one lane, in the short form that the ledger folds.

A lane is where events meet that can belong to one overture: the lane of two sides (``KOR|PRK``), or,
for what is put to nobody in particular, of one side and one act (``PRK||RETREAT``). Each event goes to
the lanes of all pairs of its sides, so that a proposal to two addressees is one overture for each: each
answers for itself. Moves of a lane depend on nothing outside it; that is what lets the ledger fold one
lane again and leave a million other events alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from pourparler.ledger.answers import GENERIC, answers_in, is_headline_of, refusing_terms
from pourparler.ledger.sides import side_of, sides_of
from pourparler.lexicon.ledger_words import content_words, country_words, has_word, load_ledger_words, places_in
from pourparler.records import Event, Party, Report
from pourparler.records.edtf import iso_bounds

MATERIAL = frozenset("AID COOPERATE RETREAT SANCTION COERCE ASSAULT MOBILIZE PROTEST".split())
HOSTILE = frozenset("SANCTION COERCE ASSAULT MOBILIZE PROTEST THREATEN".split())
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
GUESSED = frozenset({"accept", "refuse", "offer", "request", "demand", "threaten"})
LIMIT = 4
"""Sides of one event that are followed up: a communiqué of twenty states is no proposal to each."""
WORDS = 300
"""Characters of evidence that the ledger keeps; the whole stands in the record."""


@dataclass(frozen=True, slots=True)
class Move:
    """One event as it acts in one lane; the fields are JSON values, so that a record can keep them.

    ``told`` is the day of its report, ``day`` of the event. ``side`` moves towards ``other``; ``both``
    says that they move together. ``invites`` marks an invitation, ``cancels`` a refusal
    that calls off. ``when`` is the date that lies ahead. ``guess`` says how a side was found that the
    words do not name.
    """

    told: str
    report: str
    start: int
    event: str
    lane: str
    side: str
    other: str | None
    both: bool
    force: str
    act: str
    mode: str | None
    day: str
    source: str
    publisher: str | None
    end: int
    words: str
    persons: tuple[str, ...] = ()
    other_persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    when: str | None = None
    condition: str | None = None
    negated: bool = False
    invites: bool = False
    cancels: bool = False
    forbears: bool = False
    speaker: str | None = None
    guess: str = ""

    @property
    def key(self) -> tuple[str, str, bool, int, str]:
        """The order in which a lane is folded: by the day of the report, then as the report tells it.

        What names no act ("accepts the offer", as headlines have it) comes after what does.
        """
        return self.told, self.report, self.act in GENERIC, self.start, self.event


NAMES = tuple(f.name for f in fields(Move))


def move_row(move: Move) -> list[object]:
    """Return a move as a list of JSON values; ``move_from`` is its inverse."""
    values = (getattr(move, name) for name in NAMES)
    return [list(v) if isinstance(v, tuple) else v for v in values]


def move_from(row: Sequence[object]) -> Move:
    """Return the move that ``move_row`` made ``row`` from."""
    return Move(*(tuple(v) if isinstance(v, list) else v for v in row))  # type: ignore[arg-type]


def moves_of(
    report: Report, events: Sequence[Event], kinds: Mapping[str, str], source: str | None = None
) -> list[Move]:
    """Return the moves of one report's events. ``kinds`` says of actor ids what they are (``person`` …).

    ``source`` is the id of the report that this one copies. A report without a date has no moves: the
    ledger would not know when a reader learnt of them.
    """
    if not report.published:
        return []
    held = refusing_terms([event for event in events if _counts(event)], events)
    context = _Context(report, kinds, source or report.id, _partners(events), answers_in(held))
    again = {event.id for event in held if is_headline_of(event, held)}
    return [move for event in held if event.id not in again for move in context.moves(event)]


def _counts(event: Event) -> bool:
    return event.force != "suppose" and not event.historical and event.condition_of is None


# -- sides ------------------------------------------------------------------------------------------
def _partners(events: Sequence[Event]) -> dict[str, Counter[str]]:
    """Return for every side of a report with whom its events bring it together, and how often."""
    found: dict[str, Counter[str]] = {}
    for event in events:
        sides = list(sides_of((*event.actors, *event.recipients)))[:LIMIT]
        for one in sides:
            for other in sides:
                if one != other:
                    found.setdefault(one, Counter())[other] += 1
    return found


def lane_of(side: str, other: str | None, act: str) -> str:
    """Return the lane of a move."""
    return f"{side}||{act}" if other is None else "|".join(sorted((side, other)))


# -- one report -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Context:
    report: Report
    kinds: Mapping[str, str]
    source: str
    partners: Mapping[str, Counter[str]]
    answers: Mapping[str, str]

    def moves(self, event: Event) -> list[Move]:
        actors, recipients = self._sides(event)
        if not actors:
            return []
        found = []
        ways = self._ways(event, actors, recipients)
        for side, other, both, guess in ways:
            found.append(self._move(event, actors, recipients, side, other, both, guess))
        if event.force == "did" and event.act in MATERIAL:
            for side in list(actors)[:LIMIT]:
                if all(w[1] is not None for w in ways if w[0] == side):
                    found.append(self._move(event, actors, recipients, side, None, False, ""))
        return found

    def _sides(self, event: Event) -> tuple[dict[str, list[Party]], dict[str, list[Party]]]:
        actors, recipients = sides_of(event.actors), sides_of(event.recipients)
        if len(actors) == 1 and set(actors) == set(recipients):
            # both of one country: they act for themselves here
            own = {p.id: [p] for p in event.actors if p.id}
            return own, {p.id: [p] for p in event.recipients if p.id and p.id not in own}
        return actors, {side: found for side, found in recipients.items() if side not in actors}

    def _ways(
        self, event: Event, actors: Mapping[str, object], recipients: Mapping[str, object]
    ) -> list[tuple[str, str | None, bool, str]]:
        one, other = list(actors)[:LIMIT], list(recipients)[:LIMIT]
        if other:
            return [(x, y, False, "") for x in one for y in other]
        if len(one) > 1 and (event.act in MUTUAL or event.force in ("accept", "promise", "did")):
            pairs = [(x, y) for i, x in enumerate(one) for y in one[i + 1 :]]
            return [(*sorted(pair), True, "") for pair in pairs]  # type: ignore[misc]
        return [(x, *self._guess(x, event)) for x in one]

    def _guess(self, side: str, event: Event) -> tuple[str | None, bool, str]:
        """Return the other side that the words leave out: the only one that the report brings it together with."""
        said = event.force == "did" or (event.force == "promise" and event.mode == "praise")
        praise = said and event.act in ("SUPPORT", "STATE", "AGREE")
        talks = event.act == "CONSULT" and event.force == "promise"
        deed = event.force == "did" and event.act in MATERIAL
        if not (event.force in GUESSED or praise or talks or deed) or _forbears(event):
            return None, False, ""
        if event.id in self.answers:
            return self.answers[event.id], False, "the other side is the one of whose proposal the report tells it"
        if event.act == "SANCTION" and event.mode == "withdraw" and event.force in ("did", "threaten"):
            return None, False, ""  # whoever leaves a treaty leaves it to all
        if event.recipients:
            return None, False, ""  # somebody else is named, though nobody that we know
        partners = self.partners.get(side, Counter()).most_common(2)
        if not partners or (len(partners) > 1 and partners[1][1] * 2 > partners[0][1]):
            return None, False, ""
        return partners[0][0], False, "the other side is the one that this report brings it together with"

    def _move(
        self,
        event: Event,
        actors: Mapping[str, list[Party]],
        recipients: Mapping[str, list[Party]],
        side: str,
        other: str | None,
        both: bool,
        guess: str,
    ) -> Move:
        told = (self.report.published or "")[:10]
        first, last = iso_bounds(event.date)
        ahead = event.date if last and last > told and event.force not in ("did", "deny") else None
        text = event.evidence.text
        parties = (*event.actors, *event.recipients, *event.third_parties)
        names = _name_words(parties).union(*(country_words(p.country) for p in parties if p.country))
        others = actors if both else recipients
        staff = event.act == "CONSULT" and event.force != "did" and has_word(text, load_ledger_words().staff)
        speaker = (event.speaker.id or side_of(event.speaker)) if event.speaker else None
        return Move(
            told=told,
            report=self.report.id,
            start=event.anchor.start,
            event=event.id,
            lane=lane_of(side, other, event.act),
            side=side,
            other=other,
            both=both,
            force=event.force,
            act=event.act,
            mode=event.mode,
            day=_day(first, last, told, event.force),
            source=self.source,
            publisher=self.report.publisher or self.report.agency,
            end=event.anchor.end,
            words=" ".join(text.split())[:WORDS],
            persons=() if staff else self._persons(actors.get(side, ())),
            other_persons=() if staff else self._persons(others.get(other, ()) if other else ()),
            places=places_in(text, _name_words(p for p in parties if self.kinds.get(p.id or "") == "person")),
            terms=content_words(text, names)[:24],
            when=event.due or ahead,
            condition=" ".join(event.condition.span.text.split())[:WORDS] if event.condition else None,
            negated=event.negated,
            invites=event.act == "CONSULT" and _invites(event),
            cancels=has_word(event.anchor.text, load_ledger_words().cancel),
            forbears=_forbears(event),
            speaker=speaker,
            guess=guess,
        )

    def _persons(self, parties: Iterable[Party]) -> tuple[str, ...]:
        return tuple(p.id for p in parties if p.id and self.kinds.get(p.id) == "person")


def _forbears(event: Event) -> bool:
    """Return whether it is a promise not to do a hostile act."""
    return event.force == "refuse" and event.act in HOSTILE and "(promise)" in event.coding.rule


def _day(first: str | None, last: str | None, told: str, force: str) -> str:
    """Return the day of a deed or word: its own date where that lies before the report, else the report's.

    Of a span like "last month" a deed has the first day and a proposal the last, each the day that can
    still be an answer to the fewest others.
    """
    if force in ("did", "deny") and first and first <= told:
        return first
    if not last or last >= told:
        return told
    return last


def _invites(event: Event) -> bool:
    """Return whether the words invite: the other side is to come."""
    inviting = has_word(event.anchor.text, load_ledger_words().inviting)
    asked = event.force == "request" and "(offer)" in event.coding.rule
    return inviting or asked or "force verb invite" in event.coding.rule


def _name_words(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(
        word.lower() for party in parties for word in (*party.name.split(), *(party.id or "").split("-")) if word
    )
