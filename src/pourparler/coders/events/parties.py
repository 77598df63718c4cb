"""Who can be a party: mentions, named entities, nouns for actors, personal pronouns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon.acts import Acts
from pourparler.lexicon.grammar import grammar
from pourparler.records import Mention, Party, one_line

if TYPE_CHECKING:
    from pourparler.coders.events.homes import Homes

ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
INERT = frozenset(
    {"DATE", "TIME", "MONEY", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE", "PERCENT", "QUANTITY"}
)
PERSONAL = grammar("personal")
POSSESSIVE = grammar("possessives")
OFFICIALS = grammar("officials")
TITLES = grammar("titles")
CROWDS = grammar("crowds")
TOPICS = grammar("topics")
APART = grammar("apart")
FORCES = grammar("forces")
COMPASS = grammar("compass")
VICTIMS = frozenset(
    "detention arrest killing murder assassination abduction kidnapping imprisonment jailing execution torture "
    "persecution ouster overthrow beheading poisoning lynching expulsion removal dismissal".split()
)
"""Deeds after which "of" names who suffered them: who condemns the killing of X does not condemn X."""
COUNTED = frozenset({"two", "both", "pair", "duo"})
THRONGS = frozenset({"thousands", "hundreds", "dozens", "scores", "tens"})
PLURALS = grammar("plurals")
CURRENCY = frozenset("$£€¥")
PLACED = frozenset({"in", "at", "near", "during", "to", "into", "for"})
INDEFINITE = frozenset({"one", "anyone", "nobody", "anybody", "none", "someone", "somebody"})
THINGS = frozenset({"it", "its"})


class Parties:
    """Tells which tokens head a party and turns them into ``Party`` records."""

    def __init__(self, syntax: Syntax, mentions: Iterable[Mention], acts: Acts) -> None:
        self.s, self.acts = syntax, acts
        self.mention: dict[int, Mention] = {}
        syntax.named, syntax.is_somebody = self.named, self.is_party
        for one in mentions:
            self.mention.setdefault(one.head, one)
        self.label: dict[int, str] = {}
        self.first: dict[int, int] = {}
        heads, deps = syntax.heads, syntax.deps
        for entity in syntax.a.entities:
            head = entity.end - 1
            for token in range(entity.end - 1, entity.start - 1, -1):
                outside = not entity.start <= heads[token] < entity.end or heads[token] == token
                if outside and deps[token] not in ("case", "punct"):
                    head = token
                    break
            self.label[head] = entity.label
            self.first[head] = entity.start
            if entity.label in INERT:
                for token in range(entity.start, entity.end):
                    self.label.setdefault(token, entity.label)

    def is_party(self, token: int) -> bool:
        """Return whether the token heads a phrase for somebody who can act."""
        pos, s_low = self.s.pos[token], self.s.low[token]
        if s_low[-1].isdigit() or s_low[0] in CURRENCY or s_low.endswith("$") or s_low[0].isdigit():
            return False
        if token in self.mention:
            return True
        if s_low == "power":
            return False
        if pos == "PRON":
            return s_low in PERSONAL or (self.s.low[token] in POSSESSIVE and self.s.deps[token] == "poss")
        label = self.label.get(token)
        if label in ACTING:
            return True
        if pos == "PROPN":
            return label is None and self.s.deps[token] not in ("compound", "npadvmod")
        if s_low in THRONGS and self.s.deps[token] in ("nsubj", "agent") and self._of(token) is None:
            return True
        if s_low in COUNTED and self.s.deps[token] in ("nsubj", "nsubjpass", "pobj", "dobj"):
            return label in (None, "CARDINAL")
        if pos == "NOUN":
            lemma = self.s.lemmas[token]
            return label is None and (lemma in self.acts.actors or lemma.removesuffix("s") in self.acts.actors)
        return False

    def is_place(self, token: int) -> bool:
        """Return whether the token names a place one can travel to."""
        label = self.label.get(token)
        if label is not None:
            return label in PLACES
        mention = self.mention.get(token)
        if mention is not None and mention.kind == "metonym":
            return True
        return self.s.pos[token] == "PROPN" or self.s.lemmas[token] in (
            "capital",
            "country",
            "city",
            "region",
        )

    def is_person(self, token: int) -> bool:
        """Return whether the token stands for a person or persons (not a state or organisation)."""
        if self.s.pos[token] == "PRON":
            return self.s.low[token] in PERSONAL and self.s.low[token] not in THINGS
        label = self.label.get(token)
        if label is not None and not (label == "ORG" and self._single(token)):
            return label == "PERSON" or (label in ("ORG", "NORP") and self.titled(token))
        mention = self.mention.get(token)
        if self.s.pos[token] == "PROPN":
            return True
        if mention is not None and mention.kind in ("title", "role"):
            return True
        return self.s.pos[token] == "NOUN" and self.is_party(token) and self.s.lemmas[token] not in CROWDS

    def is_official(self, token: int) -> bool:
        """Return whether the token stands for a state, a ministry or an office-holder."""
        mention = self.mention.get(token)
        if mention is not None and mention.kind in ("title", "metonym"):
            return True
        if self.s.tags[token] in ("NNS", "NNPS"):
            return False
        return self.label.get(token) == "GPE" or self.s.lemmas[token].lower() in OFFICIALS or self.titled(token)

    def titled(self, token: int) -> bool:
        """Return whether a name stands with an office or form of address."""
        return any(self.s.deps[k] == "compound" and self.s.low[k] in TITLES for k in self.s.kids[token])

    def _single(self, token: int) -> bool:
        """Return whether a name is one capitalised word, which the model often takes for a firm."""
        return self.first.get(token) == token and self.s.a.words[token].istitle()

    def is_plural(self, token: int) -> bool:
        """Return whether the phrase names two or more parties."""
        if self.s.tags[token] in ("NNS", "NNPS") or self.s.low[token] in PLURALS:
            return True
        if any(self.s.deps[k] == "conj" for k in self.s.kids[token]):
            return True
        mods = [
            k for k in self.s.kids[token] if self.s.deps[k] in ("compound", "amod", "nmod") and self.s.low[k] in COMPASS
        ]
        return any(self.s.deps[c] == "conj" for k in mods for c in self.s.kids[k])  # "North and South Sudan"

    def at(self, token: int | None) -> list[int]:
        """Return the heads of all parties of a phrase: conjuncts, what a count counts, antecedents."""
        if token is None:
            return []
        token, relative = self.s.antecedent(token), token
        if token != relative and self.is_party(token) and self.s.lemmas[token] not in self.acts.quantity:
            return [t for t in self.s.a.conjuncts(token) if t < relative and self.is_party(t)]
        token = self._called(token)
        inner = self._of(token)
        counted = self.s.lemmas[token] in self.acts.quantity or self.s.pos[token] == "NUM"
        if inner is not None and counted and (found := self.at(inner)):
            return found
        if inner is not None and self.s.tags[token] == "NNS" and self._states(inner):
            return self.s.a.conjuncts(inner)
        if self.s.lemmas[token] in FORCES and (owner := self._owner(token)) is not None:
            return [owner]
        return [t for t in self.s.a.conjuncts(token) if self.is_party(t)] if self.is_party(token) else []

    def _called(self, token: int) -> int:
        """Return the name right behind a noun: "the Islamist movement Hamas"."""
        name = token + 1
        while name < len(self.s.deps) and self.s.deps[name] == "compound" and self.s.pos[name] == "PROPN":
            name += 1
        if self.s.pos[token] != "NOUN" or name >= len(self.s.deps) or self.s.heads[name] != token:
            return token
        close = self.s.deps[name] == "appos" and self.s.pos[name] == "PROPN"
        return name if close and self.is_party(name) else token

    def _owner(self, token: int) -> int | None:
        """Return whose troops or jets they are, when a possessor says it."""
        return next((k for k in self.s.kids[token] if self.s.deps[k] == "poss" and self.is_party(k)), None)

    def _states(self, token: int) -> bool:
        """Return whether a phrase coordinates states by name: "the armies of Brazil and Argentina"."""
        names = self.s.a.conjuncts(token)
        return len(names) > 1 and all(self.label.get(t) == "GPE" for t in names)

    def _of(self, token: int) -> int | None:
        for kid in self.s.kids[token]:
            if self.s.deps[kid] == "prep" and self.s.low[kid] in ("of", "from"):
                if self.s.low[kid] == "from" and self.s.low[token] not in INDEFINITE:
                    continue
                return next((k for k in self.s.kids[kid] if self.s.deps[k] == "pobj"), None)
        return None

    def within(self, token: int | None, spoken: bool = False, depth: int = 0) -> list[int]:
        """Return the parties inside a phrase that is none itself: "the homes of villagers".

        In an act of words (``spoken``) where something happened is not whom it is about.
        """
        if token is None or depth > 3:
            return []
        s = self.s
        for agent in s.frame(token).preps.get("by", ()):
            if found := self.at(agent):
                return found
        if spoken and s.lemmas[token] in VICTIMS and s.frame(token).preps.get("of"):
            return [t for k in s.kids[token] if s.deps[k] == "poss" for t in self.at(k)]
        for kid in s.kids[token]:
            if s.deps[kid] == "poss":
                return self.at(kid) or self.within(kid, spoken, depth + 1)
        topical = s.lemmas[token] in TOPICS
        modifiers = [
            k
            for k in s.kids[token]
            if s.deps[k] in ("amod", "compound", "nmod")
            and self.named(k)
            and not (topical and s.tags[k] != "JJ" and self.label.get(k) == "GPE")
        ]
        if modifiers:
            return [t for m in modifiers for t in (*self._hyphened(m), *s.a.conjuncts(m)) if self.named(t)]
        for kid in s.kids[token]:
            if s.deps[kid] in ("prep", "agent") and s.low[kid] not in APART and not (spoken and s.low[kid] in PLACED):
                for inner in s.kids[kid]:
                    if s.deps[inner] == "pobj" and (found := self.at(inner) or self.within(inner, spoken, depth + 1)):
                        return found
            elif s.deps[kid] == "acl" and s.tags[kid] == "VBN":
                for inner in s.frame(kid).preps.get("by", ()):
                    if found := self.at(inner):
                        return found
        return []

    def _hyphened(self, token: int) -> list[int]:
        """Return the names before a hyphen: the United States of "a joint US-Saudi statement"."""
        found, low = [], self.s.low
        while token >= 2 and low[token - 1] in ("-", "–") and self.named(token - 2):
            token -= 2
            found.append(token)
        return found[::-1]

    def named(self, token: int) -> bool:
        """Return whether a modifier is a name, demonym or state ("Israeli", "US")."""
        low = self.s.low
        if "$" in low[token] or (
            token > 1 and low[token - 1] == "-" and low[token - 2] in ("anti", "pro", "non", "ex")
        ):
            return False
        mention = self.mention.get(token)
        if mention is not None:
            return mention.kind not in ("noun", "role", "title", "pronoun")
        return self.label.get(token) in ("GPE", "NORP", "ORG", "PERSON")

    # -- records -----------------------------------------------------------------------------------
    def records(self, tokens: Iterable[int], homes: Homes | None = None) -> tuple[Party, ...]:
        """Return the parties headed by ``tokens``, each once; ``homes`` tells the country of the unknown."""
        found: dict[tuple[int, int], Party] = {}
        for token in tokens:
            ranges = self._ranges(token)
            for first, last in ranges:
                span = self.s.a.span(first, last)
                country = self._country(token, first, last, len(ranges), homes)
                found.setdefault((span.start, span.end), Party(one_line(span.text), span, country=country))
        return tuple(found.values())

    def _country(self, token: int, first: int, last: int, ranges: int, homes: Homes | None) -> str | None:
        """Return the country of one range; of "Greek and Turkish officials" each adjective tells its own."""
        if homes is None:
            return None
        if ranges > 1:
            named = [t for t in range(first, last) if t != token and self.named(t)]
            return next((c for t in named if (c := homes.named(t))), None)
        return homes.country(token)

    def _ranges(self, token: int) -> list[tuple[int, int]]:
        s = self.s
        mention = self.mention.get(token)
        pairs = [
            k for k in s.kids[token]
            if s.deps[k] in ("nmod", "amod", "compound") and self.named(k)
            and any(s.deps[c] == "conj" and self.named(c) for c in s.kids[k])
        ]  # fmt: skip
        if pairs and s.tags[token] in ("NNS", "NNPS"):
            names = s.a.conjuncts(pairs[0])
            ranges = [(self._left(t), t + 1) for t in names[:-1]]
            return [*ranges, (self._left(names[-1]), token + 1)]
        if mention is not None:
            return [mention.tokens]
        return [(self._left(token), token + 1)]

    def _left(self, token: int) -> int:
        first = self.first.get(token, token)
        for kid in reversed(self.s.kids[token]):
            if (
                kid < first
                and self.s.tags[kid] not in ("WDT", "IN")
                and self.s.deps[kid] in ("compound", "amod", "det", "nummod", "poss", "nmod", "case")
            ):
                first = min(first, self._left(kid) if self.s.deps[kid] != "amod" else kid)
        return first
