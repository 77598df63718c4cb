"""A mention with what it says of its actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import Noun
from pourparler.records import Analysis, Mention
from pourparler.resolution.names import Name
from pourparler.resolution.page import Modifiers, Page


@dataclass(frozen=True, slots=True)
class Detail:
    """What a mention says of its actor: see ``Phrase``."""

    name: Name | None = None
    noun: Noun | None = None
    title: str | None = None
    mods: Modifiers = field(default_factory=lambda: Modifiers(0))
    states: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    tail: tuple[int, int] | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Phrase(Mention):
    """A mention with what it says: name, role noun, title, states and organisations that modify it."""

    detail: Detail = field(default_factory=Detail, compare=False, repr=False)


def modifying(mods: Modifiers, gazetteer: Gazetteer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the states and the organisations (or persons) that modify a phrase, in text order."""
    states = [n.ids[0] for n in reversed(mods.names) if n.ids and gazetteer.entries[n.ids[0]].kind == "state"]
    bodies = [n.ids[0] for n in reversed(mods.names) if n.ids and gazetteer.entries[n.ids[0]].kind != "state"]
    return tuple(dict.fromkeys(states)), tuple(dict.fromkeys(bodies))


def head_in(analysis: Analysis, first: int, last: int) -> int:
    """Return the token of a range whose head lies outside; the last one when there are several."""
    outside = [i for i in range(first, last) if not first <= analysis.heads[i] < last or analysis.heads[i] == i]
    nouns = [i for i in outside if analysis.tags[i] in ("NN", "NNS", "NNP", "NNPS", "JJ")]
    return (nouns or outside or [last - 1])[-1]


def make_phrase(
    page: Page,
    first: int,
    last: int,
    head: int,
    kind: str,
    actor: str | None,
    others: tuple[str, ...],
    rule: str,
    detail: Detail,
) -> Phrase:
    """Return the mention of tokens ``first`` to ``last``; ``others`` are its candidates."""
    span = page.analysis.span(first, last)
    candidates = () if actor else others
    return Phrase(span, (first, last), head, kind, actor, candidates, rule, 1.0, detail)  # type: ignore[arg-type]
