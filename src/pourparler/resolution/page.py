"""An analysis with its names and role nouns at hand, and what stands before a phrase's head."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.lexicon.roles import Found, Noun, RoleWords, load_roles, word_set
from pourparler.records import Analysis
from pourparler.resolution.names import Name

STATES = frozenset(("state", "adjective"))
LEFT = frozenset(
    (
        "det",
        "amod",
        "compound",
        "poss",
        "nmod",
        "nummod",
        "quantmod",
        "predet",
        "preconj",
        "advmod",
        "npadvmod",
    )
)
DETERMINERS = word_set("determiners")
DEFINITE = frozenset(("the", "this", "that", "these", "those", "'s", "both"))
MODIFIERS = frozenset(("JJ", "JJS", "JJR", "NN", "NNP", "NNS", "VBN", "VBG", "CD", "HYPH", "NNPS", "AFX"))


@dataclass(slots=True)
class Page:
    """One analysis with its names and role nouns at hand, indexed by their last token."""

    analysis: Analysis
    names: list[Name]
    words: tuple[str, ...]
    lexicon: RoleWords
    hits: list[Found]
    name_end: dict[int, Name] = field(default_factory=dict)
    name_at: dict[int, Name] = field(default_factory=dict)
    hit_end: dict[int, Found] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis, names: list[Name]) -> Page:
        """Index the names and role nouns of an analysis; a role noun inside a name does not count."""
        words = tuple(w.lower() for w in analysis.words)
        lexicon = load_roles()
        free = list(words)
        for name in names:
            if name.what != "adjective":
                free[name.first : name.last] = [""] * (name.last - name.first)
        hits = [f for f in lexicon.scan(free) if analysis.sentence_of[f.start] == analysis.sentence_of[f.end - 1]]
        page = cls(analysis, names, words, lexicon, hits)
        page.name_end = {n.last: n for n in names}
        page.name_at = {i: n for n in names for i in range(n.first, n.last)}
        page.hit_end = {f.end: f for f in hits}
        return page

    def sentence_start(self, token: int) -> int:
        """Return the first token of the sentence of ``token``."""
        return self.analysis.sentences[self.analysis.sentence_of[token]][0]

    def sentence_end(self, token: int) -> int:
        """Return one past the last token of the sentence of ``token``."""
        return self.analysis.sentences[self.analysis.sentence_of[token]][1]


@dataclass(slots=True)
class Modifiers:
    """What stands to the left of a name or role noun, from token ``start`` on."""

    start: int
    nouns: list[Found] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    owner: int | None = None
    """Head token of a possessor that is no state: "Trump's", "his", "the country's"."""
    former: bool = False
    acting: str = ""
    gender: str | None = None
    determiner: str | None = None
    number: int | None = None
    joined: bool = False
    """Whether the names are coordinated: "US and South Korean"."""
    other: bool = False
    """Whether "another", "other" or "second" tells it apart from one before."""

    @property
    def noun(self) -> Noun | None:
        """The role noun nearest to the name."""
        return self.nouns[0].noun if self.nouns else None
