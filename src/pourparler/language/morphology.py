"""Universal part of speech and lemma of a token, by spaCy's own rules, remembered.

spaCy's attribute ruler and lemmatizer together cost a third of a parse. Both depend on little more than
the word, its tag and its dependency label, so each combination is computed once, by those very
components on a document of one token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

VERBAL = {"ROOT", "advcl", "ccomp", "conj", "relcl", "xcomp"}
TELLING = {"aux", "auxpass", "mark", "det", "quantmod", "advmod"}
"""Labels that the attribute ruler of en_core_web_* looks at; all others are alike to it."""


CORRECTIONS = {
    "hoping": "hope", "hoped": "hope", "left": "leave", "felt": "feel", "found": "find", "ground": "grind",
    "wound": "wound", "wounded": "wound", "wounding": "wound", "striped": "strip", "planed": "plan",
    "axing": "axe", "axed": "axe", "dying": "die", "tying": "tie", "lying": "lie", "vying": "vie",
    "bound": "bind", "wed": "wed", "targeting": "target", "targeted": "target",
}  # fmt: skip
"""Verb forms that the rule lemmatizer takes for another verb ("hoping" as "hop")."""


class Morphology:
    """(word, tag, dependency) -> (part of speech, lemma)."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.stages = [proc for name, proc in nlp.pipeline if name in {"attribute_ruler", "lemmatizer"}]
        self.known: dict[tuple[str, str, str], tuple[str, str]] = {}

    def pairs(self, words: list[str], tags: list[str], deps: list[str]) -> list[tuple[str, str]]:
        """Return (part of speech, lemma) for each token."""
        known, found = self.known, []
        for key in zip(words, tags, map(_class, deps), strict=True):
            if (pair := known.get(key)) is None:
                if len(known) > 500_000:
                    known.clear()
                pair = known[key] = self._compute(*key)
            found.append(pair)
        return found

    def _compute(self, word: str, tag: str, dep: str) -> tuple[str, str]:
        from spacy.tokens import Doc

        doc = Doc(self.nlp.vocab, words=[word], tags=[tag], deps=[dep], heads=[0])
        for stage in self.stages:
            doc = stage(doc)
        lemma = doc[0].lemma_ or word
        if tag.startswith("V"):
            lemma = CORRECTIONS.get(word.lower(), lemma)
        return doc[0].pos_, lemma if doc[0].pos_ == "PROPN" else lemma.lower()


def _class(dep: str) -> str:
    return dep if dep in TELLING else "ROOT" if dep in VERBAL else "dep"
