"""Made reports for a record as large as years of reading: whoever deals with whom is as unequal as in the news.

Everything is drawn with a seed. States (the gazetteer's) and the people who act for them follow Zipf's law, days
run over three years, words come from templates and from a vocabulary that is as unequal as a language's. A third of
the events answers, repeats or does what an earlier one proposed, so that overtures have steps.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from pourparler.lexicon import gazetteer
from pourparler.lexicon.codes import look_up
from pourparler.lexicon.gazetteer import Entry
from pourparler.lexicon.phrases import phrase_of
from pourparler.lexicon.places import atlas
from pourparler.records import (
    Actor,
    Coding,
    Condition,
    Document,
    Event,
    Geo,
    Itinerary,
    Mention,
    Party,
    Reading,
    Report,
    Role,
    Span,
    Statement,
    Stop,
)
from pourparler.records.ids import make_id

FIRST, DAYS = date(2023, 1, 1), 3 * 365
CODING = Coding("made", "1", "template")
FRONT = (
    "USA CHN RUS UKR IRN ISR PRK KOR GBR FRA DEU JPN TUR SAU IND PAK EGY SYR IRQ QAT ITA POL BRA CAN AUS MEX VEN ARM "
    "AZE GRC ESP ETH SDN NGA ZAF KEN IDN PHL VNM THA"
).split()
"""States that deal most, in this order; the others follow by name."""
PEOPLE = 1_800
FORCES = {
    "did": 38, "offer": 9, "demand": 9, "request": 7, "promise": 8, "accept": 6, "refuse": 7, "threaten": 6,
    "deny": 5, "predict": 3, "suppose": 2,
}  # fmt: skip
DEEDS = {
    ("CONSULT", None): 22, ("CONSULT", "visit"): 12, ("CONSULT", "phone"): 6, ("CONSULT", "negotiate"): 6,
    ("AID", None): 8, ("COOPERATE", None): 8, ("AGREE", None): 5, ("SUPPORT", "praise"): 5, ("ACCUSE", "disapprove"): 7,
    ("SANCTION", None): 6, ("SANCTION", "embargo"): 4, ("SANCTION", "expel"): 3, ("RETREAT", "ceasefire"): 5,
    ("RETREAT", "release"): 4, ("RETREAT", "withdraw"): 3, ("CONCEDE", "ease"): 3, ("MOBILIZE", "troops"): 4,
    ("COERCE", "seize"): 3, ("ASSAULT", "aerial"): 4, ("ASSAULT", "heavy-weapons"): 3, ("PROTEST", "demo"): 3,
    ("REQUEST", "change"): 2, ("REJECT", "change"): 2,
}  # fmt: skip
TEMPLATES = {
    "did": "{a} and {b} saw {what} over {topic}",
    "offer": "{a} offered {b} {what} over {topic}",
    "demand": "{a} demanded of {b} {what} over {topic}",
    "request": "{a} asked {b} for {what} over {topic}",
    "promise": "{a} promised {b} {what} over {topic}",
    "accept": "{a} accepted from {b} {what} over {topic}",
    "refuse": "{a} refused {b} {what} over {topic}",
    "threaten": "{a} threatened {b} with {what} over {topic}",
    "deny": "{a} denied to {b} any {what} over {topic}",
    "predict": "{a} predicted that {b} would see {what} over {topic}",
    "suppose": "{a} wondered whether {b} might want {what} over {topic}",
}
ANSWERS = ("accept", "refuse", "did", "promise", "demand", "deny")
VERBS = ("said", "told reporters", "announced", "insisted", "argued", "admitted")
CITIES = (
    "Geneva Vienna Oslo Doha Cairo Istanbul Beijing Moscow Kyiv Tehran Jerusalem Seoul Pyongyang London Paris Berlin "
    "Tokyo Ankara Riyadh Islamabad Damascus Baghdad Rome Warsaw Brasilia Ottawa Canberra Caracas Yerevan Baku Athens "
    "Madrid Nairobi Jakarta Manila Hanoi Bangkok Singapore Brussels Stockholm Helsinki Lisbon Dublin Prague Budapest"
).split()
PAPERS = (
    "Harbour Wire",
    "The Courier",
    "Morning Ledger",
    "Delta Post",
    "Northern Herald",
    "River Times",
    "Evening Star",
)
NOUNS = (
    "border prisoners tariffs steel wheat visas embassy pipeline dam fishing islands missiles ports loans grain gas "
    "water airspace railway satellites minerals refugees museum vaccine cable bridge inspectors observers drones sea "
    "debt customs timber cotton coffee uranium turbines tankers barrage archive"
).split()
ONSET, VOWEL, END = (
    "b br d dr f g gr h k kr l m n p pr r s st t tr v z".split(),
    "aeiou",
    "n r l s th m nd rk x".split(),
)
TITLES = ("foreign minister", "president", "prime minister", "envoy", "spokesperson", "defence minister")


class Zipf:
    """Draws from a sequence: the place ``i`` with a weight of ``1 / (i + 1) ** power``."""

    def __init__(self, items: Sequence, power: float = 1.0) -> None:
        self.items = items
        self._ends = list(accumulate(1 / (i + 1) ** power for i in range(len(items))))

    def draw(self, rng: random.Random):
        """Return one of the items."""
        return self.items[bisect(self._ends, rng.random() * self._ends[-1])]


@dataclass(frozen=True)
class Cast:
    """Who may take part: states, and for each of them the people who act for it."""

    states: Zipf
    people: dict[str, Zipf]

    @classmethod
    def of_gazetteer(cls) -> Cast:
        """Return the gazetteer's states and those of its people who are met most."""
        entries = gazetteer.load(None).entries.values()
        states = {e.country: e for e in entries if e.kind == "state" and e.country}
        order = [c for c in FRONT if c in states] + sorted(c for c in states if c not in FRONT)
        held: dict[str, list[Entry]] = {}
        known = sorted((e for e in entries if e.kind == "person" and e.country in states), key=lambda e: e.id)
        for entry in sorted(known, key=lambda e: -e.prominence)[:PEOPLE]:
            held.setdefault(str(entry.country), []).append(entry)
        return cls(Zipf([states[c] for c in order], 0.9), {c: Zipf(people, 0.8) for c, people in held.items()})

    def draw(self, rng: random.Random) -> Entry:
        """Return a state, or a person who acts for it."""
        state = self.states.draw(rng)
        people = self.people.get(state.country)
        return people.draw(rng) if people and rng.random() < 0.45 else state


def vocabulary(rng: random.Random, size: int = 6_000) -> Zipf:
    """Return nouns, then names of towns that do not exist."""
    made = {
        "".join(rng.choice(ONSET) + rng.choice(VOWEL) for _ in range(rng.randint(2, 3))) + rng.choice(END)
        for _ in range(size)
    }
    return Zipf([*NOUNS, *(name.capitalize() for name in sorted(made))], 0.9)


class Page:
    """The text of one report as it grows."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.paragraphs: list[tuple[int, int]] = []

    def add(self, paragraph: str) -> int:
        """Add a paragraph and return where it starts."""
        start = self.length
        self.parts.append(paragraph)
        self.paragraphs.append((start, start + len(paragraph)))
        self.length += len(paragraph) + 2
        return start


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be answered later."""

    one: Entry
    other: Entry
    deed: tuple[str, str | None]
    topic: str


class Maker:
    """Makes readings in the order of their days."""

    def __init__(self, seed: int = 7) -> None:
        self.rng = random.Random(seed)
        self.cast = Cast.of_gazetteer()
        self.words = vocabulary(self.rng)
        self.deeds = [k for k, n in DEEDS.items() for _ in range(n)]
        self.forces = [k for k, n in FORCES.items() for _ in range(n)]
        self.cities = [(spot.name, spot) for name in CITIES for spot in atlas().spots(name)[:1]]
        self.open: list[Proposal] = []

    def readings(self, reports: int, events: int) -> Iterator[Reading]:
        """Yield ``reports`` readings with ``events`` events in all."""
        left = events
        for number in range(reports):
            mean = left / (reports - number)
            many = round(mean) if number == reports - 1 else min(left, max(0, round(self.rng.gauss(mean, mean / 2.5))))
            left -= many
            yield self.reading(number, FIRST + timedelta(days=number * DAYS // reports), many)

    def reading(self, number: int, day: date, many: int) -> Reading:
        """Return one report of a day with so many events."""
        rng = self.rng
        url = f"https://news.example.org/{day:%Y/%m}/{number}"
        item, page = make_id("r", url), Page()
        cast: dict[str, Entry] = {}
        lead = " ".join(self.words.draw(rng) for _ in range(3))
        title = f"{self.cast.states.draw(rng).name} and {self.cast.states.draw(rng).name}: {lead} in doubt"
        page.add(title)
        events: list[Event] = []
        statements: list[Statement] = []
        for index in range(many):
            kind = rng.choices((None, "direct", "indirect"), (68, 16, 16))[0]
            drawn = self._event(f"{item}-{index}", day, page, cast, kind)
            if kind:
                statement, event = self._said(drawn, kind, item, index, day, page, cast)
                statements.append(statement)
                events.append(event)
            else:
                events.append(drawn)
        page.add(
            f"Officials in {self.words.draw(rng)} spoke of {' and '.join(self.words.draw(rng) for _ in range(9))}."
        )
        text = "\n\n".join(page.parts)
        report = Report(
            item, make_id("v", url), title=title, publisher=PAPERS[int(len(PAPERS) * rng.random() ** 2)],
            published=day.isoformat(), language="en", url=url,
        )  # fmt: skip
        document = Document(report, text, tuple(page.paragraphs), headline=page.paragraphs[0])
        actors = tuple(self._actor(entry, text) for entry in cast.values())
        trips = tuple(self._trips(cast, day))
        return Reading(document, actors, tuple(statements), tuple(events), trips)

    # -- events ---------------------------------------------------------------------------------
    def _event(self, key: str, day: date, page: Page, cast: dict[str, Entry], said: str | None) -> Event:
        rng = self.rng
        if self.open and rng.random() < 0.35:
            old = self.open[int(len(self.open) * rng.random())]
            one, other, (act, mode), topic = old.other, old.one, old.deed, old.topic
            force = rng.choice(ANSWERS)
        else:
            one, other = self.cast.draw(rng), self.cast.draw(rng)
            while other.country == one.country:
                other = self.cast.draw(rng)
            act, mode = rng.choice(self.deeds)
            force = rng.choice(self.forces)
            topic = f"the {self.words.draw(rng)} and {self.words.draw(rng)}"
            if force in ("offer", "demand", "request", "promise", "threaten"):
                self._remember(Proposal(one, other, (act, mode), topic))
        cast.setdefault(one.id, one)
        cast.setdefault(other.id, other)
        what = phrase_of(act, mode).noun
        clause = TEMPLATES[force].format(a=one.name, b=other.name, what=what, topic=topic)
        due = (day + timedelta(days=rng.randint(2, 240))).isoformat() if rng.random() < 0.15 else None
        words = f"{clause} by {due}" if due else clause
        condition = f"if {other.name} opens the {self.words.draw(rng)}" if rng.random() < 0.08 else None
        words = f"{words} {condition}" if condition else words
        city = rng.choice(self.cities) if rng.random() < 0.25 else None
        start = page.length + (said == "direct")
        if not said:
            page.add(f"{words}, in {city[0]}." if city else f"{words}.")
        dated = rng.random() < 0.5
        return Event(
            id=make_id("e", key),
            force=force,  # type: ignore[arg-type]
            act=act,
            mode=mode,
            actors=(_party(one, start),),
            recipients=(_party(other, start + clause.index(f" {other.name}") + 1),),
            evidence=Span(start, start + len(words), words),
            anchor=_span(start, clause, what),
            confidence=round(0.5 + rng.random() / 2, 2),
            coding=CODING,
            codes=look_up(force, act, mode, ()),
            date=(day - timedelta(days=rng.randint(0, 3))).isoformat() if dated else None,
            due=due if force != "did" else None,
            place=_place(city[1]) if city else None,
            condition=Condition(_span(start, words, condition)) if condition else None,
            contexts=("diplomatic",) if rng.random() < 0.3 else (),
        )

    def _remember(self, made: Proposal) -> None:
        if len(self.open) < 3_000:
            self.open.append(made)
        else:
            self.open[int(3_000 * self.rng.random())] = made

    def _said(
        self, event: Event, kind: str, item: str, index: int, day: date, page: Page, cast: dict[str, Entry]
    ) -> tuple[Statement, Event]:
        """Return a statement whose words hold an event, and the event that names it."""
        rng = self.rng
        speaker, verb, words = self.cast.draw(rng), rng.choice(VERBS), event.evidence.text
        cast.setdefault(speaker.id, speaker)
        marks = ('"', ',"') if kind == "direct" else ("", ",")
        quoted = f"{words.join(marks)} {speaker.name} {verb}."
        start = page.add(quoted)
        at = start + len(words.join(marks)) + 1
        statement = Statement(
            id=make_id("s", item, index),
            kind=kind,  # type: ignore[arg-type]
            speaker=_party(speaker, at),
            cue=Span(at + len(speaker.name) + 1, at + len(speaker.name) + 1 + len(verb), verb),
            content=(event.evidence,),
            evidence=Span(start, start + len(quoted), quoted),
            confidence=round(0.6 + rng.random() * 0.4, 2),
            coding=CODING,
            date=day.isoformat(),
        )
        return statement, replace(event, statement=statement.id)

    # -- actors ---------------------------------------------------------------------------------
    def _actor(self, entry: Entry, text: str) -> Actor:
        at = max(0, text.find(entry.name))
        mention = Mention(
            Span(at, at + len(entry.name), entry.name), (0, 1), 0, "name", entry.id, (), "gazetteer", 0.99
        )
        role = Role(TITLES[len(entry.id) % len(TITLES)], entry.country, entry.country)
        roles = (role,) if entry.kind == "person" and self.rng.random() < 0.4 else ()
        return Actor(entry.id, entry.name, entry.kind, entry.country, entry.sector, roles, (mention,), True)

    def _trips(self, cast: dict[str, Entry], day: date) -> Iterator[Itinerary]:
        people = [e for e in cast.values() if e.kind == "person"]
        if people and self.rng.random() < 0.1:
            (name, spot), when = self.rng.choice(self.cities), day + timedelta(days=self.rng.randint(-2, 20))
            stop = Stop(name, spot.country, when.isoformat(), when > day)
            yield Itinerary(replace(_party(people[0], 0), span=None), (stop,), CODING)


def _party(entry: Entry, start: int) -> Party:
    return Party(entry.name, Span(start, start + len(entry.name), entry.name), entry.id, entry.country, entry.sector)


def _span(start: int, within: str, words: str) -> Span:
    at = start + within.rindex(words)
    return Span(at, at + len(words), words)


def _place(spot) -> Geo:
    return Geo(spot.name, spot.country, spot.region, spot.latitude, spot.longitude, spot.geonameid)
