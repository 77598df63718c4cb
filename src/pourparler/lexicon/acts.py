"""The acts: which verbs and nouns name which deed, and who is who in their frame.

``acts.tsv`` holds one frame a line: kind, heads, needs, act, mode, roles, example. ``heads`` are the
lemmas that share the frame. ``needs`` restrict it, blank separated: ``obj`` (any object), ``obj=actor``
(one who can act), ``obj=place``, ``obj=person``, ``obj=@talks`` (a class of ``acts.toml``), ``noobj``,
``prt=off`` (particle), ``subj=plural``, ``dative=actor``, ``oprd=hostage``, ``mod=joint,naval`` (modifier
of a noun), ``adv=sexually``, and any preposition (``with=actor``). ``roles`` are ``A=…`` (where the
actor of a noun stands), ``R=…`` (where the recipient stands, tried in order; ``inobj`` is an actor inside
the object: "the homes of villagers") and flags: ``recip`` (all parties are actors), ``weak`` (coded with
less confidence), ``said`` (the subject is a thing: who says it acts), ``nay`` (only
"will not", "could not"), ``host``, ``subjperson``, ``force=refuse``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

VERB_ROLES = (
    "obj",
    "dative",
    "inobj",
    "against",
    "on",
    "with",
    "to",
    "at",
    "from",
    "toward",
    "towards",
    "over",
)
NOUN_AGENTS = ("by", "poss", "from", "amod", "compound")
NOUN_ROLES = ("on", "against", "with", "to", "of")
RECIPROCAL_AGENTS = ("between", "poss", "by", "of", "among", "from")
PERFORMING = frozenset({"stage", "wage", "co-host", "cohost"})
NAMES = frozenset({"actor", "any", "armed", "place", "person", "plural"})
"""Values of a need that are a test and not a word."""


@dataclass(frozen=True, slots=True)
class Need:
    """One restriction: ``slot`` must be filled by one of ``words``, or pass ``test``."""

    slot: str
    test: str = "any"
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ActEntry:
    """One frame of one verb or noun."""

    id: str
    kind: str
    head: str
    needs: tuple[Need, ...]
    act: str
    mode: str | None
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    flags: frozenset[str]
    force: str | None
    example: str

    @property
    def weight(self) -> int:
        """How specific the entry is: words weigh more than tests."""
        return sum(3 if n.words else 2 if n.test in ("armed", "person", "plural") else 1 for n in self.needs)


@dataclass(frozen=True, slots=True)
class Acts:
    """The compiled lexicon: frames by head lemma, most specific first, and the word classes."""

    verbs: dict[str, tuple[ActEntry, ...]]
    nouns: dict[str, tuple[ActEntry, ...]]
    classes: dict[str, frozenset[str]]
    actors: frozenset[str]
    quantity: frozenset[str]
    perform: frozenset[str]
    undergo: frozenset[str]
    perform_with: dict[str, frozenset[str]]
    end: frozenset[str]
    end_with: dict[str, frozenset[str]]
    occur: frozenset[str]
    effect: frozenset[str]
    ended: dict[str, tuple[str, str | None]]
    inverse: dict[str, tuple[str, str | None]]
    bare: dict[str, tuple[str, str]]
    unarmed: frozenset[str]
    targets: frozenset[str]
    conflict: frozenset[str]
    material_conflict: frozenset[str]
    called_off: frozenset[str]

    def entries(self) -> Iterator[ActEntry]:
        """Yield all frames, verbs first, heads in order."""
        for table in (self.verbs, self.nouns):
            for head in sorted(table):
                yield from table[head]


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of ``text`` as a set."""
    return frozenset(text.split())


@lru_cache(maxsize=1)
def load_acts() -> Acts:
    """Read ``acts.toml`` and ``acts.tsv``; raises ValueError on a line that names an unknown class."""
    folder = files("pourparler.lexicon")
    data = tomllib.loads((folder / "acts.toml").read_text("utf-8"))
    classes = {name: words(value) for name, value in data["classes"].items()}
    verbs: dict[str, list[ActEntry]] = {}
    nouns: dict[str, list[ActEntry]] = {}
    for line in (folder / "acts.tsv").read_text("utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            for entry in _entries(line, classes):
                (verbs if entry.kind == "verb" else nouns).setdefault(entry.head, []).append(entry)
    aliases = data["lemmas"]
    verbs |= {wrong: verbs[right] for wrong, right in aliases.items() if right in verbs and wrong not in verbs}
    return Acts(
        verbs={head: _sorted(found) for head, found in verbs.items()},
        nouns={head: _sorted(found) for head, found in nouns.items()},
        classes=classes,
        **_toml_fields(data),
    )


def _sorted(entries: list[ActEntry]) -> tuple[ActEntry, ...]:
    return tuple(sorted(entries, key=lambda e: -e.weight))


def _toml_fields(data: dict[str, Any]) -> dict[str, Any]:
    verbs, acts = data["verbs"], data["acts"]
    return {
        "actors": words(data["nouns"]["actors"]),
        "quantity": words(data["nouns"]["quantity"]),
        "perform": words(verbs["perform"]) | {w for w, right in data["lemmas"].items() if right in PERFORMING},
        "undergo": words(verbs["undergo"]),
        "perform_with": {k: frozenset(v) for k, v in verbs["perform_with"].items()},
        "end": words(verbs["end"]),
        "end_with": {k: frozenset(v) for k, v in verbs["end_with"].items()},
        "occur": words(verbs["occur"]),
        "effect": words(verbs["effect"]),
        "ended": {k: (v["act"], v["mode"] or None) for k, v in data["ended"].items()},
        "inverse": {k: (v["act"], v["mode"] or None) for k, v in data["inverse"].items()},
        "bare": {head: (force, v["act"]) for force, v in data["bare"].items() for head in v["heads"].split()},
        "unarmed": words(data["unarmed"]["heads"]),
        "targets": words(data["unarmed"]["targets"]),
        "conflict": frozenset(acts["conflict"]),
        "material_conflict": frozenset(acts["material_conflict"]),
        "called_off": frozenset(acts["called_off"]),
    }


def _entries(line: str, classes: dict[str, frozenset[str]]) -> Iterator[ActEntry]:
    kind, heads, needs, act, mode, roles, example = (line.split("\t") + [""] * 7)[:7]
    parsed = tuple(_need(one, classes, line) for one in needs.split())
    agents, recipients, flags, force = _roles(kind, roles)
    for head in heads.split():
        name = f"{kind} {head}" + (f" [{needs}]" if needs else "")
        yield ActEntry(name, kind, head, parsed, act, mode or None, agents, recipients, flags, force, example)


def _need(text: str, classes: dict[str, frozenset[str]], line: str) -> Need:
    slot, _, value = text.partition("=")
    if not value or value in NAMES:
        return Need(slot, value or "any")
    found: set[str] = set()
    for word in value.split(","):
        if word.startswith("@"):
            if word[1:] not in classes:
                raise ValueError(f"unknown class {word} in the act lexicon: {line}")
            found |= classes[word[1:]]
        else:
            found.add(word)
    return Need(slot, "words", frozenset(found))


def _roles(kind: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str], str | None]:
    agents: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    flags, force = set(), None
    for one in text.split():
        name, _, value = one.partition("=")
        if name == "A":
            agents = tuple(value.split(","))
        elif name == "R":
            recipients = tuple(value.split(","))
        elif name == "force":
            force = value
        else:
            flags.add(name)
    if agents is None:
        agents = ("subj",) if kind == "verb" else RECIPROCAL_AGENTS if "recip" in flags else NOUN_AGENTS
    if recipients is None:
        recipients = VERB_ROLES if kind == "verb" else ("with",) if "recip" in flags else NOUN_ROLES
    return agents, recipients, frozenset(flags), force
