"""Addresses into questions, and back: filters, cursors, the same question as JSON, CSV or a command."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from starlette.datastructures import QueryParams

from pourparler.project import Asked, Filters
from pourparler.records.overtures import KINDS

FORCES = "did offer promise request demand accept refuse threaten predict deny suppose".split()
STATEMENT_KINDS = ("direct", "indirect", "mixed", "attitude")
OUTCOMES = (
    "unanswered", "answered", "partly fulfilled", "accepted", "accepted on condition", "refused",
    "withdrawn", "fulfilled", "overtaken",
)  # fmt: skip
_WHO = ("actor", "with", "since", "until", "publisher", "min_confidence", "as_of")
FLAGS = {
    "brief": _WHO,
    "events": (*_WHO, "type", "force", "words"),
    "statements": (*_WHO, "kind", "words"),
    "overtures": ("actor", "with", "kind", "outcome", "since", "until", "told_since", "due", "words", "as_of"),
    "relations": ("since", "until", "publisher", "min_confidence", "as_of"),
    "journeys": ("actor", "since", "until", "as_of"),
    "search": ("publisher", "as_of"),
    **dict.fromkeys(("actors", "show", "history", "predictions", "corrections"), ("as_of",)),
}
"""What commands have flags for, of what an address may ask."""
MANY = 20
"""Values that one question may name of a kind."""


def _filled(value: Any) -> Any:
    """Forms send empty fields: nothing was asked there."""
    if isinstance(value, list):
        return [v for v in value if not isinstance(v, str) or v.strip()]
    return None if isinstance(value, str) and not value.strip() else value


def _day(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else _moment(value)
    except ValueError as error:
        raise ValueError("is not a date like 2025-10-28") from error


def _moment(value: str) -> str:
    datetime.fromisoformat(value)
    return value


def plain(value: str) -> str:
    """Return text as it is. Raises ``ValueError`` for characters that no database takes."""
    if "\0" in value or any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        raise ValueError("holds characters that no text has")
    return value


def _known(among: Iterable[str]) -> AfterValidator:
    names = frozenset(among)

    def check(values: list[str]) -> list[str]:
        unknown = [v for v in values if v not in names]
        if unknown:
            raise ValueError(f"{unknown[0][:40]!r} is none of: {', '.join(sorted(names))}")
        return values

    return AfterValidator(check)


def _list_of(among: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "array", "items": {"type": "string", "enum": list(among)}, "maxItems": MANY})


EMPTY = BeforeValidator(_filled)
Word = Annotated[str, AfterValidator(plain), Query(max_length=200)]
Words = Annotated[
    list[Annotated[str, AfterValidator(plain)]],
    EMPTY,
    Query(max_length=MANY),
]
Day = Annotated[
    str | None,
    AfterValidator(_day),
    EMPTY,
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}),
]
Text = Annotated[Annotated[str, Field(max_length=400), AfterValidator(plain)] | None, EMPTY, Query()]
Forces = Annotated[list[str], _known(FORCES), EMPTY, _list_of(FORCES), Query()]
Kinds = Annotated[list[str], _known(STATEMENT_KINDS), EMPTY, _list_of(STATEMENT_KINDS), Query()]
OvertureKinds = Annotated[list[str], _known(KINDS), EMPTY, _list_of(KINDS), Query()]
Outcomes = Annotated[list[str], _known(OUTCOMES), EMPTY, _list_of(OUTCOMES), Query()]
Cursor = Annotated[
    Annotated[str, Field(max_length=200)] | None, EMPTY, Query(description="The `next` of the page before.")
]
Confidence = Annotated[Annotated[float, Field(ge=0, le=1)] | None, EMPTY, Query()]


# The two questions that everything is asked with. FastAPI calls them with the parts of the address.
def filters(
    actor: Words = [],  # noqa: B006
    with_: Annotated[Words, Query(alias="with", description="The other side of the dyad.")] = [],  # noqa: B006
    since: Day = None,
    until: Day = None,
    publisher: Text = None,
    report: Annotated[Text, Query(description="Told by the report with this id.")] = None,
    min_confidence: Confidence = None,
    as_of: Annotated[Day, Query(description="The record as a reader of that day had it.")] = None,
    type: Words = [],  # noqa: B006
    force: Forces = [],  # noqa: B006
    kind: Kinds = [],  # noqa: B006
    words: Text = None,
    order: Literal["newest", "oldest"] = "newest",
) -> Filters:
    """Return the filters of an address; its names are those of the command line."""
    return Filters(
        actors=tuple(actor),
        with_=tuple(with_),
        types=tuple(type),
        forces=tuple(force),
        kinds=tuple(kind),
        since=since,
        until=until,
        publisher=publisher,
        report=report,
        words=words,
        min_confidence=min_confidence or 0.0,
        as_of=as_of,
        order=order,
    )


def asked(
    actor: Words = [],  # noqa: B006
    with_: Annotated[Words, Query(alias="with", description="The other side.")] = [],  # noqa: B006
    kind: OvertureKinds = [],  # noqa: B006
    outcome: Outcomes = [],  # noqa: B006
    since: Annotated[Day, Query(description="First told on or after this day.")] = None,
    until: Day = None,
    told_since: Annotated[Day, Query(description="Told again on or after this day.")] = None,
    due: Annotated[bool, Query(description="Only what has a date.")] = False,
    words: Text = None,
    as_of: Day = None,
) -> Asked:
    """Return what an address asks of the board of overtures."""
    return Asked((*actor, *with_), tuple(kind), tuple(outcome), since, until, told_since, due, words, as_of)


# -- addresses --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Here:
    """The address of a page: its path and what it asks; gives the addresses of its neighbours."""

    path: str
    query: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, path: str, query: QueryParams) -> Here:
        """Return the address of a request, without empty fields."""
        return cls(path, tuple((k, v) for k, v in query.multi_items() if v.strip()))

    def values(self, name: str) -> tuple[str, ...]:
        """Return what is asked under a name."""
        return tuple(v for k, v in self.query if k == name)

    def value(self, name: str) -> str:
        """Return the first value of a name, an empty text when there is none."""
        return next(iter(self.values(name)), "")

    def toggled(self, name: str, value: str) -> str:
        """Return the address with a value chosen that was not, or the other way round."""
        held = [pair for pair in self.query if pair[0] != "after" and pair != (name, value)]
        if (name, value) not in self.query:
            held.append((name, value))
        return _joined(self.path, held)

    def put(self, **values: str | None) -> str:
        """Return the address with one value for each name, none where it is None."""
        told = {k.rstrip("_"): v for k, v in values.items()}
        held = [(k, v) for k, v in self.query if k not in told and k != "after"]
        return _joined(self.path, [*held, *((k, v) for k, v in told.items() if v)])

    def elsewhere(self, path: str, **values: str) -> str:
        """Return another path that is asked the same."""
        held = [(k, v) for k, v in self.query if k != "after" and k not in values]
        return _joined(path, [*held, *values.items()])

    def hidden(self, *but: str) -> list[tuple[str, str]]:
        """Return what a form must carry along, without the fields that it has itself."""
        return [(k, v) for k, v in self.query if k != "after" and k not in but]

    def command(self, name: str, *words: str) -> str:
        """Return the command that prints the same; ``words`` are its arguments."""
        asked = [(f"--{k.replace('_', '-')}", k, v) for k, v in self.query if k in FLAGS.get(name, ())]
        flags = (flag if k == "due" else f"{flag} {shlex.quote(v)}" for flag, k, v in asked)
        return " ".join(("pourparler", name, *map(shlex.quote, words), *flags))


def _joined(path: str, query: Iterable[tuple[str, str]]) -> str:
    pairs = list(query)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def address(path: str, **query: str | None) -> str:
    """Return a path with a query; names may end in ``_`` where Python keeps the word for itself."""
    return _joined(path, [(k.rstrip("_"), v) for k, v in query.items() if v])


def links(
    here: Here, api: str, command: Iterable[str] | None, formats: Iterable[str] = ("json", "csv", "ndjson")
) -> list[Mapping[str, str]]:
    """Return where the same question is answered for programs: each with ``label`` and ``href``.

    ``command`` is the name of a command that takes the same filters, and its arguments.
    """
    found: list[Mapping[str, str]] = [
        {"label": form.upper(), "href": here.elsewhere(f"/api/v1{api}", **({} if form == "json" else {"format": form}))}
        for form in formats
    ]
    if command:
        found.append({"label": "command", "text": here.command(*command)})
    return found
