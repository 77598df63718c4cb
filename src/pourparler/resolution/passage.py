"""The words for he, she, it and they, and the passage a pronoun stands in."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.resolution.referents import Discourse, Referent

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
SECOND = frozenset(("you", "your", "yours", "yourself"))
POSSESSIVE = frozenset(("his", "her", "its", "their"))
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
FLOOR, SHARE = 0.22, 0.86
"""An antecedent needs this salience, and the next best at most this share of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a pronoun stands: the statement that holds it, and whose words these are."""

    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    quoted: bool = False


def says(world: Discourse, referent: Referent, head: int) -> bool:
    """Whether a pronoun lies in the complement of the referent's verb ("X said he would")."""
    a, at = world.analysis, head
    for _ in range(12):
        if a.heads[at] == at:
            return False
        if a.deps[at] == "ccomp":
            subject = a.child(a.heads[at], "nsubj")
            return subject is not None and subject < head and referent.id in world.of_token(subject)
        at = a.heads[at]
    return False
