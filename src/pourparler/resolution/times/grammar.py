"""The grammar of time expressions: ``lexicon/times.toml`` made into matchers.

Every token becomes one letter: the set of word classes that it belongs to. A rule becomes a regular
expression over such letters, so that a named group gives the place of a token at once. Words that belong
to no class become ``.``; no rule matches them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

OTHER = "."
NODES = {"NODE": "@", "CLOCKNODE": "#"}
_PIECE = re.compile(r"\(\?<?[!=]|<(\w+):|>|([A-Z_]+)|([a-z][a-z'.’]*)|\s+|[()|?*+]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``pattern`` over letters; ``meaning`` names the function that values a match."""

    name: str
    level: int
    pattern: re.Pattern[str]
    meaning: str
    letter: str
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


class Grammar:
    """Word classes, their values and the rules by level; made once, never changed."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.table = table
        self.holidays: dict[str, str] = {_flat(name.split()): how for name, how in table["holidays"].items()}
        self.values: dict[str, dict[str, Any]] = table["values"]
        rules = [*_holiday_rules(table["holidays"]), *table["rule"]]
        self.members = self._words(rules)
        self.shapes = [(name, re.compile(shape["pattern"])) for name, shape in table["shapes"].items()]
        self.letters = self._letters(table["shapes"])
        self.letter = lru_cache(maxsize=8192)(self._letter)
        self.rules = {level: [self._rule(r) for r in rules if r["level"] == level] for level in (1, 2, 3, 4)}
        core = frozenset(table["core"])
        self.core = re.compile("[" + "".join(c for key, c in self.letters.items() if key & core) + "]")

    def value(self, name: str, word: str) -> Any:
        """Return the value of ``word`` in class ``name``, or None."""
        table = self.values[name]
        for form in _forms(word):
            if form in table:
                return table[form]
        return None

    def _words(self, rules: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
        members: dict[str, set[str]] = {}
        for name, words in [*self.values.items(), *self.table["classes"].items()]:
            for word in words:
                members.setdefault(word, set()).add(name)
        for name in self.table["holidays"]:
            for word in name.split():
                members.setdefault(word, set()).add("HOLIDAY" if word[0].isupper() else word)
        for rule in rules:
            for word in rule.get("words", ()) or _literals(rule["pattern"]):
                members.setdefault(word, set()).add(word)
        return {word: frozenset(names) for word, names in members.items()}

    def _classes(self, word: str) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for form in _forms(word):
            found |= self.members.get(form, frozenset())
        if word[:1].isdigit() or (word[-1:].isdigit() and len(word) < 10) or word[-2:] == "0s":
            found |= {name for name, shape in self.shapes if shape.fullmatch(word.lower())}
        return found

    def _letters(self, shapes: dict[str, Any]) -> dict[frozenset[str], str]:
        samples = [*self.members, *(w.lower() for w in self.members), *(w.capitalize() for w in self.members)]
        samples += [example for shape in shapes.values() for example in shape["examples"]]
        samples += [str(n) for n in range(1, 130)] + [f"{n:02}" for n in range(100)] + ["1500", "1959", "2010", "2030"]
        keys = dict.fromkeys(self._classes(word) for word in samples)
        keys.pop(frozenset(), None)
        return {key: chr(0x4E00 + i) for i, key in enumerate(keys)}

    def _letter(self, word: str) -> str:
        return self.letters.get(self._classes(word), OTHER)

    def _class(self, name: str) -> str:
        return "".join(letter for key, letter in self.letters.items() if name in key)

    def _rule(self, rule: dict[str, Any]) -> Rule:
        pattern = re.compile(self._compile(rule["pattern"], rule.get("words")))
        letter = NODES[rule.get("yields", "NODE")]
        examples = tuple(rule.get("match", ())), tuple(rule.get("reject", ()))
        return Rule(rule["name"], rule["level"], pattern, rule["meaning"], letter, *examples)

    def _compile(self, pattern: str, words: list[str] | None = None) -> str:
        if words is not None:
            return "".join(f"[{self._class(w)}]" for w in words) + self._compile(pattern)
        return "".join(self._piece(piece) for piece in _PIECE.finditer(pattern))

    def _piece(self, piece: re.Match[str]) -> str:
        text = piece.group()
        if piece.group(1):
            return f"(?P<{piece.group(1)}>"
        if text in NODES:
            return NODES[text]
        if piece.group(2) or piece.group(3):
            if not (letters := self._class(text)):
                raise ValueError(f"no word of class {text!r} in the lexicon of times")
            return f"[{letters}]"
        return ")" if text == ">" else text.strip()


def _holiday_rules(holidays: dict[str, str]) -> Iterator[dict[str, Any]]:
    for name in holidays:
        yield {
            "name": "holiday", "level": 1, "words": name.split(), "meaning": "holiday",
            "pattern": "((COMMA | of | in)? <year:YEAR> | <rel:last|this|next> year)?",
        }  # fmt: skip


def _literals(pattern: str) -> list[str]:
    return [piece.group(3) for piece in _PIECE.finditer(pattern) if piece.group(3)]


def _forms(word: str) -> Iterator[str]:
    yield word
    lower = word.lower()
    if lower != word:
        yield lower
        if word.isupper() and len(word) > 2:
            yield word.capitalize()


def _flat(words: list[str]) -> str:
    return " ".join(words)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Return the grammar of ``lexicon/times.toml``, read once."""
    text = files("pourparler.lexicon").joinpath("times.toml").read_text("utf-8")
    return Grammar(tomllib.loads(text))
