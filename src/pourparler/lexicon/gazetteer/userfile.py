"""A user's own actors: ``actors.toml`` adds entries and corrects those of the tables.

Errors name the file, the line and the key, for a person must find the slip.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pourparler.errors import SettingsError
from pourparler.lexicon.gazetteer import edtf
from pourparler.lexicon.gazetteer.compile import COLUMNS, Compiled, close_predecessors, hold
from pourparler.lexicon.gazetteer.drafts import Draft
from pourparler.lexicon.gazetteer.entries import KINDS, NON_STATES, SECTORS
from pourparler.lexicon.gazetteer.words import slug

TEXTS = frozenset(("id", "name", "kind", "country", "sector", "parent", "begin", "end", "cow"))
LISTS = frozenset((*(column for column, _ in COLUMNS if column != "long"), "surnames", "remove_names"))
ROLE = frozenset(("title", "of", "begin", "end"))


def add_user_file(found: Compiled, path: Path) -> None:
    """Add the actors of ``path`` to ``found``. Raises ``SettingsError``."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    reader = _Reader(found, path, text)
    for key in content:
        if key != "actor":
            reader.fail(f"unknown table or key {key!r}; actors stand under [[actor]]", key)
    actors = content.get("actor", [])
    if not isinstance(actors, list):
        reader.fail("write [[actor]] with two brackets", "actor")
    for number, actor in enumerate(actors):
        reader.actor(number, actor)


class _Reader:
    """Reads actors one by one; keeps the text for the line numbers of its complaints."""

    def __init__(self, found: Compiled, path: Path, text: str) -> None:
        self.found, self.path, self.lines = found, path, text.splitlines()
        self.starts = [n for n, line in enumerate(self.lines) if re.match(r"\s*\[\[\s*actor\s*\]\]", line)]
        self.number = -1

    def fail(self, message: str, key: str | None = None) -> None:
        """Raise ``SettingsError`` at the line of ``key`` in the present actor."""
        first = self.starts[self.number] if 0 <= self.number < len(self.starts) else 0
        last = self.starts[self.number + 1] if 0 <= self.number < len(self.starts) - 1 else len(self.lines)
        wanted = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}\b") if key else None
        line = next((n for n in range(first, last) if wanted and wanted.match(self.lines[n])), first)
        raise SettingsError(f"{self.path}, line {line + 1}{f', key {key!r}' if key else ''}: {message}")

    def actor(self, number: int, actor: dict[str, Any]) -> None:
        """Add or correct one actor."""
        self.number = number
        self._check(actor)
        made = self._draft(actor)
        for column, kind in COLUMNS:
            made.add(kind, *actor.get(column, ()))
        for name in actor.get("remove_names", ()):
            if made.names.pop(name, None) is None:
                self.fail(f"{made.id} has no name {name!r}", "remove_names")
        for field in ("country", "sector", "parent", "begin", "end", "cow", "kind"):
            if field in actor:
                setattr(made, field, actor[field])
        if "prominence" in actor:
            made.prominence = float(actor["prominence"])
        if "surnames" in actor:
            made.surnames = tuple(actor["surnames"])
        for role in actor.get("role", ()):
            self._role(made, role)

    def _draft(self, actor: dict[str, Any]) -> Draft:
        key = actor.get("id") or slug(actor.get("name", ""))
        if not key:
            self.fail("an actor needs a name or an id", "name" if "name" in actor else None)
        made = self.found.drafts.get(key)
        if made is None:
            if "name" not in actor or "kind" not in actor:
                self.fail(f"{key} is new: give it a name and a kind ({', '.join(KINDS)})", "id")
            made = self.found.drafts[key] = Draft(key, actor["name"], actor["kind"])
        elif "name" in actor:
            made.name = actor["name"]
        if "name" in actor:
            made.add("name", actor["name"])
        return made

    def _check(self, actor: dict[str, Any]) -> None:
        for key, value in actor.items():
            if key in TEXTS:
                if not isinstance(value, str) or not value.strip():
                    self.fail(f"expected text in quotation marks, found {value!r}", key)
            elif key in LISTS:
                if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
                    self.fail(f"expected a list of texts, found {value!r}", key)
            elif key == "prominence":
                if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                    self.fail(f"expected a number from 0 to 1, found {value!r}", key)
            elif key == "role":
                if not isinstance(value, list):
                    self.fail("write [[actor.role]] with two brackets", "actor.role")
            else:
                self.fail(f"unknown key; known are {', '.join(sorted(TEXTS | LISTS | {'prominence', 'role'}))}", key)
        self._check_values(actor)

    def _check_values(self, actor: dict[str, Any]) -> None:
        if actor.get("kind", "person") not in KINDS:
            self.fail(f"{actor['kind']!r} is none of {', '.join(KINDS)}", "kind")
        if actor.get("sector", "GOV") not in SECTORS:
            self.fail(f"{actor['sector']!r} is none of {', '.join(SECTORS)}", "sector")
        country = actor.get("country")
        if country and country not in NON_STATES and not (country.isupper() and self.found.state(country)):
            self.fail(f"{country!r} is no ISO 3166 alpha-3 code nor one of {', '.join(NON_STATES)}", "country")
        for key in ("begin", "end"):
            if not edtf.valid(actor.get(key)):
                self.fail(f"{actor[key]!r} is no date (2025, 2025-06, 2025-06-04 or ..)", key)

    def _role(self, made: Draft, role: Any) -> None:
        if not isinstance(role, dict):
            self.fail("write [[actor.role]] with two brackets", "role")
        for key, value in role.items():
            if key not in ROLE:
                self.fail(f"unknown key of a role; known are {', '.join(sorted(ROLE))}", key)
            if not isinstance(value, str):
                self.fail(f"expected text in quotation marks, found {value!r}", key)
        for key in ("title", "of"):
            if key not in role:
                self.fail(f"a role needs {key!r}", "[[actor.role")
        if self.found.whose(role["of"]) is None:
            self.fail(f"{role['of']!r} is neither an ISO code of a state nor the id of an organisation", "of")
        kind = self.found.titles.of(role["title"], role["of"])
        if kind is None:
            self.fail(f"{role['title']!r} is no title the gazetteer knows", "title")
        for key in ("begin", "end"):
            if not edtf.valid(role.get(key)):
                self.fail(f"{role[key]!r} is no date (2025, 2025-06, 2025-06-04 or ..)", key)
        self._hold(made, role, str(kind))

    def _hold(self, made: Draft, role: dict[str, str], kind: str) -> None:
        whose = self.found.whose(role["of"])
        name = whose.name if whose else role["of"]
        made.roles = [r for r in made.roles if (r.title, r.of, r.begin) != (role["title"], name, role.get("begin"))]
        self.found.holdings[:] = [
            h
            for h in self.found.holdings
            if (h.id, h.of, h.title_class, h.begin) != (made.id, role["of"], kind, role.get("begin"))
        ]
        if role.get("end") == ".." and self.found.titles.classes[kind].unique:
            close_predecessors(self.found, role["of"], kind, made.id, role.get("begin"))
        hold(self.found, {**role, "name": f"{made.name}#{made.id}"}, str(self.path))
