"""What a brief says, before anybody prints it: sections of lines, people, numbered notes.

A line is an overture, a deed or words in plain English; its marks (``3b``) lead to the notes, which name the
report (3) and quote the words it rests on (b). Control characters are gone; escaping is the printers' work.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pourparler.ledger.happenings import Happening
from pourparler.ledger.journeys import Leg
from pourparler.project.situation import Situation
from pourparler.records import Statement
from pourparler.records.kept import ActorSummary, Kept
from pourparler.records.overtures import WAITING, Overture
from pourparler.store.dealings import Month
from pourparler.views.brief.choosing import deeds, denials, telling, trips
from pourparler.views.brief.lines import QUOTE, Draft, Fact, Line, Section, words_in
from pourparler.views.brief.notes import Notes, Source
from pourparler.views.brief.proposals import foreseen, grouped, proposal
from pourparler.views.sentences import Piece, names, sentence
from pourparler.views.wording import QUOTES, clean, day_words, plural, role_of, setting, short, words_of

NOTES_A_LINE = 3
FEWEST_MONTHS = 3
COMMA = re.compile(r",([\"”’']?)$")
"""The comma that ends a quotation before its speaker is named."""
NOTHING_READ = "The record holds no report yet. Read some: pourparler read FILE-OR-FOLDER"
NOTHING_FITS = "Nothing in the record fits these filters. Who is in it: pourparler actors"
NOTHING_FOUND = "Its reports hold nothing that a brief tells. What they say: pourparler statements"


@dataclass(frozen=True, slots=True)
class Person:
    """An actor of "who is who"."""

    id: str
    name: str
    role: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A brief: ``day`` is the day it stands on, ``since`` the day of the first report.

    ``advice`` says what to do next where there is nothing to tell; ``months`` count what happened, for the
    plot, where there are enough of them to show a course.
    """

    title: str
    day: str | None
    since: str | None
    summary: str
    sections: tuple[Section, ...]
    people: tuple[Person, ...]
    sources: tuple[Source, ...]
    advice: str | None = None
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A section's rows, how to say them, how many a page takes when nobody asks for more, what lists them."""

    key: str
    title: str
    rows: Sequence[object]
    say: Callable[..., Draft]
    usual: int
    see: str


def compose(situation: Situation, limit: int | None = None) -> Page:
    """Return the brief of a situation: at most ``limit`` lines a section, a page's worth when None, 0 for all."""
    notes = Notes()
    sections = [_section(part, limit, notes) for part in _parts(situation)]
    told = tuple(notes.marked(section) for section in sections if section.lines)
    people = [p for p in map(_person, situation.actors) if p.role] if told else []
    return Page(
        title=f"The situation on {day_words(situation.day)}" if situation.day else "The situation",
        day=situation.day,
        since=situation.since,
        summary=_summary(situation),
        sections=told,
        people=tuple(people),
        sources=notes.sources(),
        advice=None if told else _advice(situation),
        months=_months(situation.happenings),
    )


def _parts(situation: Situation) -> tuple[_Part, ...]:
    groups = grouped(o for o in situation.overtures if o.kind != "prediction")

    def are(test: Callable[[Overture], bool]) -> list[tuple[Overture, ...]]:
        return [group for group in groups if test(group[0])]

    def overture(group: tuple[Overture, ...]) -> Draft:
        return proposal(group, situation)

    def trip(leg: Leg) -> Draft:
        return _trip(leg, situation)

    waiting = are(lambda o: o.kind != "refusal" and o.outcome in WAITING)
    settled = are(lambda o: o.outcome not in WAITING and (o.kind, o.outcome) != ("refusal", "refused"))
    refused = are(lambda o: (o.kind, o.outcome) == ("refusal", "refused"))
    expected = situation.predictions
    return (
        _Part("open", "Open", waiting, overture, 10, "pourparler overtures --open"),
        _Part("settled", "Settled", settled, overture, 8, "pourparler overtures"),
        _Part("refusals", "Standing refusals", refused, overture, 6, "pourparler overtures --kind refusal"),
        _Part("expected", "Expected", expected, lambda p: foreseen(p, situation), 6, "pourparler predictions"),
        _Part("done", "Done", deeds(situation.happenings), _happening, 8, "pourparler events --force did"),
        _Part("denied", "Denied, or did not happen", denials(situation.happenings), _happening, 4,
              "pourparler events --force deny"),
        _Part("said", "Said", telling(situation.statements), _said, 8, "pourparler statements"),
        _Part("journeys", "Journeys", trips(situation.journeys), trip, 6, "pourparler journeys"),
    )  # fmt: skip


def _section(part: _Part, limit: int | None, notes: Notes) -> Section:
    count = part.usual if limit is None else limit or len(part.rows)
    drafts = sorted(map(part.say, part.rows[:count]), key=lambda draft: draft.line.day or "", reverse=True)
    for draft in drafts:
        notes.add(draft)
    lines = tuple(draft.line for draft in drafts)
    return Section(part.key, part.title, lines, max(0, len(part.rows) - count), part.see)


def _summary(situation: Situation) -> str:
    parts = [plural(len(situation.reports), "report")]
    publishers = {r.publisher or r.agency for r in situation.reports} - {None}
    if len(publishers) > 1:
        parts.append(f"by {plural(len(publishers), 'publisher')}")
    if situation.since:
        parts.append(f"since {day_words(situation.since)}")
    return " ".join(parts)


def _months(happenings: Iterable[Happening]) -> tuple[Month, ...]:
    """Return what happened by month and quad class; nothing where fewer than three months have something."""
    counts: Counter[tuple[str, int]] = Counter()
    goldstein: defaultdict[tuple[str, int], float] = defaultdict(float)
    for one in happenings:
        codes = one.event.codes
        if one.day and one.event.force == "did" and codes and codes.quad:
            counts[one.day[:7], codes.quad] += 1
            goldstein[one.day[:7], codes.quad] += codes.goldstein or 0.0
    months = tuple(Month(m, q, n, goldstein[m, q]) for (m, q), n in sorted(counts.items()))
    return months if len({m.month for m in months}) >= FEWEST_MONTHS else ()


def _advice(situation: Situation) -> str:
    if situation.filtered:
        return NOTHING_FITS
    return NOTHING_FOUND if situation.reports else NOTHING_READ


# -- lines that are no overtures --------------------------------------------------------------------
def _happening(happening: Happening) -> Draft:
    event = happening.event
    facts = []
    if event.date and event.date != happening.day:
        facts.append(Fact("date", day_words(event.date)))
    if happening.sources > 1:
        facts.append(Fact("carried", plural(happening.sources, "independent source")))
    cited = tuple((k.report, words_in(k.item.evidence.text), k.item.id) for k in happening.rows)
    line = Line(
        id=event.id,
        day=happening.day,
        tone=event.force,
        sentence=sentence(event),
        words=short(words_in(event.evidence.text), QUOTE),
        facts=tuple(facts),
        more=max(0, len(cited) - NOTES_A_LINE),
    )
    return Draft(line, cited[:NOTES_A_LINE])


def _said(kept: Kept[Statement]) -> Draft:
    item = kept.item
    speaker = names(item.speakers)
    where = setting(item)
    words = words_of(item)
    cue = item.cue.text if item.cue and words[:1] not in QUOTES else ""
    said = (Piece(words_in(cue), "aside"),) if cue and "according" not in cue else ()
    line = Line(
        id=item.id,
        day=kept.day,
        tone="said",
        sentence=(Piece(speaker or "Nobody named", "party" if speaker else "aside"), *said),
        words=short(COMMA.sub(r"\1", words), QUOTE),
        facts=(Fact("setting", where),) if where else (),
    )
    return Draft(line, ((kept.report, words, item.id),))


def _trip(leg: Leg, situation: Situation) -> Draft:
    told = leg.end if leg.state == "done" else leg.begin
    day = told if leg.date is None else leg.begin
    line = Line(
        id=f"{leg.actor}/{leg.begin}/{leg.place.casefold()}",
        day=day,
        tone="trip",
        sentence=(Piece(clean(leg.name), "party"), Piece(f"in {clean(leg.place)}", "deed")),
        facts=(Fact("state", leg.state), Fact("date", day_words(leg.date) or "no date given")),
        more=max(0, len(leg.reports) - NOTES_A_LINE),
    )
    reports = [situation.cited[r] for r in leg.reports if r in situation.cited]
    return Draft(line, tuple((report, "", report.id) for report in reports[:NOTES_A_LINE]))


def _person(actor: ActorSummary) -> Person:
    return Person(actor.id, words_in(actor.name), short(role_of(actor.roles), 90), actor.country)
