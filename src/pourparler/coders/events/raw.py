"""An act found in the text, before its force is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pourparler.lexicon.acts import ActEntry


@dataclass(slots=True)
class Raw:
    """An act found at ``anchor``. The climb for its force starts at ``top`` with ``certain`` or not."""

    anchor: int
    entry: ActEntry
    top: int
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    thirds: list[int] = field(default_factory=list)
    ended: int | None = None
    presupposed: bool = False
    alleged: bool = False
    nominal: bool = False
    standing: bool = False
    own_actors: bool = True
    light: int | None = None
    caused: int | None = None
    confidence: float = 0.9


def spoken(entry: ActEntry) -> ActEntry:
    """Return the entry of an attack that is made with words."""
    return replace(entry, id=f"{entry.id} in words", act="ACCUSE", mode="disapprove")


def mediated(entry: ActEntry) -> ActEntry:
    """Return the entry of talks or a deal that a third party brings about."""
    return replace(entry, id=f"{entry.id} between others", act="CONSULT", mode="mediate")


def protested(entry: ActEntry) -> ActEntry:
    """Return the entry of a protest that an office makes: a complaint and no crowd."""
    return replace(entry, id=f"{entry.id} by an office", act="ACCUSE", mode="complain")


def recalled(entry: ActEntry) -> ActEntry:
    """Return the entry of an envoy of one's own who is called home."""
    return replace(entry, id=f"{entry.id} of one's own", act="SANCTION", mode="withdraw")


def reconciled(entry: ActEntry) -> ActEntry:
    """Return the entry of an end to bad relations."""
    return replace(entry, id=f"{entry.id} that were hostile", act="SUPPORT", mode=None)


def bare_entry(lemma: str, force: str, act: str) -> ActEntry:
    """Return the entry of a bare predicate; its force is that of the predicate."""
    own = None if force == "did" else force
    return ActEntry(f"bare {lemma}", "verb", lemma, (), act, None, ("subj",), (), frozenset(), own, "")


def traded(entry: ActEntry) -> ActEntry:
    """Return retaliation in a trade dispute: tariffs, no arms."""
    return replace(entry, act="SANCTION", mode="discontinue")
