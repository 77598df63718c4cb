"""Bare surnames: of those whom the text names in full, and of those whom all know."""

from __future__ import annotations

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import family_first, given_names, load_roles
from pourparler.records import Analysis
from pourparler.resolution.names import Name


def with_surnames(names: list[Name], analysis: Analysis, gazetteer: Gazetteer, published: str | None) -> list[Name]:
    """Add bare surnames that NER missed, of persons whom the text names in full or whom all know."""
    taken = {i for n in names for i in range(n.first, n.last)}
    full = {w for n in names if n.what == "person" and n.last - n.first > 1 for w in surnames(n, analysis, gazetteer)}
    labels = {i: e.label for e in analysis.entities for i in range(e.start, e.end)}
    added = []
    for i, word in enumerate(analysis.words):
        if i in taken or not word[0].isupper() or analysis.tags[i] not in ("NNP", "NNPS", "NN", "VB", "JJ"):
            continue
        if word in full or (
            (labels.get(i) or analysis.tags[i] == "NNP")
            and famous(word, gazetteer, published)
            and not _inside_name(i, analysis, taken)
        ):
            added.append(Name(i, i + 1, (), "ner", "person"))
    names = [_entitled(n, analysis) for n in names]
    fixed = [_as_person(n, full, analysis, gazetteer, published) for n in names]
    return sorted(fixed + added, key=lambda n: n.first)


def _as_person(name: Name, full: set[str], analysis: Analysis, gazetteer: Gazetteer, published: str | None) -> Name:
    """A bare surname that the model took for an organisation or a place is the person introduced."""
    if name.kind != "ner" or name.what == "person" or name.last - name.first > 1:
        return name
    word = analysis.words[name.first]
    if word in full or famous(word, gazetteer, published):
        return Name(name.first, name.last, (), "ner", "person")
    return name


def _entitled(name: Name, analysis: Analysis) -> Name:
    """After an office a name is a person's, whatever the model took it for: "his spokesman, Ajuri Ngelale"."""
    if name.kind != "ner" or name.what == "person" or not 2 <= name.last - name.first <= 4 or name.first < 2:
        return name
    words = [w.lower() for w in analysis.words[name.first - 2 : name.last]]
    known = load_roles().by_text
    if known.get(words[-1]) is not None or any(w.isupper() for w in analysis.words[name.first : name.last]):
        return name
    before = known.get(words[1] if words[1] not in (",", "(") else words[0])
    who = name.last + 1 < len(analysis) and analysis.words[name.last] == "," and analysis.words[name.last + 1] == "who"
    if who or (before is not None and before.kind == "person" and not before.plural):
        return Name(name.first, name.last, (), "ner", "person")
    return name


def _inside_name(token: int, analysis: Analysis, taken: set[int]) -> bool:
    """Whether a capitalised word beside makes the token part of a longer name."""
    for beside in (token - 1, token + 1):
        if 0 <= beside < len(analysis) and analysis.sentence_of[beside] == analysis.sentence_of[token]:
            word = analysis.words[beside]
            if (
                word[0].isupper()
                and analysis.tags[beside] in ("NNP", "NNPS")
                and analysis.ends[min(beside, token)] + 1 >= analysis.starts[max(beside, token)]
            ):
                return True
    return False


def famous(word: str, gazetteer: Gazetteer, published: str | None) -> str | None:
    """Return the id of the one person whom a bare surname means in any report of the day, or None."""
    if len(word) < 4:
        return None
    found = gazetteer.by_surname(word, published)
    if not found or found[0].prominence < 0.75 or not found[0].in_office:
        return None
    if len(found) > 1 and found[1].prominence > 0.5 * found[0].prominence:
        return None
    return found[0].id


def surnames(name: Name, analysis: Analysis, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the words under which a report goes on with a person named in full."""
    if name.ids and gazetteer.entries[name.ids[0]].kind == "person":
        known = gazetteer.entries[name.ids[0]].surnames
        return tuple(w for s in known for w in (s, s.split()[-1]) if len(w) > 1)
    words = [w for w in analysis.words[name.first : name.last] if len(w) > 1]
    if len(words) < 2:
        return tuple(words)
    if words[-1].rstrip(".").lower() in ("jr", "sr", "ii", "iii", "iv"):
        words.pop()
    text = analysis.text[analysis.starts[name.first] : analysis.ends[name.last - 1]]
    last = text.split()[-1].strip(",.") if " " in text else words[-1]
    if words[0].lower() in family_first() and _east_asian(words, text):
        return (words[0],)
    return tuple(dict.fromkeys((last, words[-1]))) if last[0].isupper() else (words[-1],)


def _east_asian(words: list[str], text: str) -> bool:
    """Family name first: "Chung Dong-young", "Kim Yo Jong", "Wang Yi", not "Lee Johnson"."""

    parts = text.split()
    return not (len(parts) == 2 and parts[1].lower() not in ("yi",) and len(parts[1]) > 9) and (
        "-" in parts[-1] or len(parts) == 3 or (parts[0].lower() not in given_names() and len(parts[1]) <= 8)
    )
