"""Role nouns ("president", "foreign ministry", "troops"), honorifics and the gender of given names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pourparler.errors import SettingsError

NounKind = Literal["person", "body", "polity", "collective"]


@dataclass(frozen=True, slots=True)
class Noun:
    """One role noun; the fields are those of an entry of ``roles.toml``, ``plural`` says which form it is."""

    text: str
    id: str
    kind: NounKind
    sector: str
    office: str | None = None
    single: bool = False
    before: bool = False
    gender: str | None = None
    plural: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A role noun at tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    noun: Noun


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The role nouns, looked up by their first word, the longest first."""

    nouns: Mapping[str, tuple[tuple[tuple[str, ...], Noun], ...]]
    by_text: Mapping[str, Noun]
    honorifics: Mapping[str, str]
    short: Mapping[str, str]
    former: frozenset[str]
    acting: frozenset[str]
    begin: tuple[tuple[str, ...], ...]
    end: tuple[tuple[str, ...], ...]
    ousting: frozenset[str]

    def at(self, words: Sequence[str], index: int) -> Found | None:
        """Return the longest role noun that begins at ``words[index]`` (lower case), or None."""
        for parts, noun in self.nouns.get(words[index], ()):
            if tuple(words[index : index + len(parts)]) == parts:
                return Found(index, index + len(parts), noun)
        return None

    def scan(self, words: Sequence[str]) -> Iterator[Found]:
        """Yield the role nouns in ``words`` (lower case), in order, none overlapping."""
        index, nouns = 0, self.nouns
        while index < len(words):
            found = self.at(words, index) if words[index] in nouns else None
            if found:
                yield found
            index = found.end if found else index + 1


def plural_of(noun: str, odd: Mapping[str, str]) -> str:
    """Return the plural of an English noun, ``odd`` ones from the table."""
    if noun in odd:
        return odd[noun]
    head, _, last = noun.rpartition(" ")
    if last in odd:
        return f"{head} {odd[last]}".strip()
    first, of, rest = noun.partition(" of ")
    if of:
        return plural_of(first, odd) + of + rest
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def _roles() -> Mapping:
    return tomllib.loads(files("pourparler.lexicon").joinpath("roles.toml").read_text(encoding="utf-8"))


@cache
def _people() -> Mapping:
    return tomllib.loads(files("pourparler.lexicon").joinpath("given_names.toml").read_text(encoding="utf-8"))


@cache
def load_roles() -> RoleWords:
    """Return the role words of ``roles.toml``; raises ``SettingsError`` when a noun has two owners."""
    table = _roles()
    forms: dict[str, Noun] = {}
    for row in table["noun"]:
        for noun in row_nouns(row, table["plurals"]):
            if not noun.plural and noun.form in forms and not forms[noun.form].plural:
                raise SettingsError(f"roles.toml: {noun.form!r} is in {noun.id!r} and {forms[noun.form].id!r}")
            if noun.form not in forms or (forms[noun.form].plural and not noun.plural):
                forms[noun.form] = noun
    by_first: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for form, noun in forms.items():
        parts = tuple(token_words(form))
        by_first.setdefault(parts[0], []).append((parts, noun))
    cues = table["cues"]
    return RoleWords(
        nouns={w: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for w, rows in by_first.items()},
        by_text={noun.form: noun for noun in forms.values()},
        honorifics={w: g for g, names in table["honorifics"].items() for w in names},
        short=dict(table["short"]),
        former=frozenset(cues["former"]),
        acting=frozenset(cues["acting"]),
        begin=tuple(tuple(c.split()) for c in cues["begin"]),
        end=tuple(tuple(c.split()) for c in cues["end"]),
        ousting=frozenset(cues["ousting"]),
    )


def row_nouns(row: Mapping, odd: Mapping[str, str]) -> Iterator[Noun]:
    """Yield the nouns of one entry of ``roles.toml``, singular and plural."""
    fixed = {k: row[k] for k in ("office", "single", "before", "gender") if k in row}
    for text in row["nouns"]:
        collective = row["kind"] == "collective"
        base = Noun(text, row["id"], row["kind"], row["sector"], **fixed)
        yield _form(base, text, collective)
        if (not collective and row["kind"] != "body") or (
            row["kind"] == "body" and text.split()[-1] in word_set("plural_bodies")
        ):
            yield _form(base, plural_of(text, odd), True)


def _form(noun: Noun, form: str, plural: bool) -> Noun:
    return Noun(
        noun.text,
        noun.id,
        noun.kind,
        noun.sector,
        noun.office,
        noun.single,
        noun.before,
        noun.gender,
        plural,
        form,
    )


def token_words(form: str) -> list[str]:
    """Return a noun as the tokenizer cuts it: hyphens and possessives stand alone."""
    return form.replace("-", " - ").replace("'s", " 's").split()


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a set of words of the table ``sets`` in ``roles.toml``."""
    return frozenset(_roles()["sets"][name].split())


@cache
def given_names() -> Mapping[str, str]:
    """Return folded given names and what they say of gender: ``m`` or ``f``."""
    table = tomllib.loads(files("pourparler.lexicon").joinpath("given_names.toml").read_text(encoding="utf-8"))
    men, women = set(table["m"].split()), set(table["f"].split())
    both = men & women
    return dict.fromkeys(sorted(men - both), "m") | dict.fromkeys(sorted(women - both), "f")


@cache
def women() -> frozenset[str]:
    """Return the full names (lower case) of women whose given name does not tell."""
    table = tomllib.loads(files("pourparler.lexicon").joinpath("given_names.toml").read_text(encoding="utf-8"))
    return frozenset(name.casefold() for name in table["women"])


@cache
def family_first() -> frozenset[str]:
    """Return family names (lower case) that stand before the given name in Chinese, Korean, Vietnamese."""
    table = tomllib.loads(files("pourparler.lexicon").joinpath("given_names.toml").read_text(encoding="utf-8"))
    return frozenset(table["family_first"].split())
