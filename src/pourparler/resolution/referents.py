"""The actors of one report while it is being resolved, and the phrases that speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pourparler.lexicon.gazetteer import Entry, Gazetteer
from pourparler.lexicon.gazetteer.words import fold
from pourparler.lexicon.roles import family_first, given_names, load_roles, women
from pourparler.records import Analysis, Role, Statement, Time
from pourparler.resolution.phrase import Phrase

SUBJECT_CONTROL = frozenset(("promise", "vow", "threaten", "use"))
OBJECTS = frozenset(("dobj", "dative", "obj", "iobj"))


@dataclass(slots=True)
class Referent:
    """One actor of the report, gathered mention by mention (mutable; becomes an ``Actor`` at the end)."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    plural: bool = False
    entry: Entry | None = None
    surnames: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    phrases: list[int] = field(default_factory=list)
    first: int = -1

    @property
    def person(self) -> bool:
        """Whether it is a single human being."""
        return self.kind == "person" and not self.plural


@dataclass(slots=True)
class Resolved:
    """What one phrase resolves to: ``ids`` (several for "both ministers"), or candidates when unsure."""

    ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0


class Discourse:
    """All that the sieve works on: phrases, what they resolve to, the referents, the statements."""

    def __init__(
        self,
        analysis: Analysis,
        gazetteer: Gazetteer,
        phrases: list[Phrase],
        published: str | None,
        statements: tuple[Statement, ...] = (),
        times: tuple[Time, ...] = (),
    ) -> None:
        self.analysis, self.gazetteer, self.phrases = analysis, gazetteer, phrases
        self.published = published[:10] if published else None
        self.statements, self.times = statements, times
        self.referents: dict[str, Referent] = {}
        self.resolved: list[Resolved] = [Resolved() for _ in phrases]
        self.by_head: dict[int, list[int]] = {}
        self.nested = _nested(phrases)
        for index, phrase in enumerate(phrases):
            self.by_head.setdefault(phrase.head, []).append(index)

    # -- referents ------------------------------------------------------------------------------
    def known(self, id: str) -> Referent:
        """Return the referent of a gazetteer entry, made at need."""
        if id not in self.referents:
            entry = self.gazetteer.entries[id]
            country, sector = entry.country, entry.sector
            if entry.kind == "person":
                country, sector = self.gazetteer.affiliation(id, self.published)
                country, sector = country or entry.country, sector or entry.sector
            made = Referent(id, entry.name, entry.kind, country, sector, entry=entry)
            if entry.kind == "person":
                made.gender = gender_of(entry.name)
                made.surnames = set(entry.surnames) | {s.split()[-1] for s in entry.surnames}
                made.roles = list(self.gazetteer.roles_on(id, self.published))
            made.plural = False
            self.referents[id] = made
        return self.referents[id]

    def unknown(self, id: str, name: str, kind: str) -> Referent:
        """Return the referent of an actor that only the text knows, made at need."""
        if id in self.gazetteer.entries and self.gazetteer.entries[id].kind == kind:
            return self.known(id)
        if id not in self.referents:
            self.referents[id] = Referent(id, name, kind)
        return self.referents[id]

    def settle(self, index: int, ids: Iterable[str], rule: str, confidence: float = 1.0) -> None:
        """Resolve phrase ``index``; names before others decide, so a settled phrase stays."""
        ids = tuple(dict.fromkeys(ids))
        self.resolved[index] = Resolved(ids, (), rule, confidence)
        for id in ids:
            referent = self.referents[id]
            referent.phrases.append(index)
            if referent.first < 0 or self.phrases[index].head < referent.first:
                referent.first = self.phrases[index].head
            if len(ids) == 1:
                self._learn(referent, self.phrases[index])

    def _learn(self, referent: Referent, phrase: Phrase) -> None:
        detail = phrase.detail
        if detail.name is not None and referent.kind != "person":
            referent.nouns.update(body_nouns(referent.name) | body_nouns(phrase.span.text))
        if detail.mods.gender and referent.kind == "person":
            referent.gender = detail.mods.gender
        for found in detail.mods.nouns:
            referent.nouns.add(found.noun.text)
            if found.noun.gender and referent.kind == "person":
                referent.gender = found.noun.gender

    def abstain(self, index: int, candidates: Iterable[str], rule: str) -> None:
        """Leave phrase ``index`` open between ``candidates``."""
        self.resolved[index] = Resolved((), tuple(dict.fromkeys(candidates)), rule, 0.0)

    def persons(self) -> Iterator[Referent]:
        """Yield the single persons, in order of their first mention."""
        yield from sorted((r for r in self.referents.values() if r.person), key=lambda r: (r.first, r.id))

    def of_token(self, head: int) -> tuple[str, ...]:
        """Return the ids that the phrases at head token ``head`` resolve to."""
        found: list[str] = []
        for index in self.by_head.get(head, ()):
            found.extend(self.resolved[index].ids)
        return tuple(dict.fromkeys(found))

    def spoken_states(self) -> frozenset[str]:
        """Return the ids of the states that names and adjectives of the report speak of."""
        return frozenset(s for p in self.phrases for s in (p.actor, *p.candidates) if s and len(s) == 3)

    # -- grammar --------------------------------------------------------------------------------
    def quoted(self, token: int) -> bool:
        """Whether a token lies in somebody's quoted sentence (not in scare marks)."""
        quote = self.analysis.quote_of[token]
        return quote >= 0 and not self.analysis.quotations[quote].scare

    def weight(self, token: int) -> float:
        """Return how prominent a mention is by its place in the clause, 0 to 1."""
        a, dep = self.analysis, self.analysis.deps[token]
        while dep in ("compound", "appos", "nmod") and a.heads[token] != token:
            token = a.heads[token]
            dep = a.deps[token]
        if dep == "conj":
            at = token
            while a.deps[at] == "conj" and a.heads[at] != at:
                at = a.heads[at]
            return 0.95 * self.weight(at) if at != token and a.deps[at] != "conj" else 0.5
        if dep in ("nsubj", "nsubjpass"):
            verb = a.heads[token]
            if a.deps[verb] == "relcl":
                return 0.5
            return 1.0 if a.deps[verb] in ("ROOT", "conj") or _reporting(a, verb) else 0.75
        if dep in OBJECTS:
            return 0.62
        if dep == "agent" or (dep == "pobj" and a.deps[a.heads[token]] == "agent"):
            return 0.7
        if dep == "poss":
            return 0.55
        if dep == "ROOT":
            return 0.7
        return 0.45

    def clause_subject(self, token: int) -> int | None:
        """Return the subject of the nearest clause that holds ``token``, inherited through xcomp and conj."""
        a, at = self.analysis, token
        for _ in range(30):
            if a.pos[at] in ("VERB", "AUX") and (at != token):
                subject = a.child(at, "nsubj", "nsubjpass")
                if subject is None and a.deps[at] == "xcomp" and a.lemmas[a.heads[at]] not in SUBJECT_CONTROL:
                    subject = next((k for k in a.kids(a.heads[at], *OBJECTS) if k < at), None)
                if subject is not None and subject != token:
                    return subject
                if subject == token or a.deps[at] not in (
                    "xcomp",
                    "conj",
                    "advcl",
                    "pcomp",
                    "acl",
                    "aux",
                    "prep",
                ):
                    return None
            if a.heads[at] == at:
                return None
            at = a.heads[at]
        return None


def _nested(phrases: list[Phrase]) -> frozenset[int]:
    """Return the phrases that only modify in another phrase: "US" of "the US president"."""
    found, last = set(), (-1, -1, -1)
    for index, phrase in enumerate(phrases):
        first, end = phrase.tokens
        if first >= last[0] and end <= last[1] and phrase.head != last[2]:
            found.add(index)
        else:
            last = (first, end, phrase.head)
    return frozenset(found)


def body_nouns(name: str) -> set[str]:
    """Return the role nouns that end a name: "ministry" and "foreign ministry" of a ministry's."""
    words = name.lower().split()
    known = load_roles().by_text
    return {text for n in (1, 2, 3) if n <= len(words) and (text := " ".join(words[-n:])) in known}


def _reporting(analysis: Analysis, verb: int) -> bool:
    """A clause with a parataxis-like complement before it counts as a main clause."""
    return analysis.deps[verb] in ("parataxis",)


def gender_of(name: str) -> str | None:
    """Return ``m`` or ``f`` by the given name, None when it does not tell."""

    if name.casefold() in women():
        return "f"
    parts = fold(name).split()
    if len(parts) < 2:
        return None
    if parts[0] in family_first() and parts[0] not in ("lee", "ma", "hun", "he", "long", "dong"):
        return None
    return given_names().get(parts[0].strip(".")) or given_names().get(parts[0].split("-")[0])
