"""Whose country a party belongs to when it is nobody the gazetteer knows: "refugees in Liberia".

Only the words of the party's own phrase tell: an adjective, a possessor, a place it is in or from. What
the resolution knows of the party comes first; this fills what it leaves open.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pourparler.coders.events.parties import Parties
from pourparler.coders.events.syntax import Syntax
from pourparler.lexicon import countries, gazetteer
from pourparler.lexicon.grammar import grammar
from pourparler.records import Party

DOMESTIC = grammar("domestic")
PLACED = grammar("placed")
OFFICES = grammar("offices")
INTERNAL = frozenset({"COERCE", "PROTEST", "CONCEDE"})
LIVING = grammar("living")
COMPASS = grammar("compass")
AGAINST = frozenset({"anti", "pro", "non", "ex", "anti-", "pro-"})
INSIDE = frozenset({"amod", "compound", "nmod", "poss", "appos"})


class Homes:
    """Reads countries off the phrases of one analysis."""

    def __init__(self, syntax: Syntax, parties: Parties) -> None:
        self.s, self.p = syntax, parties
        self.found: dict[int, str | None] = {}

    def country(self, token: int) -> str | None:
        """Return the ISO 3166 code of the state that the phrase of ``token`` names, or None."""
        if token not in self.found:
            self.found[token] = self._country(token, 0)
        return self.found[token]

    def _country(self, token: int, depth: int) -> str | None:
        if depth > 3:
            return None
        s = self.s
        if token > 1 and s.low[token - 1] == "-" and s.low[token - 2] in AGAINST:
            return None
        own = self.named(token)
        if own is not None:
            return own
        for kid in s.kids[token]:
            if s.deps[kid] in INSIDE and (found := self._country(kid, depth + 1)):
                return found
        for kid in s.kids[token]:
            if s.deps[kid] == "prep" and s.low[kid] in PLACED:
                if found := self._below(kid, depth):
                    return found
            elif s.deps[kid] in ("acl", "relcl") and s.lemmas[kid] in LIVING:
                for inner in s.kids[kid]:
                    if s.deps[inner] == "prep" and s.low[inner] in PLACED and (found := self._below(inner, depth)):
                        return found
                    if s.deps[inner] == "dobj" and (found := self._country(inner, depth + 1)):
                        return found
        return None

    def fill(
        self, parties: tuple[Party, ...], others: tuple[Party, ...], tokens: list[int], internal: bool
    ) -> tuple[Party, ...]:
        """Give plain domestic nouns ("police", "students") the one country that the event names.

        "Turkish police arrested students": where one side has a country, the other is a noun that names no
        country of its own, and it is a body or a crowd that a state has at home. In ``internal`` affairs
        (a curfew, a protest, a resignation) also somebody with a title who is not known otherwise. Where no
        side has a country, the only one that the sentence names counts.
        """
        if not tokens or all(p.country for p in parties):
            return parties
        known = {p.country for p in others if p.country} or self._told(tokens[0])
        if len(known) != 1:
            return parties
        home = next(iter(known))
        return tuple(
            replace(p, country=home) if p.country is None and self._domestic(t, internal) else p
            for p, t in zip(parties, tokens, strict=True)
        )

    def _told(self, token: int) -> set[str]:
        """Return the countries that the sentence of ``token`` names, by any name, adjective or town."""
        first, last = self.s.a.sentences[self.s.a.sentence_of[token]]
        return {c for t in range(first, last) if (c := self.named(t)) and len(c) == 3}

    def _domestic(self, token: int, internal: bool) -> bool:
        s = self.s
        mention = self.p.mention.get(token)
        if mention is not None and mention.actor is not None:
            return False
        if s.pos[token] == "PROPN":
            return internal and self.p.titled(token)
        known = DOMESTIC | OFFICES if internal else DOMESTIC
        owned = any(s.deps[k] == "poss" for k in s.kids[token])
        return s.pos[token] == "NOUN" and s.lemmas[token] in known and not owned

    def _below(self, prep: int, depth: int) -> str | None:
        for inner in self.s.kids[prep]:
            if self.s.deps[inner] == "pobj" and (found := self._country(inner, depth + 1)):
                return found
        return None

    def named(self, token: int) -> str | None:
        """Return the country that a name itself tells, or None."""
        mention = self.p.mention.get(token)
        if mention is not None and mention.actor is not None:
            return country_of(mention.actor)
        if self.p.label.get(token) in ("GPE", "NORP", "LOC") and token in self.p.first:
            return country_named(self.s.a.span(self.p.first[token], token + 1).text)
        return None


@cache
def country_of(actor: str) -> str | None:
    """Return the country of an actor of the gazetteer that we ship."""
    entry = gazetteer.load(None).entries.get(actor)
    return entry.country if entry is not None else None


@cache
def country_named(name: str) -> str | None:
    """Return the country that a name means: a state by name, or an entry that only one state has."""
    if code := countries.from_name(name.removeprefix("the ")):
        return code
    known = gazetteer.load(None)
    for found in known.by_name(name):
        if known.entries[found].kind in ("state", "place"):
            return country_of(found)
    first, _, rest = name.partition(" ")
    return country_named(rest) if rest and first.lower() in COMPASS else None
