"""The gazetteer as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from pourparler.lexicon.gazetteer import compile as compiling
from pourparler.lexicon.gazetteer.edtf import earliest, overlaps
from pourparler.lexicon.gazetteer.entries import Candidate, Entry, Match, TitleMatch
from pourparler.lexicon.gazetteer.matcher import Matcher
from pourparler.lexicon.gazetteer.patterns import patterns
from pourparler.lexicon.gazetteer.userfile import add_user_file
from pourparler.lexicon.gazetteer.words import words
from pourparler.records import Role

HEAD_OF_STATE = ("monarch", "supreme leader", "president", "pope")
LEADERS = ("president", "prime minister")
HEAD_OF_GOVERNMENT = ("prime minister", "president", "supreme leader", "monarch")


class Gazetteer:
    """All entries by id, and the questions that can be asked of them; never changed once made."""

    def __init__(self, found: compiling.Compiled) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType(compiling.entries(found))
        self.titles = found.titles
        self.leaders: Mapping[str, str] = MappingProxyType(found.leaders)
        self._holdings: dict[tuple[str, str], list[compiling.Holding]] = {}
        for held in found.holdings:
            self._holdings.setdefault((held.of, held.title_class), []).append(held)

    # -- names in a text ------------------------------------------------------------------------
    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(patterns(self.entries))

    def matches(self, text: str) -> list[Match]:
        """Return the names in ``text``, in order, none overlapping, the longest that fit.

        Offsets are characters of ``text``; a possessive "'s" lies outside. A name of several entries
        ("Georgia", "Congo") yields all their ids, the most prominent first: the caller decides.
        """
        return list(self._matcher.find(text))

    def title_matches(self, text: str) -> list[TitleMatch]:
        """Return the words for offices, bodies and trades in ``text``, in order, none overlapping."""
        return list(self.titles.find(text))

    def title_class(self, title: str, country: str | None = None) -> str | None:
        """Return the class of a title in a country: ("secretary of state", "USA") is "foreign minister"."""
        return self.titles.of(title, country)

    def by_name(self, name: str) -> tuple[str, ...]:
        """Return the ids of the entries that ``name`` as a whole may mean, the most prominent first.

        A person's name with words between the first and the last that the tables do not know
        ("Sergey Kuzhugetovich Shoygu") is looked up without them.
        """
        parts = words(name)
        found = self._named(parts)
        if not found and len(parts) > 2:
            found = tuple(i for i in self._named((parts[0], parts[-1])) if self.entries[i].kind == "person")
        return found

    def _named(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        found = self._matcher.patterns.get(" ".join(parts), ())
        return tuple(dict.fromkeys(i for p in found for i in p.ids))

    # -- states ---------------------------------------------------------------------------------
    def state(self, code: str) -> Entry | None:
        """Return the state with this ISO 3166 alpha-3 code."""
        found = self.entries.get(code.lower())
        return found if found and found.kind == "state" else None

    def states_of_adjective(self, word: str) -> tuple[Entry, ...]:
        """Return the states that an adjective or demonym may speak of ("Korean": two of them)."""
        key = " ".join(words(word))
        found = [
            self.entries[i]
            for p in self._matcher.patterns.get(key, ())
            if p.kind in ("adjective", "demonym")
            for i in p.ids
        ]
        return tuple(dict.fromkeys(e for e in found if e.kind == "state"))

    def state_of_adjective(self, word: str) -> Entry | None:
        """Return the state of an adjective or demonym, None when there is none or more than one."""
        found = self.states_of_adjective(word)
        return found[0] if len(found) == 1 else None

    # -- offices --------------------------------------------------------------------------------
    def holders(self, country: str, title_class: str, date: str | None = None) -> tuple[Entry, ...]:
        """Return who held an office on an EDTF ``date`` (None: those still in office), latest first.

        ``country`` is an ISO code or an organisation's id; ``title_class`` a class of ``titles.tsv`` or any
        title ("taoiseach"). Besides there are "leader" (whoever in fact leads the state), "head of state"
        and "head of government".
        """
        wanted = {
            "leader": (self.leaders.get(country, "president"), *LEADERS),
            "head of state": HEAD_OF_STATE,
            "head of government": HEAD_OF_GOVERNMENT,
        }.get(title_class, (self.titles.of(title_class, country) or title_class,))
        for kind in wanted:
            held = [h for h in self._holdings.get((country, kind), ()) if _covers(h.begin, h.end, date)]
            if held:
                held.sort(key=lambda h: (earliest(h.begin), h.id), reverse=True)
                return tuple(dict.fromkeys(self.entries[h.id] for h in held))
        return ()

    def roles_on(self, id: str, date: str | None = None) -> tuple[Role, ...]:
        """Return the offices that a person held on an EDTF ``date`` (None: still holds), weightiest first.

        An office held at home and elsewhere too (the British monarch's) is given once, at home.
        """
        entry = self.entries[id]
        held = [r for r in entry.roles if _covers(r.begin, r.end, date)]
        home = {r.title for r in held if r.country == entry.country}
        held = [r for r in held if r.country == entry.country or r.title not in home]
        return tuple(sorted(held, key=lambda r: (-self._weight(r), r.country != entry.country)))

    def affiliation(self, id: str, date: str | None = None) -> tuple[str | None, str | None]:
        """Return (country, sector) that an entry speaks for on ``date``: the UN's for its head."""
        entry = self.entries[id]
        for role in self.roles_on(id, date):
            known = self.titles.of(role.title, role.country)
            sector = self.titles.classes[known].sector if known else entry.sector
            return role.country, self._groups.get(role.of or "", sector)
        return entry.country, entry.sector

    @cached_property
    def _groups(self) -> dict[str, str | None]:
        """Sectors of the groups by name: who speaks for Hamas is no government's negotiator."""
        return {e.name: e.sector for e in self.entries.values() if e.kind == "group"}

    def _weight(self, role: Role) -> float:
        known = self.titles.of(role.title, role.country)
        return self.titles.classes[known].weight if known else 0.0

    # -- surnames -------------------------------------------------------------------------------
    @cached_property
    def _surnames(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.entries.values():
            for key in dict.fromkeys(" ".join(words(s)) for s in entry.surnames):
                found.setdefault(key, []).append(entry.id)
        return found

    def by_surname(self, surname: str, date: str | None = None) -> tuple[Candidate, ...]:
        """Return the persons whom a bare surname may mean on a date, the likeliest first.

        ``prominence`` is the entry's own, times 1 in office on the date, 0.6 within four years after the
        last office, 0.35 else (0.1 for one whose first office lies in the future). A caller should take
        the first only when it leads the second clearly.
        """
        found = [self._candidate(i, date) for i in self._surnames.get(" ".join(words(surname)), ())]
        return tuple(sorted(found, key=lambda c: (-c.prominence, c.id)))

    def _candidate(self, id: str, date: str | None) -> Candidate:
        entry = self.entries[id]
        if not entry.roles:
            return Candidate(id, entry.prominence, False)
        current = [self._weight(r) for r in entry.roles if _covers(r.begin, r.end, date)]
        if current:
            share = max(current) / max(self._weight(r) for r in entry.roles)
            return Candidate(id, round(entry.prominence * max(share, 0.6), 3), True)
        factor = 0.6 if date is None else _fading(entry.roles, date)
        return Candidate(id, round(entry.prominence * factor, 3), False)


def _covers(begin: str | None, end: str | None, date: str | None) -> bool:
    return end == ".." if date is None else overlaps(begin, end, date)


def _fading(roles: tuple[Role, ...], date: str) -> float:
    if all(earliest(r.begin) > date for r in roles):
        return 0.1
    year = int(date[:4])
    last = max(int(earliest(r.end)[:4]) for r in roles if earliest(r.begin) <= date)
    return 0.6 if year - last <= 4 else 0.35


def load(user_file: Path | None = None) -> Gazetteer:
    """Return the gazetteer, with the actors of ``user_file`` (TOML) when given; made once a process and file.

    Raises ``SettingsError``, with file, line and key, for a user's file that cannot be understood.
    """
    if user_file is None:
        return _load(None, 0)
    path = Path(user_file)
    return _load(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _load(user_file: Path | None, _changed: int) -> Gazetteer:
    found = compiling.read()
    if user_file is not None:
        add_user_file(found, user_file)
    return Gazetteer(found)
