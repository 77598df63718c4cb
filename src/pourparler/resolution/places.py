"""Places of a text: names of towns, regions, states, seas and sites to GeoNames, and the place of an event.

::

    names      entities of the parser, names of the gazetteer, sites of the atlas; people and bodies out
    choose     of places that share a name: what stands beside it, the countries of sentence and text, size
    place_of   the place that an event's clause names, by the dependency path

No place rather than a wrong one: where the candidates of a name disagree and nothing decides, only what
they share is told (the country), or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from pourparler.lexicon import gazetteer as gazetteers
from pourparler.lexicon.countries import COUNTRIES, from_name
from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.places import Spot, atlas
from pourparler.records import Analysis, Geo, Mention, Range

AT = frozenset(
    """
        in at near outside inside within around across over off along throughout above beyond amid on
    """.split()
)
TO = frozenset(("to", "into", "toward", "towards", "for", "onto"))
ON = frozenset(("on", "against", "of", "upon"))
FROM = frozenset(("from", "out"))
REGION_WORDS = frozenset(
    [
        "region",
        "oblast",
        "province",
        "state",
        "governorate",
        "district",
        "prefecture",
        "territory",
        "regional",
        "provincial",
    ]
)
ORDER = {"at": 0, "to": 1, "on": 2, "object": 3, "modifier": 4}
FINENESS = {"site": 0, "city": 1, "region": 2, "sea": 2, "country": 3}
KNOWN_CITY = 200_000
"""People from which the only city of a name is taken without the text naming its country."""
MARGIN = 0.9
"""How much better (in powers of ten of people) the best candidate must be than the next."""
CLIMB = 6
"""Steps from a place up to the event it may belong to."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place the text names: ``tokens`` and ``head`` of the name, ``relation`` to what governs it.

    ``relation`` is ``at``, ``to``, ``from``, ``on`` (target), ``object``, ``modifier`` ("the Gaza truce")
    or ``other``; ``kind`` is ``city``, ``region``, ``country``, ``site`` or ``sea``.
    """

    geo: Geo
    tokens: Range
    head: int
    kind: str
    relation: str


def find_places(
    analysis: Analysis, mentions: Sequence[Mention] = (), gazetteer: Gazetteer | None = None
) -> tuple[Place, ...]:
    """Return the places of a text in order; ``mentions`` tell which names are actors and which countries matter."""
    known = gazetteer or gazetteers.load(None)
    finder = _Finder(analysis, mentions, known)
    return tuple(finder.places())


def place_of(
    analysis: Analysis, places: Sequence[Place], anchor: int, evidence: Range, direct: bool = False
) -> Geo | None:
    """Return the place of an event: the nearest place in ``evidence`` whose path leads to ``anchor``.

    ``anchor`` is the token that carries the act. A place under another verb ("who lives in …"), one that
    is left ("from …") and a whole state that is only an object ("visited France" has it, "praised France"
    not told apart) do not count, save with a preposition of place. Finer places win ties. ``direct``: no
    noun may stand between, as in acts of words ("discussed the war in Syria").
    """
    best: tuple[tuple[int, int, int], Geo] | None = None
    for place in places:
        if not evidence[0] <= place.head < evidence[1] or place.relation not in ORDER:
            continue
        if place.kind == "country" and place.relation not in ("at", "to"):
            continue
        steps = _steps(analysis, place.head, anchor, direct)
        if steps is None:
            continue
        rank = ORDER[place.relation], FINENESS[place.kind], steps
        if best is None or rank < best[0]:
            best = rank, place.geo
    return best[1] if best else None


def _steps(analysis: Analysis, token: int, anchor: int, direct: bool) -> int | None:
    """Return the steps from a place to the anchor, or to the verb the anchor itself hangs on; None if far."""
    goals = {anchor}
    above = analysis.heads[anchor]
    if analysis.pos[anchor] in ("NOUN", "PROPN", "ADJ") and analysis.pos[above] in ("VERB", "AUX"):
        goals.add(above)
    if analysis.deps[anchor] in ("xcomp", "prep", "conj") and analysis.pos[above] in ("VERB", "AUX"):
        goals.add(above)
    for steps in range(CLIMB):
        if token in goals:
            return steps
        if steps and (analysis.pos[token] in ("VERB", "AUX") or (direct and analysis.pos[token] == "NOUN")):
            return None
        if analysis.heads[token] == token:
            return None
        token = analysis.heads[token]
    return None


@dataclass(frozen=True, slots=True)
class _Name:
    first: int
    last: int
    text: str
    state: str | None = None


class _Finder:
    """Finds the names of one text and decides what each means."""

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self.analysis, self.gazetteer = analysis, gazetteer
        self.taken: set[int] = set()
        self.states: dict[int, str] = {}
        self.countries: list[tuple[int, str, str]] = []
        self.persons = _surnames(analysis)
        for mention in mentions:
            self._note(mention)

    def places(self) -> Iterator[Place]:
        """Yield the places in text order."""
        for name in self._names():
            relation = self._relation(name)
            if relation == "other" and self._is_actor(name):
                continue
            spot = self._choose(name)
            if spot is not None:
                yield self._place(name, spot, relation)

    # -- what mentions tell -----------------------------------------------------------------------
    def _note(self, mention: Mention) -> None:
        entry = self.gazetteer.entries.get(mention.actor or "")
        first, last = mention.tokens
        if entry is None:
            return
        if entry.country in COUNTRIES:
            self.countries.append((mention.head, entry.country or "", mention.span.text))
        if entry.kind == "state" and mention.kind == "name":
            self.states.update(dict.fromkeys(range(first, last), entry.country or ""))
        if entry.kind not in ("state", "place") and mention.kind in ("name", "acronym", "title"):
            self.taken.update(range(first, last))

    # -- names --------------------------------------------------------------------------------------
    def _names(self) -> list[_Name]:
        found: dict[int, _Name] = {}
        for first, last in (*self._sites(), *self._entities(), *self._after_prepositions()):
            if any(first < n.last and n.first < last for n in found.values()):
                continue
            if not any(token in self.taken for token in range(first, last)):
                found[first] = _Name(first, last, self._text(first, last), self.states.get(last - 1))
        return [found[first] for first in sorted(found)]

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.analysis.text[self.analysis.starts[first] : self.analysis.ends[last - 1]].split())

    def _sites(self) -> Iterator[Range]:
        words, table = self.analysis.words, atlas()
        at = 0
        while at < len(words):
            length = table.site_at(words[at : at + 8]) if words[at] in table.sites else 0
            if (
                length
                and (length > 1 or self.analysis.pos[at] in ("PROPN", "NOUN"))
                and not self._in_name(at, at + length)
            ):
                yield at, at + length
            at += length or 1

    def _in_name(self, first: int, last: int) -> bool:
        """Whether the words are part of the name of a person or body: "Bank of …", "… Times"."""
        for entity in self.analysis.entities:
            if entity.start <= first and last <= entity.end and entity.label in ("PERSON", "ORG", "WORK_OF_ART"):
                return entity.end - entity.start > last - first
        return False

    def _entities(self) -> Iterator[Range]:
        for entity in self.analysis.entities:
            first, last = entity.start, entity.end
            if entity.label not in ("GPE", "LOC", "FAC"):
                continue
            while first < last and self.analysis.words[first].lower() in ("the", "a"):
                first += 1
            while first < last and self.analysis.words[last - 1] in ("'s", "’s", ",", "."):
                last -= 1
            if first < last and self.analysis.words[first][0].isupper():
                yield first, last

    def _after_prepositions(self) -> Iterator[Range]:
        """Names after a preposition of place that the parser gave no label."""
        analysis, labelled = self.analysis, {t for e in self.analysis.entities for t in range(e.start, e.end)}
        for token in range(1, len(analysis)):
            if analysis.pos[token] != "PROPN" or token in labelled:
                continue
            if (
                analysis.words[token - 1].lower() in ("in", "near", "at", "outside")
                and analysis.deps[token - 1] == "prep"
            ):
                last = token + 1
                while last < len(analysis) and analysis.pos[last] == "PROPN" and last not in labelled:
                    last += 1
                yield token, last

    def _is_actor(self, name: _Name) -> bool:
        return name.state is not None

    # -- relation -----------------------------------------------------------------------------------
    def _relation(self, name: _Name) -> str:
        head = self._head(name)
        dep, above = self.analysis.deps[head], self.analysis.heads[head]
        for _ in range(2):
            if dep not in ("appos", "conj", "nmod", "compound") or self.analysis.pos[above] != "PROPN":
                break
            dep, above = self.analysis.deps[above], self.analysis.heads[above]
        if dep in ("appos", "pobj") and self._named_after(above):
            dep, above = self._of(above)
        if dep == "pobj":
            return _by_preposition(self.analysis.words[above].lower(), self.analysis, above)
        if dep in ("dobj", "nsubjpass"):
            return "object"
        return "modifier" if dep in ("compound", "nmod", "amod") else "other"

    def _named_after(self, token: int) -> bool:
        """Whether a token is the "of" of "the town of X", or the noun that X is set beside."""
        return self.analysis.words[token].lower() == "of" and self._is_place_noun(self.analysis.heads[token])

    def _is_place_noun(self, token: int) -> bool:
        return self.analysis.lemmas[token].lower() in PLACE_NOUNS

    def _of(self, token: int) -> tuple[str, int]:
        noun = self.analysis.heads[token]
        return self.analysis.deps[noun], self.analysis.heads[noun]

    def _head(self, name: _Name) -> int:
        for token in range(name.first, name.last):
            if not name.first <= self.analysis.heads[token] < name.last:
                return token
        return name.last - 1

    # -- choice -------------------------------------------------------------------------------------
    def _choose(self, name: _Name) -> Spot | None:
        found = self._candidates(name)
        beside = self._beside(name)
        if beside:
            found = [s for s in found if beside in (s.country, s.region)]
        if not found:
            return None
        scored = sorted(((self._score(s, name, bool(beside)), -i, s) for i, s in enumerate(found)), reverse=True)
        (best, _, spot), rest = scored[0], scored[1:]
        if rest and best - rest[0][0] < MARGIN:
            return _shared(name.text, [s for score, _, s in scored if best - score < MARGIN])
        if spot.kind == "city" and best < log10(KNOWN_CITY):
            return None
        return spot

    def _candidates(self, name: _Name) -> list[Spot]:
        text = name.text
        country = name.state or from_name(text)
        if country and country in COUNTRIES:
            state = Spot(COUNTRIES[country].name, "country", country)
            return [state, *(s for s in atlas().spots(text) if s.kind == "region" and s.country != country)]
        spots = list(atlas().spots(text))
        regional = name.last < len(self.analysis) and self.analysis.words[name.last].lower() in REGION_WORDS
        ending = text.split()[-1].lower() in REGION_WORDS and not spots
        if regional or ending:
            short = text.rsplit(" ", 1)[0] if ending else text
            return [s for s in atlas().spots(short) if s.kind == "region"] or spots
        if any(s.kind in ("site", "sea") or (s.kind == "region" and not s.geonameid) for s in spots[:1]):
            first = spots[0]
            namesakes = [s for s in spots if s.kind == "city"]
            return [first] if not namesakes or _covers(first) else namesakes
        if name.last - name.first == 1 and text in self.persons and not (spots and spots[0].population > 3_000_000):
            return []
        return spots

    def _score(self, spot: Spot, name: _Name, beside: bool) -> float:
        base = log10(spot.population + 1) if spot.kind == "city" else 7.0
        if spot.kind == "country" and name.state:
            return 20.0
        sentence = self.analysis.sentence_of[name.first]
        near = [c for t, c, text in self.countries if text != name.text and self.analysis.sentence_of[t] == sentence]
        counts = Counter(c for _, c, text in self.countries if text != name.text)
        top = counts.most_common(1)[0][0] if counts else None
        context = 2.5 * (spot.country in near) + 1.5 * (spot.country in counts) + 0.5 * (spot.country == top)
        return base + context + 3.0 * beside

    def _beside(self, name: _Name) -> str | None:
        """Return the country or region that a name after a comma gives: "Tripoli, Lebanon", "Paris, Texas"."""
        words = self.analysis.words
        if name.last + 1 >= len(words) or words[name.last] != ",":
            return None
        for last in range(min(len(words), name.last + 4), name.last + 1, -1):
            text = self._text(name.last + 1, last)
            if not text[0].isupper():
                return None
            if country := self.states.get(last - 1) or from_name(text):
                return country
            for spot in atlas().spots(text):
                if spot.kind == "region":
                    return spot.region if spot.region and spot.country == "USA" else spot.country
        return None

    def _place(self, name: _Name, spot: Spot, relation: str) -> Place:
        span = self.analysis.span(name.first, name.last)
        geo = Geo(name.text, spot.country, spot.region, spot.latitude, spot.longitude, spot.geonameid, span)
        return Place(geo, (name.first, name.last), self._head(name), spot.kind, relation)


PLACE_NOUNS = frozenset(
    """
        city town village port capital region province district border area town suburb settlement island state
        camp outskirts neighborhood neighbourhood enclave territory peninsula crossing site base hub resort
    """.split()
)


def _by_preposition(word: str, analysis: Analysis, token: int) -> str:
    if word == "on":
        return "on" if analysis.pos[analysis.heads[token]] == "NOUN" else "at"
    for names, relation in ((AT, "at"), (TO, "to"), (FROM, "from"), (ON, "on")):
        if word in names:
            return relation
    return "other"


def _covers(spot: Spot) -> bool:
    return spot.kind in ("site", "sea") or spot.name in ("Gaza Strip",)


def _shared(text: str, spots: list[Spot]) -> Spot | None:
    """Return what candidates that nothing tells apart have in common: a country, or nothing."""
    countries = {spot.country for spot in spots}
    regions = {spot.region for spot in spots}
    if len(countries) > 1 or None in countries:
        return None
    return Spot(text, spots[0].kind, spots[0].country, spots[0].region if len(regions) == 1 else None)


def _surnames(analysis: Analysis) -> frozenset[str]:
    return frozenset(
        analysis.words[e.end - 1] for e in analysis.entities if e.label == "PERSON" and e.end - e.start > 1
    )
