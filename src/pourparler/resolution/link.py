"""Link what was found to actors: a sieve of passes, the surest first, that abstains when unsure.

Passes: full names, parts of names, acronyms in brackets, appositions, then in text order descriptions and
pronouns of the narrative, then those inside quotations (whose speakers are known by then), roles, and
last the parties of statements, events and itineraries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pourparler.lexicon.codes import codes_of
from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.records import (
    Actor,
    Analysis,
    Document,
    Event,
    Itinerary,
    Mention,
    Party,
    Reading,
    Statement,
    Time,
)
from pourparler.resolution.appositions import appositions, bracket_acronyms
from pourparler.resolution.described import settle_description
from pourparler.resolution.facts import learn_roles
from pourparler.resolution.introduced import name_the_unnamed
from pourparler.resolution.journeys import journeys
from pourparler.resolution.locate import locate
from pourparler.resolution.mentions import find_mentions
from pourparler.resolution.named import settle_names
from pourparler.resolution.parties import head_of, resolve, resolve_all
from pourparler.resolution.passage import Passage
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.pronouns import settle_pronoun
from pourparler.resolution.referents import Discourse, Referent
from pourparler.resolution.stand_ins import DELIBERATE, carried_on, is_loose, is_told, of_somebody, spoken_for

CONFLICT = frozenset(("REJECT", "THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
THINGS = frozenset(("it", "its", "this", "that", "these", "those", "which", "one"))


def link(
    document: Document,
    analysis: Analysis,
    gazetteer: Gazetteer,
    mentions: tuple[Mention, ...],
    times: tuple[Time, ...],
    statements: tuple[Statement, ...] = (),
    events: tuple[Event, ...] = (),
    itineraries: tuple[Itinerary, ...] = (),
) -> Reading:
    """Return the reading of a document: mentions, statements, events and itineraries with their actors."""
    world = resolve_mentions(analysis, gazetteer, mentions, times, statements, document.report.published)
    linked = of_somebody(carried_on(tuple(_statement(world, s) for s in statements), analysis))
    by_id = {s.id: s for s in linked}
    placed = locate(analysis, mentions, tuple(events), gazetteer)
    coded = _between_parties(
        spoken_for(
            _event(world, e if e.statement in by_id else replace(e, statement=None)), by_id.get(e.statement or "")
        )
        for e in placed
    )
    travelled = tuple(_itinerary(world, i) for i in itineraries)
    used = _used(linked, coded, travelled)
    return Reading(
        document,
        actors=_actors(world, used),
        statements=linked,
        events=coded,
        itineraries=journeys(travelled, world.published),
        times=times,
        diagnostics=(*document.diagnostics, *analysis.diagnostics),
    )


def resolve_mentions(
    analysis: Analysis,
    gazetteer: Gazetteer,
    mentions: tuple[Mention, ...],
    times: tuple[Time, ...],
    statements: tuple[Statement, ...],
    published: str | None,
) -> Discourse:
    """Run the sieve over the mentions; plain mentions (not from ``find_mentions``) are found anew."""
    if any(not isinstance(m, Phrase) for m in mentions):
        mentions = find_mentions(analysis, gazetteer, published)
    phrases = [m for m in mentions if isinstance(m, Phrase)]
    world = Discourse(analysis, gazetteer, phrases, published, statements, times)
    _resolve(world)
    return world


def _resolve(world: Discourse) -> None:
    settle_names(world)
    _acronyms(world)
    pairs = list(appositions(world))
    for named, described in pairs:
        if not world.resolved[described].ids:
            world.settle(described, world.resolved[named].ids, "role:apposition", 0.95)
    _walk(world)
    name_the_unnamed(world, frozenset(_sources(world)))
    learn_roles(world, pairs)


def _acronyms(world: Discourse) -> None:
    """A short name that the text put in brackets after a long one is the same actor."""
    introduced = bracket_acronyms(world)
    for index, phrase in enumerate(world.phrases):
        name = phrase.detail.name
        if name is not None and not name.ids and (id := introduced.get(phrase.span.text)):
            for old in world.resolved[index].ids:
                world.referents[old].phrases.remove(index)
            world.settle(index, (id,), "name:acronym", 0.95)


# -- descriptions and pronouns in text order ---------------------------------------------------------


def _walk(world: Discourse) -> None:
    """Settle the narrative in text order, then the quotations."""
    sources = _sources(world)
    inside = _inside(world)
    spoken = _inside(world, outermost=True)
    order = sorted(range(len(world.phrases)), key=lambda i: (world.phrases[i].head, i))
    last: tuple[str, int] | None = None
    for index in order:
        head = world.phrases[index].head
        if world.quoted(head):
            continue
        _settle(world, index, _passage(world, inside.get(head), False), last, head in sources)
        for statement in sources.get(head, ()):
            ids = world.of_token(head)
            if len(ids) == 1 and world.referents[ids[0]].kind == "person":
                last = (ids[0], max(world.analysis.sentence_of[head], _last_sentence(world, statement)))
    for index in order:
        head = world.phrases[index].head
        if world.quoted(head):
            _settle(world, index, _passage(world, spoken.get(head), True), None, False)


def _settle(world: Discourse, index: int, passage: Passage, last: tuple[str, int] | None, is_source: bool) -> None:
    if world.resolved[index].ids:
        return
    if world.phrases[index].kind == "pronoun":
        settle_pronoun(world, index, passage, last, is_source)
    else:
        settle_description(world, index)


def _sources(world: Discourse) -> dict[int, list[Statement]]:
    """Return head tokens of speakers with the statements that are theirs."""
    found: dict[int, list[Statement]] = {}
    for statement in world.statements:
        for party in statement.speakers:
            if party.span is not None and (head := head_of(world.analysis, party.span)[0]) >= 0:
                found.setdefault(head, []).append(statement)
    return found


def _inside(world: Discourse, outermost: bool = False) -> dict[int, Statement]:
    """Return the innermost (or outermost) statement that holds each token of its content."""
    found: dict[int, Statement] = {}
    size: dict[int, int] = {}
    for statement in world.statements:
        length = sum(s.end - s.start for s in statement.content)
        for span in statement.content:
            for token in range(*world.analysis.tokens_in(span.start, span.end)):
                if token not in size or (length > size[token] if outermost else length < size[token]):
                    found[token], size[token] = statement, length
    return found


def _passage(world: Discourse, statement: Statement | None, quoted: bool) -> Passage:
    if statement is None:
        return Passage(quoted=quoted)
    speakers = tuple(i for p in statement.speakers for q in resolve(world, p) if (i := q.id))
    addressees = tuple(i for q in resolve(world, statement.addressee) if (i := q.id))
    return Passage(speakers, addressees, quoted)


def _last_sentence(world: Discourse, statement: Statement) -> int:
    last = max(world.analysis.tokens_in(s.start, s.end)[1] for s in statement.content) if statement.content else 0
    return world.analysis.sentence_of[last - 1] if last else 0


# -- the rows ----------------------------------------------------------------------------------------


def _statement(world: Discourse, statement: Statement) -> Statement:
    speakers = resolve_all(world, statement.speakers)
    addressee = resolve(world, statement.addressee)
    channel = resolve(world, statement.channel)
    return replace(
        statement,
        speaker=speakers[0] if speakers else None,
        others=speakers[1:],
        addressee=addressee[0] if addressee else None,
        channel=channel[0] if channel else None,
    )


def _event(world: Discourse, event: Event) -> Event:
    speaker = resolve(world, event.speaker)
    actors = _beings(resolve_all(world, event.actors))
    known = {p.id for p in actors if p.id}
    recipients = tuple(p for p in _beings(resolve_all(world, event.recipients)) if p.id not in known)
    event = replace(
        event,
        actors=actors,
        recipients=recipients,
        third_parties=resolve_all(world, event.third_parties),
        speaker=speaker[0] if speaker else None,
    )
    return _threat(event) if event.force == "predict" and event.act in CONFLICT else event


def _threat(event: Event) -> Event:
    """Who foretells what his own side will do to others threatens them: "she warned that China would retaliate"."""
    speaker = event.speaker
    side = {speaker.id, speaker.country} - {None} if speaker else set()
    if not side & {i for p in event.actors for i in (p.id, p.country)}:
        return event
    threat = replace(event, force="threaten")
    return replace(threat, codes=codes_of(threat))


def _beings(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Leave out "it" and "that" where they stand for no actor: they are things."""
    return tuple(p for p in parties if p.id or p.name.lower() not in THINGS)


def _parties(event: Event) -> tuple[Party, ...]:
    return event.actors + event.recipients + event.third_parties


def _between_parties(events: Iterable[Event]) -> tuple[Event, ...]:
    """Leave out events of nobody and acts of unresolved pronouns, and what others' conditions say of them."""
    found = [e for e in events if any(map(is_told, _parties(e))) and not is_loose(e)]
    found = [e for e in found if e.actors or e.force not in DELIBERATE]
    found = [e for e in found if e.condition_of is None or not e.recipients or any(map(is_told, e.recipients))]
    ids = {e.id for e in found}
    return tuple(
        replace(e, condition=replace(e.condition, event=None))
        if e.condition is not None and e.condition.event not in ids
        else e
        for e in found
    )


def _itinerary(world: Discourse, itinerary: Itinerary) -> Itinerary:
    actor = resolve(world, itinerary.actor)
    return replace(itinerary, actor=actor[0]) if actor else itinerary


def _used(statements: Iterable[Statement], events: Iterable[Event], itineraries: Iterable[Itinerary]) -> frozenset[str]:
    parties: list[Party | None] = [i.actor for i in itineraries]
    for s in statements:
        parties += [*s.speakers, s.addressee, s.channel]
    for e in events:
        parties += [*e.actors, *e.recipients, *e.third_parties, e.speaker]
    return frozenset(p.id for p in parties if p is not None and p.id)


def _actors(world: Discourse, used: frozenset[str]) -> tuple[Actor, ...]:
    found = [_actor(world, r) for r in world.referents.values() if r.phrases and _worth(world, r, used)]
    return tuple(sorted(found, key=lambda a: (a.mentions[0].span.start, a.id)))


def _worth(world: Discourse, referent: Referent, used: frozenset[str]) -> bool:
    """Keep who acts or speaks, whom the gazetteer knows by name, and persons with a full name."""
    if referent.id in used:
        return True
    phrases = [world.phrases[i] for i in referent.phrases]
    named = any(p.detail.name is not None and p.rule != "adjective" for p in phrases)
    if referent.entry is not None:
        return named or any(p.kind in ("title", "role") for p in phrases) or _modifies_actor(world, phrases)
    return named and referent.kind == "person" and (" " in referent.name or bool(referent.roles))


def _modifies_actor(world: Discourse, phrases: list[Phrase]) -> bool:
    return any(world.analysis.heads[p.head] in world.by_head for p in phrases)


def _actor(world: Discourse, referent: Referent) -> Actor:
    mentions = []
    for index in sorted(set(referent.phrases)):
        phrase, resolved = world.phrases[index], world.resolved[index]
        mentions.append(
            Mention(
                phrase.span,
                phrase.tokens,
                phrase.head,
                phrase.kind,
                referent.id,
                (),
                resolved.rule,
                resolved.confidence,
            )
        )
    return Actor(
        referent.id,
        referent.name,
        referent.kind,  # type: ignore[arg-type]
        referent.country,
        referent.sector,
        tuple(referent.roles),
        tuple(mentions),
        referent.entry is not None,
    )
