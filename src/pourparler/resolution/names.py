"""Names in a text: the gazetteer first, the statistical model's entities for those it does not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pourparler.lexicon.gazetteer import Gazetteer, Match
from pourparler.lexicon.roles import RoleWords, load_roles, word_set
from pourparler.records import Analysis, Entity

POSSESSIVE = frozenset(("'s", "’s", "'", "’", "`s"))
NAME_TAGS = frozenset(("NNP", "NNPS", "NN", "JJ", "HYPH", "FW", "NNS"))
NOT_A_NAME = word_set("not_a_name")
OWN_BODIES = frozenset({"National", "Supreme", "Federal", "Regional", "Provincial"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens ``first`` to ``last`` (exclusive).

    ``ids`` are gazetteer ids, the likeliest first, empty for a name it does not know; ``kind`` is the
    gazetteer's kind of name or ``ner``; ``what`` is an actor kind or ``adjective``.
    """

    first: int
    last: int
    ids: tuple[str, ...]
    kind: str
    what: str


def find_names(analysis: Analysis, gazetteer: Gazetteer) -> list[Name]:
    """Return the names in text order, none overlapping."""
    known = [n for m in gazetteer.matches(analysis.text) if (n := _known(m, analysis, gazetteer))]
    words = load_roles()
    entities = [n for e in analysis.entities if (n := _entity(e, analysis, words))]
    found = sorted(_merge(known, entities, analysis), key=lambda n: n.first)
    found = [_after_title(analysis, n, words) if n.what == "person" else n for n in found]
    return [n for n in found if n.kind != "ner" or n.what == "person" or not _cuts_role(analysis, n, words)]


def _after_title(analysis: Analysis, name: Name, words: RoleWords) -> Name:
    """Leave a title that begins before a name out of it: "Prince Mohammed" after "Crown"."""
    if name.first == 0:
        return name
    around = [w.lower() for w in analysis.words[name.first - 1 : name.last]]
    found = words.at(around, 0)
    if found is None or not 1 < found.end < len(around):
        return name
    return Name(name.first - 1 + found.end, name.last, name.ids, name.kind, name.what)


def _cuts_role(analysis: Analysis, name: Name, words: RoleWords) -> bool:
    """Whether the model's name ends in the middle of a role noun: "Saudi Crown" Prince."""
    after = [w.lower() for w in analysis.words[name.first : name.last + 3]]
    size = name.last - name.first
    for at in range(size):
        found = words.at(after, at)
        if found is not None and found.start < size < found.end:
            return True
    return False


def _known(match: Match, analysis: Analysis, gazetteer: Gazetteer) -> Name | None:
    first, last = analysis.tokens_in(match.start, match.end)
    if first >= last or analysis.starts[first] != match.start:
        return None
    if analysis.ends[last - 1] > match.end + 2 or analysis.paragraph_of[first] != analysis.paragraph_of[last - 1]:
        return None
    what = gazetteer.entries[match.ids[0]].kind
    if match.kind in ("adjective", "demonym") and what != "person":
        what_found = "adjective" if match.kind == "adjective" else what
        return Name(first, last, match.ids, match.kind, what_found)
    return Name(first, last, match.ids, match.kind, what)


LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "group",
    "GPE": "place",
    "FAC": "place",
    "LOC": "place",
}


def _entity(entity: Entity, analysis: Analysis, words: RoleWords) -> Name | None:
    what = LABELS.get(entity.label)
    if what is None or (what == "place" and entity.label != "GPE"):
        return None
    first, last = trim(analysis, entity.start, entity.end, words, what == "person")
    if first >= last or not any(analysis.words[i][:1].isupper() for i in range(first, last)):
        return None
    if last - first == 1 and analysis.words[first].lower().rstrip(".") in NOT_A_NAME:
        return None
    if what != "person" and _is_role(analysis, first, last, words):
        return None
    if what == "person" and any(
        analysis.tags[i] not in NAME_TAGS and analysis.words[i].islower() for i in range(first, last)
    ):
        last = next(i for i in range(first, last) if analysis.words[i].islower() and analysis.tags[i] not in NAME_TAGS)
        if first >= last:
            return None
    return Name(first, last, (), "ner", what)


def _is_role(analysis: Analysis, first: int, last: int, words: RoleWords) -> bool:
    """Whether the words are a role noun or the beginning of one: "Foreign Ministry", "Defense" Secretary."""
    end = min(len(analysis), last + 3)
    found = words.at([w.lower() for w in analysis.words[first:end]], 0)
    return found is not None and first + found.end >= last


def trim(analysis: Analysis, first: int, last: int, words: RoleWords, person: bool) -> tuple[int, int]:
    """Cut possessives, determiners and, from a person's name, titles and honorifics off a name."""
    while last > first and (analysis.words[last - 1] in POSSESSIVE or not analysis.words[last - 1][-1].isalnum()):
        if analysis.words[last - 1].endswith(".") and len(analysis.words[last - 1]) > 1:
            break
        last -= 1
    while first < last:
        word = analysis.words[first].lower()
        if (
            word in ("the", "a", "an", "'", "’", '"', "“", "‘", "-")
            or not word[0].isalnum()
            or (person and (word in words.honorifics or word in words.short))
        ):
            first += 1
        elif (
            person
            and (found := words.at([w.lower() for w in analysis.words[first:last]], 0))
            and found.end < last - first
        ):
            first += found.end
        else:
            break
    return first, last


def _merge(known: list[Name], entities: Iterable[Name], analysis: Analysis) -> list[Name]:
    """Keep the gazetteer's names, save where the model saw a longer personal name around one."""
    known = [n for n in known if not _of_a_state(n, analysis)]
    owner: dict[int, Name] = {i: n for n in known for i in range(n.first, n.last)}
    dropped: set[Name] = set()
    added: list[Name] = []
    for entity in entities:
        inside = list(dict.fromkeys(owner[i] for i in range(entity.first, entity.last) if i in owner))
        if not inside:
            added.append(entity)
        elif _longer_person(entity, inside, analysis) or _longer_organisation(entity, inside, analysis):
            dropped.update(inside)
            added.append(entity)
    return [n for n in known if n not in dropped] + added


def _of_a_state(name: Name, analysis: Analysis) -> bool:
    """A state's own body that is called like a world body: "National Security Council"."""
    return name.what == "organisation" and name.first > 0 and analysis.words[name.first - 1] in OWN_BODIES


def _longer_person(entity: Name, inside: list[Name], analysis: Analysis) -> bool:
    """A personal name with a gazetteer name inside ("Jordan Peterson", "Donald Trump Jr.")."""
    if entity.what != "person" or len(inside) > 1 or entity.last - entity.first < 2:
        return False
    name = inside[0]
    if (name.first, name.last) == (entity.first, entity.last) or name.what == "adjective":
        return False
    if name.first < entity.first or name.last > entity.last:
        return False
    if any(analysis.words[i] in POSSESSIVE for i in range(entity.first, entity.last)):
        return False
    if name.what == "person":
        return name.last < entity.last and name.first == entity.first
    return name.last - name.first == 1


def _longer_organisation(entity: Name, inside: list[Name], analysis: Analysis) -> bool:
    """An organisation named after a state or city: "Bank of Cyprus", "Seoul National University"."""
    if entity.what != "organisation" or entity.last - entity.first < 3:
        return False
    name = inside[-1]
    if len(inside) == 1 or all(n.what in ("organisation", "state", "adjective") for n in inside):
        before = analysis.words[name.first - 1].lower() if name.first > entity.first else ""
        if name.what == "organisation" and before in ("and", "&") and name.last == entity.last:
            return True
    if len(inside) > 1:
        return False
    return name.what in ("place",) and name.first >= entity.first and name.last <= entity.last
