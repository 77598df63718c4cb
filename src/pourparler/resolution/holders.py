"""Who holds an office, by state or organisation and date."""

from __future__ import annotations

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import Noun


def group_id(owner: str, noun: Noun) -> str:
    """Return the id of people or a body that only their state or organisation tells: ``usa-officials``."""
    text = noun.form if noun.plural or noun.kind == "collective" else noun.text
    return f"{owner}-{text.replace(' ', '-')}".replace(".", "").replace("'", "")


NOT_YET = frozenset(("incoming", "elect", "designate", "interim", "acting", "caretaker", "deputy", "vice", "new"))
"""Words before an office by which it is not the one whose holder the gazetteer knows."""


def holder(gazetteer: Gazetteer, owner: str, title: str, published: str | None) -> str | None:
    """Return the id of the only person who holds ``title`` in a state or organisation on a date."""
    entry = gazetteer.entries[owner]
    country = entry.country if entry.kind == "state" and entry.country else owner
    kind = (
        title if title in ("leader", "head of state", "head of government") else gazetteer.title_class(title, country)
    )
    if entry.kind != "state" and title in ("chief", "head", "boss", "leader"):
        return _chief(gazetteer, owner, published)
    if kind is None:
        return None
    found = gazetteer.holders(country, kind, published[:10] if published else None)
    return found[0].id if len(found) == 1 else None


def _chief(gazetteer: Gazetteer, owner: str, published: str | None) -> str | None:
    """Return who leads an organisation, by whatever title."""
    for title in (
        "secretary-general",
        "director general",
        "president",
        "managing director",
        "high representative",
        "chief executive",
        "head",
        "chairman",
        "leader",
    ):
        kind = gazetteer.title_class(title, owner) or title
        found = gazetteer.holders(owner, kind, published[:10] if published else None)
        if len(found) == 1:
            return found[0].id
    return None
