"""From the tables to entries, patterns and holdings. Each function reads one kind of table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pourparler.errors import SettingsError
from pourparler.lexicon.gazetteer import persons
from pourparler.lexicon.gazetteer.drafts import Draft, Holding
from pourparler.lexicon.gazetteer.entries import Entry, NameKind
from pourparler.lexicon.gazetteer.tables import Row, holder_tables, many, rows, table
from pourparler.lexicon.gazetteer.titles import Titles, read_titles
from pourparler.lexicon.gazetteer.words import slug, words
from pourparler.records import ActorKind, Role

TIERS = {"A": 1.0, "B": 0.75, "C": 0.5}
HEADS = frozenset(("president", "prime minister", "monarch"))
"""Offices that weigh little where another office in fact leads the state (the president of Germany)."""

TABLES: tuple[tuple[str, ActorKind], ...] = (
    ("organisations.tsv", "organisation"),
    ("institutions.tsv", "organisation"),
    ("groups.tsv", "group"),
    ("outlets.tsv", "organisation"),
    ("companies.tsv", "organisation"),
    ("places.tsv", "place"),
)
COLUMNS: tuple[tuple[str, NameKind], ...] = (
    ("long", "name"),
    ("names", "short"),
    ("acronyms", "acronym"),
    ("former", "former"),
    ("adjectives", "adjective"),
    ("demonyms", "demonym"),
    ("metonyms", "metonym"),
)


@dataclass(slots=True)
class Compiled:
    """What the tables hold, still open to a user's additions."""

    titles: Titles
    drafts: dict[str, Draft] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    tiers: dict[str, float] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)
    kinds: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def state(self, code: str) -> Draft | None:
        """Return the draft of the state with this ISO code."""
        return self.drafts.get(code.lower())

    def kind(self, title: str, of: str) -> str | None:
        """Return the class of a title in a state or organisation; remembered, for the tables repeat them."""
        key = (title, of)
        if key not in self.kinds:
            self.kinds[key] = self.titles.of(title, of)
        return self.kinds[key]

    def whose(self, of: str) -> Draft | None:
        """Return the state (ISO code) or organisation (id) that an office belongs to."""
        return self.state(of) if of.isupper() else self.drafts.get(of)


def read() -> Compiled:
    """Read all tables. Raises ``SettingsError`` where a table contradicts itself."""
    found = Compiled(read_titles())
    for row in table("states.tsv"):
        _state(found, row)
    for name, kind in TABLES:
        for row in table(name):
            _add(found, draft(row, kind), name)
    for row in table("persons.tsv"):
        _add(found, draft(row, "person"), "persons.tsv")
    for held in holder_tables():
        for row in rows(held):
            hold(found, row, held.name)
    return found


def draft(row: Row, kind: ActorKind) -> Draft:
    """Return the draft that a row of names gives."""
    made = Draft(row.get("id") or slug(row["name"]), row["name"], row.get("kind", kind))  # type: ignore[arg-type]
    made.country, made.sector, made.parent = row.get("country"), row.get("sector"), row.get("parent")
    made.begin, made.end, made.cow = row.get("begin"), row.get("end"), row.get("cow")
    made.prominence = float(row["prominence"]) if "prominence" in row else None
    made.surnames = many(row.get("surnames"))
    if row.get("style") == "metonym":
        same = set(words(row["name"]))
        made.add("metonym", row["name"], *(n for n in many(row.get("names")) if same & set(words(n))))
    made.add("name", row["name"])
    for column, style in COLUMNS:
        if column in row:
            made.add(style, *many(row[column]))
    return made


def _state(found: Compiled, row: Row) -> None:
    code = row["iso3"]
    made = draft({**row, "id": code.lower(), "country": code, "sector": "GOV"}, "state")
    found.tiers[code] = TIERS[row["tier"]]
    found.leaders[code] = row.get("leader", "president")
    made.prominence = found.tiers[code]
    _add(found, made, "states.tsv")


def _add(found: Compiled, made: Draft, source: str) -> None:
    if made.id in found.drafts:
        raise SettingsError(f"{source}: the id {made.id} is taken by {found.drafts[made.id].name}")
    found.drafts[made.id] = made


def hold(found: Compiled, row: Row, source: str) -> None:
    """Add one office-holder: ``of`` is an ISO code or an organisation's id, ``name`` may end in ``#id``."""
    whose = found.whose(row["of"])
    kind = found.kind(row["title"], row["of"])
    if whose is None or kind is None:
        raise SettingsError(f"{source}: {row['name']}: unknown {'title' if whose else 'state or organisation'}: {row}")
    name, _, key = row["name"].partition("#")
    person = found.drafts.get(key or slug(name))
    if person is None:
        person = Draft(key or slug(name), name, "person")
        person.add("name", name)
        found.drafts[person.id] = person
    elif person.kind != "person":
        raise SettingsError(f"{source}: {name} has the id of a {person.kind}")
    if person.country is None and row["of"].isupper():
        person.country = whose.country
    if whose.kind == "group" and person.sector is None:
        person.sector = whose.sector
    role = Role(row["title"], whose.name, whose.country, row.get("begin"), row.get("end"))
    person.roles.append(role)
    found.holdings.append(Holding(row["of"], kind, person.id, role.begin, role.end))


def entries(found: Compiled) -> dict[str, Entry]:
    """Return the entries by id, in order of ids."""
    for person in found.drafts.values():
        if person.kind == "person":
            _finish_person(found, person)
    weights = _weights(found)
    made = {}
    for key in sorted(found.drafts):
        draft = found.drafts[key]
        known = found.tiers.get(draft.country or "", 0.6)
        weight = weights.get(key, 0.3 if draft.kind == "person" else 0.25 + 0.2 * known)
        made[key] = draft.freeze(round(weight, 3))
    return made


def _finish_person(found: Compiled, person: Draft) -> None:
    person.surnames = person.surnames or persons.surnames(person.name, person.country)
    for text in [t for t, kind in person.names.items() if kind in ("name", "short") and " " in t]:
        person.add("name", *(s for s in persons.spellings(text, person.country) if slug(s) not in found.drafts))
    if person.sector is None:
        latest = max(person.roles, key=lambda r: r.begin or "", default=None)
        known = found.kind(latest.title, latest.country or "") if latest else None
        person.sector = found.titles.classes[known].sector if known else "GOV"


def _weights(found: Compiled) -> dict[str, float]:
    """Prominence of persons: the weightiest of their offices times its state's weight."""
    weights: dict[str, float] = {}
    for held in found.holdings:
        weight = found.titles.classes[held.title_class].weight * found.tiers.get(held.of, 0.9)
        if held.title_class in HEADS and found.leaders.get(held.of, held.title_class) != held.title_class:
            weight *= 0.55
        weights[held.id] = max(weights.get(held.id, 0.0), weight)
    return weights


def close_predecessors(found: Compiled, of: str, kind: str, keep: str, begin: str | None) -> None:
    """End the terms in an office that only one can hold, save that of ``keep``, where a new term begins."""
    for held in found.holdings:
        if held.of == of and held.title_class == kind and held.id != keep and held.end == "..":
            held.end = begin
            person, whose = found.drafts[held.id], found.whose(of)
            name = whose.name if whose else of
            person.roles = [
                replace(r, end=begin) if r.end == ".." and r.of == name and r.begin == held.begin else r
                for r in person.roles
            ]
