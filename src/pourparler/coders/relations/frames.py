"""Grammar of the two actors, as features: what governs each, what its verb governs, the way between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pourparler.coders.relations.marked import Marked
from pourparler.lexicon.acts import load_acts
from pourparler.lexicon.forces import load_forces
from pourparler.records import Analysis

LINKS = frozenset({"ADP", "PART", "SCONJ", "CCONJ"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "conj", "acl", "relcl", "pcomp"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "nsubjpass", "dative"})


class Frames:
    """Reads the frames of one marked text; ``words`` are its masked words."""

    def __init__(self, marked: Marked, words: list[str]) -> None:
        self.m, self.a, self.words = marked, marked.analysis, words
        self.acts, self.forces = load_acts(), load_forces()

    def verbs(self) -> Iterator[str]:
        """Yield what governs each actor, and the complements and objects of the source's verb."""
        for name, head in (("s", self.m.source_head), ("t", self.m.target_head)):
            if head is None:
                continue
            above = chain(self.a, head)
            for depth, token in enumerate(above[:4]):
                lemma = self._lemma(token)
                yield f"{name}{depth}={lemma}"
                yield f"{name}={lemma}"
                if depth == 0:
                    yield f"{name}={self._slot(head)}<{lemma}"
                    yield from (f"{name}.{one}" for one in self._clause(token))
                yield from (f"{name}{min(depth, 2)}.{one}" for one in self._known(token))
            if len(above) > 1:
                yield f"{name}=" + "<".join(self._lemma(t) for t in above[:2])
            if name == "s" and above:
                yield from self._below(above[0], 0)

    def path(self) -> Iterator[str]:
        """Yield the words on the way through the tree from source to target."""
        way = between_heads(self.m)
        if not way:
            return
        words = [self._lemma(t) for t in way]
        yield "path=" + ">".join(words[:8])
        yield f"length={min(6, len(way))}"
        yield from (f"on={word}" for word in words)
        yield from (f"on={one}>{other}" for one, other in pairwise(words))
        yield "deps=" + ">".join(self.a.deps[t] for t in way[:6])
        for token in way:
            yield from (f"on.{one}" for one in self._known(token))
            if self.a.pos[token] in ("VERB", "AUX"):
                yield from (f"on.{one}" for one in self._clause(token))

    def _below(self, token: int, depth: int) -> Iterator[str]:
        """Yield what a verb governs: clauses, objects and what they are of and for."""
        a, lemma = self.a, self._lemma(token)
        for kid in a.children[token]:
            dep = a.deps[kid]
            if dep in CLAUSES and depth < 3:
                yield f"v={lemma}>{dep}>{self._lemma(kid)}"
                yield f"v+{self._lemma(kid)}"
                yield from (f"v+{one}" for one in (*self._known(kid), *self._clause(kid)))
                yield from self._below(kid, depth + 1)
            elif dep in OBJECTS:
                yield from self._object(kid, lemma)
            elif dep in ("prep", "agent"):
                yield from self._prep(kid, lemma, "v")

    def _object(self, token: int, lemma: str) -> Iterator[str]:
        a, word = self.a, self._word(token)
        yield f"o={lemma}>{word}"
        yield f"o+{word}"
        yield from (f"o+{one}" for one in self._known(token))
        for kid in a.children[token]:
            dep = a.deps[kid]
            if dep in ("amod", "compound") and a.pos[kid] != "PROPN":
                yield f"o+{self._lemma(kid)}_{word}"
            elif dep == "prep":
                yield from self._prep(kid, word, "o")
            elif dep in ("acl", "relcl"):
                yield f"o={word}>{self._lemma(kid)}"

    def _prep(self, prep: int, above: str, name: str) -> Iterator[str]:
        a, low = self.a, self.a.words[prep].lower()
        yield f"{name}={above}>{low}"
        for inner in a.children[prep]:
            if a.deps[inner] in ("pobj", "pcomp"):
                word = self._word(inner)
                yield f"{name}={above}>{low}>{word}"
                yield f"p+{low}>{word}"
                if a.deps[inner] == "pcomp":
                    yield f"v+{word}"
                    yield from self._below(inner, 2)

    def _clause(self, verb: int) -> Iterator[str]:
        """Yield modals, negation, particle and form of a verb."""
        a, lemma = self.a, self._lemma(verb)
        for kid in a.children[verb]:
            dep, low = a.deps[kid], a.words[kid].lower()
            if dep in ("aux", "auxpass"):
                yield f"aux={low}"
            elif dep == "neg" or low in ("not", "n't", "never"):
                yield "neg"
                yield f"neg {lemma}"
            elif dep == "prt":
                yield f"{lemma}_{low}"
        yield f"tag={a.tags[verb]}"

    def _known(self, token: int) -> Iterator[str]:
        """Yield what the lexicons know of a word: acts that it can name, the force that it can give."""
        lemma, pos = self._lemma(token), self.a.pos[token]
        verbal = pos in ("VERB", "AUX")
        entries = (self.acts.verbs if verbal else self.acts.nouns).get(lemma, ())
        yield from sorted({f"act={e.act}" for e in entries if e.act != "STATE"})
        table = self.forces.verbs if verbal else self.forces.adjectives if pos == "ADJ" else self.forces.nouns
        if (found := table.get(lemma)) is not None:
            yield f"op={found.op}"

    def _slot(self, token: int) -> str:
        dep, head = self.a.deps[token], self.a.heads[token]
        return f"{dep}:{self.a.words[head].lower()}" if dep == "pobj" else dep

    def _lemma(self, token: int) -> str:
        return self.a.lemmas[token].lower()

    def _word(self, token: int) -> str:
        return self.words[token] or self._lemma(token)


def chain(analysis: Analysis, token: int) -> list[int]:
    """Return the words that govern a token, nearest first, prepositions and other links left out."""
    return [t for t in analysis.ancestors(token) if analysis.pos[t] not in LINKS]


def between_heads(marked: Marked) -> list[int]:
    """Return the tokens on the way through the tree from source to target, both left out."""
    one, other = marked.source_head, marked.target_head
    if one is None or other is None:
        return []
    up, down = [one, *marked.analysis.ancestors(one)], [other, *marked.analysis.ancestors(other)]
    meeting = next((t for t in up if t in down), None)
    if meeting is None:
        return []
    way = up[: up.index(meeting) + 1] + down[: down.index(meeting)][::-1]
    return [t for t in way if t not in (one, other)]
