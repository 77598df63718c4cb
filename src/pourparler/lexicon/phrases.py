"""Acts in plain English: ``meet {}``, ``hold talks``, ``talks``; past and -ing form of the verb.

The words stand in ``phrases.toml``; a test holds that every act and mode has its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

VOWELS = "aeiou"
VERBS = re.compile(r"^\w+(?: or \w+)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """How an act is said: ``whom`` with a place for the other side, ``alone`` without, ``noun``."""

    whom: str
    alone: str
    noun: str


def phrase_of(act: str, mode: str | None) -> Phrase:
    """Return the phrase of an act and mode; of the act alone, or of its name, where there is none."""
    modes = _data().get(act, {})
    found = modes.get(mode or "") or modes.get("")
    if found:
        return Phrase(*found)
    name = act.lower().replace("_", " ")
    return Phrase(f"{name} {{}}", name, name)


def past(phrase: str) -> str:
    """Return a phrase with its verb in the past: ``met {}``, ``tested or moved weapons``."""
    return VERBS.sub(lambda found: " or ".join(map(_past, found[0].split(" or "))), phrase)


def gerund(phrase: str) -> str:
    """Return a phrase with its verb in -ing: ``meeting {}``, ``testing or moving weapons``."""
    return VERBS.sub(lambda found: " or ".join(map(_gerund, found[0].split(" or "))), phrase)


def _gerund(verb: str) -> str:
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    return str(_data()["gerund"].get(verb, stem + "ing"))


def with_article(name: str) -> str:
    """Return a name as it stands in the middle of a sentence: ``the United States``, ``Norway``."""
    rules = _data()["article"]
    wants = name in rules["whole"] or name.endswith(tuple(rules["ends"])) or name.startswith(tuple(rules["starts"]))
    return f"the {name}" if wants else name


def _past(verb: str) -> str:
    if verb in _data()["past"]:
        return str(_data()["past"][verb])
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


@cache
def _data() -> dict[str, Any]:
    text = files("pourparler.lexicon").joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
