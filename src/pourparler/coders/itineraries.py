"""Who goes where, in which order: journeys from verbs and nouns of travel.

Reads to the right of each travel word, word by word, since lists of places break the parser often. One
itinerary a clause comes out; ``link`` joins those of one actor into journeys once pronouns are known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pourparler.lexicon import gazetteer as gazetteers
from pourparler.lexicon.roles import word_set
from pourparler.records import Analysis, Coding, Itinerary, Mention, Party, Stop, Time

VERSION = "1"
SUBJECTS = ("nsubj", "nsubjpass")
SMALL = word_set("small")
LINKS = frozenset((",", "and", "then", "&", "or", "finally"))
NEVER = frozenset(("it", "its", "you", "your", "which", "itself"))
PAST, NOW = frozenset(("VBD", "VBN")), frozenset(("VBZ", "VBP"))


@dataclass(frozen=True, slots=True)
class Word:
    """A travel word: its id, part of speech, the prepositions before a place, the particle it must have ("off")."""

    id: str
    pos: str
    prepositions: frozenset[tuple[str, ...]]
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``travel.toml``: words by lemma and part of speech, cues by name."""

    words: dict[tuple[str, str], tuple[Word, ...]]
    cues: dict[str, frozenset[str]]


@cache
def load_travel() -> Lexicon:
    """Return the travel words of ``travel.toml``."""
    table = tomllib.loads(files("pourparler.lexicon").joinpath("travel.toml").read_text(encoding="utf-8"))
    words: dict[tuple[str, str], list[Word]] = {}
    for row in table["word"]:
        prepositions = frozenset(tuple(p.split()) for p in row["prepositions"])
        for lemma in row["words"]:
            verb, _, particle = lemma.partition(" ") if row["pos"] == "verb" else (lemma.split()[-1], "", "")
            word = Word(row["id"], row["pos"], prepositions, particle)
            words.setdefault((verb, row["pos"]), []).append(word)
    unique = {key: tuple(dict.fromkeys(found)) for key, found in words.items()}
    return Lexicon(unique, {name: frozenset(cue) for name, cue in table["cues"].items()})


def code_itineraries(
    analysis: Analysis, mentions: tuple[Mention, ...], times: tuple[Time, ...]
) -> tuple[Itinerary, ...]:
    """Return the stops of each clause about a journey, with the words for who travels."""
    page = Page(analysis, mentions, times)
    found: dict[int, Itinerary] = {}
    for token in range(len(analysis)):
        made = page.journey(token)
        if made is not None and made.stops[0].span is not None:
            found.setdefault(made.stops[0].span.start, made)
    return tuple(found.values())


class Page:
    """One analysis with its mentions by head, its places by first token, and its times."""

    def __init__(self, analysis: Analysis, mentions: tuple[Mention, ...], times: tuple[Time, ...]) -> None:
        self.analysis, self.times, self.lexicon = analysis, times, load_travel()
        self.mentions = {m.head: m for m in reversed(mentions) if m.rule != "adjective"}
        self.places = {e.start: e.end for e in analysis.entities if e.label == "GPE"}
        for mention in mentions:
            if mention.kind in ("name", "metonym", "acronym") and mention.actor and mention.actor in states():
                self.places[mention.tokens[0]] = mention.tokens[1]

    def journey(self, token: int) -> Itinerary | None:
        """Return the itinerary that the travel word at ``token`` tells, or None."""
        a = self.analysis
        pos = {"VERB": "verb", "NOUN": "noun"}.get(a.pos[token])
        if a.lemmas[token] == "visit" and a.deps[token] == "compound" and a.child(token, *SUBJECTS) is not None:
            pos = "verb"
        for word in self.lexicon.words.get((a.lemmas[token].lower(), pos or ""), ()):
            if word.particle and word.particle not in (w.lower() for w in a.words[token + 1 : token + 3]):
                continue
            places = self.destinations(token, word)
            planned = self.planned(token, word) if places else None
            actor = self.traveller(token, word) if planned is not None else None
            if places and planned is not None and actor is not None:
                stops = tuple(self.stop(p, token, planned) for p in places)
                return Itinerary(actor, stops, Coding("itineraries", VERSION, word.id))
        return None

    # -- places ---------------------------------------------------------------------------------
    def destinations(self, token: int, word: Word) -> list[tuple[int, int]]:
        """Return the token ranges of the places that follow a travel word."""
        a, at = self.analysis, token + 1
        end = a.sentences[a.sentence_of[token]][1]
        limit, preposition = min(end, token + 14), ("",) in word.prepositions or () in word.prepositions
        while at < limit:
            if at in self.places and preposition:
                return list(self.listed(at, end))
            lower = a.words[at].lower()
            if lower == "from" and ("from",) not in word.prepositions and (next_ := self.skip_origin(at)):
                at = next_
                continue
            if (lower,) in word.prepositions:
                preposition = True
            elif not self.passes(at, token):
                return []
            at += 1
        return []

    def skip_origin(self, at: int) -> int | None:
        """Return the token after "from London", or None."""
        return self.places.get(at + 1)

    def passes(self, at: int, token: int) -> bool:
        """Whether a word may stand between the travel word and its places."""
        a, lower = self.analysis, self.analysis.words[at].lower()
        if lower in SMALL or lower in (
            "on",
            "back",
            "over",
            "off",
            "down",
            "including",
            "such",
            "as",
            "of",
            "by",
            "home",
            "out",
        ):
            return True
        if a.lemmas[at].lower() in self.lexicon.cues["through"]:
            return True
        if any(t.tokens[0] <= at < t.tokens[1] for t in self.times):
            return True
        return a.tags[at] in ("JJ", "CD", "HYPH", "RB", "JJS") or (
            a.tags[at] == "NNP" and at > token and a.deps[at] == "compound"
        )

    def listed(self, at: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the places of "Malaysia, South Korea on Monday, and then on to Japan" from the first on."""
        while at in self.places and at < end:
            yield at, self.places[at]
            at = self.next_stop(self.places[at], end)

    def next_stop(self, at: int, end: int) -> int:
        """Return the token after the links and dates that follow a place; ``end`` where no link stands."""
        a, linked, steps = self.analysis, False, 0
        while at < end and steps < 5:
            lower = a.words[at].lower()
            after = at + 1 if lower == "on" else at
            time = next((t for t in self.times if t.tokens[0] <= after < t.tokens[1]), None)
            if time is not None:
                at = time.tokens[1]
            elif lower in LINKS or lower in ("the", "to") or (lower == "on" and linked):
                linked, at = True, at + 1
            else:
                break
            steps += 1
        named = linked and at in self.places and a.deps[self.places[at] - 1] not in SUBJECTS
        return at if named else end

    # -- whether it takes place -----------------------------------------------------------------
    def planned(self, token: int, word: Word) -> bool | None:
        """Return True for a journey ahead, False for one that took place, None for one that may never."""
        cues, a = self.lexicon.cues, self.analysis
        if word.pos == "noun":
            kids = {a.words[k].lower() for k in a.children[token]}
            if kids & cues["adjectives_open"] or "no" in kids:
                return None
            if kids & cues["adjectives_planned"] or a.lemmas[token] == "way":
                return None if self.doubtful(token) else True
            if self.under_way(token):
                return True
            before = (
                a.words[a.heads[token]].lower() in cues["before"]
                or a.words[a.heads[a.heads[token]]].lower() in cues["before"]
            )
            if self.doubtful(token):
                return None
            return True if before else not self.past(token)
        return self.verb_planned(token)

    def under_way(self, token: int) -> bool:
        """Whether the word stands in "on the way to the first stop of"."""
        for above in self.analysis.ancestors(token):
            if self.analysis.lemmas[above] == "way":
                return True
            if self.analysis.pos[above] not in ("NOUN", "ADP"):
                return False
        return False

    def verb_planned(self, token: int) -> bool | None:
        """Read tense and modals of a verb of travel."""
        cues, a = self.lexicon.cues, self.analysis
        if a.is_negated(token) or self.doubtful(token):
            return None
        modals = {a.words[k].lower() for k in a.children[token] if a.tags[k] == "MD"}
        if modals & cues["modals_open"] or any(
            a.words[k].lower() in ("if", "unless", "whether") for k in a.children[token]
        ):
            return None
        if modals & cues["modals_future"]:
            return True
        auxiliaries = {a.lemmas[k] for k in a.children[token] if a.deps[k] in ("aux", "auxpass")}
        tag = a.tags[token]
        if tag in PAST:
            return False
        if tag == "VBG" and "be" in auxiliaries:
            return not any(a.tags[k] == "VBD" for k in a.children[token])
        if tag == "VB" or a.deps[token] == "compound":
            return True
        if tag == "VBG":
            return not self.past(token)
        return True

    def doubtful(self, token: int) -> bool:
        """Whether something above the word says that the journey is wished, refused or called off."""
        a, cues, at = self.analysis, self.lexicon.cues, token
        for _ in range(6):
            head = a.heads[at]
            if head == at:
                return False
            dep = a.deps[at]
            if dep in ("advcl", "relcl", "conj", "ccomp", "parataxis") and a.pos[at] in ("VERB", "AUX"):
                return dep == "ccomp" and a.lemmas[head] in ("suggest", "propose", "demand")
            if a.lemmas[head].lower() in cues["doubt"]:
                return a.deps[at] in ("xcomp", "dobj", "acl", "pcomp", "nsubjpass", "prep", "pobj") and dep != "prep"
            if a.pos[head] == "VERB" and a.is_negated(head):
                return True
            at = head
        return False

    def past(self, token: int) -> bool:
        """Whether the clause above is told in the past."""
        a, at = self.analysis, token
        for _ in range(8):
            if a.pos[at] in ("VERB", "AUX") and a.tags[at] in (*PAST, *NOW, "MD", "VB"):
                tags = {a.tags[k] for k in a.children[at] if a.deps[k] in ("aux", "auxpass")}
                return "MD" not in tags and (a.tags[at] in PAST or "VBD" in tags)
            if a.heads[at] == at:
                return False
            at = a.heads[at]
        return False

    # -- who and when ---------------------------------------------------------------------------
    def traveller(self, token: int, word: Word) -> Party | None:
        """Return the words for who travels: the subject of a verb, the possessor of a noun."""
        a = self.analysis
        head = a.child(token, *SUBJECTS) if word.pos == "verb" else a.child(token, "poss")
        if head is None and word.pos == "noun":
            head = self.by_agent(token)
        if head is None:
            head = self.subject_above(token)
        mention = self.mentions.get(head) if head is not None else None
        if mention is None or mention.span.text.lower() in NEVER:
            return None
        if a.lemmas[mention.head].lower() in (
            "aid",
            "troop",
            "force",
            "refugee",
            "migrant",
            "people",
            "state",
        ):
            return None
        if mention.actor in states():
            return None
        return Party(mention.span.text, mention.span)

    def by_agent(self, token: int) -> int | None:
        """Return "the king" of "a visit by the king to Chile"."""
        for kid in self.analysis.kids(token, "prep"):
            if self.analysis.words[kid].lower() == "by":
                return self.analysis.child(kid, "pobj")
        return None

    def subject_above(self, token: int) -> int | None:
        """Return the subject of the nearest clause above."""
        a, at = self.analysis, token
        for _ in range(8):
            if a.heads[at] == at:
                return None
            if a.deps[at] == "relcl" and a.pos[a.heads[at]] in ("NOUN", "PROPN", "PRON"):
                return a.heads[at]
            at = a.heads[at]
            if a.pos[at] in ("VERB", "AUX") and (subject := a.child(at, *SUBJECTS)) is not None:
                return subject
        return None

    def stop(self, place: tuple[int, int], token: int, planned: bool) -> Stop:
        """Return the stop at a place, with the time that stands nearest in its clause."""
        span = self.analysis.span(*place)
        name, country = place_of(span.text)
        return Stop(name, country, self.date(place, token), planned, span)

    def date(self, place: tuple[int, int], token: int) -> str | None:
        """Return the date right after a place or travel word, else the one that hangs on the word."""
        a = self.analysis
        here = [
            t
            for t in self.times
            if t.edtf and t.role in ("point", "during") and a.sentence_of[t.tokens[0]] == a.sentence_of[token]
        ]
        close = [t for t in here if self.beside(place[1], t) or 0 <= t.tokens[0] - token <= 3]
        if close:
            return close[0].edtf
        inside = set(a.subtree(token))
        between = [t for t in here if t.tokens[0] in inside]
        return between[0].edtf if len(between) == 1 else None

    def beside(self, at: int, time: Time) -> bool:
        """Whether a time follows token ``at`` with no more than a preposition between."""
        between = range(at, time.tokens[0])
        return at <= time.tokens[0] <= at + 2 and all(self.analysis.tags[i] in ("IN", "DT", ",") for i in between)


@cache
def states() -> frozenset[str]:
    """Return the ids of all states and places of the gazetteer."""
    entries = gazetteers.load(None).entries
    return frozenset(i for i, e in entries.items() if e.kind in ("state", "place"))


def place_of(text: str) -> tuple[str, str | None]:
    """Return a place's name and country: a state's own name, a city's as written with its country."""
    gazetteer = gazetteers.load(None)
    for id in gazetteer.by_name(text):
        entry = gazetteer.entries[id]
        if entry.kind == "state":
            metonym = any(n.kind == "metonym" and n.text.casefold() == text.casefold() for n in entry.names)
            return (" ".join(text.split()) if metonym else entry.name), entry.country
        if entry.kind == "place":
            return entry.name, entry.country
    return " ".join(text.split()), None
