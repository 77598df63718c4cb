"""``Project``: one object for all that the program does with one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pourparler.errors import NotFoundError
from pourparler.project.explaining import Explanation, explain
from pourparler.project.people import People
from pourparler.project.pool import Loader, Reader, load_reader, read_in_processes
from pourparler.project.situation import Situation, situation_of
from pourparler.project.watching import Watching
from pourparler.records import Analysis, Document, Event, Reading, Report, Statement
from pourparler.records.kept import ActorSummary, Kept
from pourparler.settings import Settings
from pourparler.store import Filters, Hit, Outcome, Store


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What the record holds on one actor, the newest rows first."""

    summary: ActorSummary
    statements: tuple[Kept[Statement], ...]
    events: tuple[Kept[Event], ...]


Shown = Reading | Kept[Statement] | Kept[Event] | ActorPage


class Project(Watching):
    """Reads reports into a record and answers from it.

    The language model is loaded when the first report is read, the record opened when it is first
    needed. ``load`` makes the function that reads documents; tests give a small one.
    """

    def __init__(self, settings: Settings, load: Loader = load_reader) -> None:
        self.settings = settings
        self._load = load

    @cached_property
    def people(self) -> People:
        """Return the accounts, sessions and tokens of the record."""
        return People(self._writable)

    # -- reading --------------------------------------------------------------------------------
    def read(
        self,
        inputs: Iterable[str | Path],
        overrides: Mapping[str, Any] | None = None,
        keep: bool = True,
    ) -> Iterator[Reading]:
        """Yield the reading of every report of ``inputs``, in their order, and keep it when ``keep``.

        ``inputs`` are files, folders, globs or ``-``; ``overrides`` give title, publisher, published or
        url where the input does not say. A reading is in the record when it is yielded.
        """
        for reading, _ in self.take_in(inputs, overrides, keep):
            yield reading

    def take_in(
        self,
        inputs: Iterable[str | Path],
        overrides: Mapping[str, Any] | None = None,
        keep: bool = True,
    ) -> Iterator[tuple[Reading, Outcome | None]]:
        """Yield readings as ``read`` does, each with what it changed in the record (None: not kept)."""
        from pourparler.readers import Overrides, read_inputs

        documents = read_inputs([str(i) for i in inputs], Overrides(**(overrides or {})))
        yield from self.read_documents(documents, keep)

    def take_text(
        self, text: str, overrides: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Reading, Outcome | None]]:
        """Read one report given as text or as an HTML page, and keep it; nothing is yielded when there is none."""
        from pourparler.readers import Overrides, read_pasted

        yield from self.read_documents(read_pasted(text, Overrides(**(overrides or {}))))

    def take_file(
        self, data: bytes, name: str, overrides: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Reading, Outcome | None]]:
        """Read the reports in the bytes of a file that somebody sends, and keep them; ``name`` says its kind."""
        from pourparler.readers import Overrides, read_upload

        yield from self.read_documents(read_upload(data, name, Overrides(**(overrides or {}))))

    def read_documents(
        self, documents: Iterable[Document], keep: bool = True
    ) -> Iterator[tuple[Reading, Outcome | None]]:
        """Yield the readings of documents made elsewhere, each with what it changed in the record."""
        readings = self._readings(documents)
        if not keep:
            yield from ((reading, None) for reading in readings)
            return
        with self._writable.writer() as writer:
            for reading in readings:
                yield reading, writer.write(reading) if reading.document.text.strip() else None

    def _readings(self, documents: Iterable[Document]) -> Iterator[Reading]:
        if self.settings.processes > 1:
            return read_in_processes(documents, self.settings, self._load)
        return self._reader(documents)

    @cached_property
    def _reader(self) -> Reader:
        return self._load(self.settings)

    # -- the record -----------------------------------------------------------------------------
    @property
    def _gazetteer(self) -> Path | None:
        return self.settings.actors

    @cached_property
    def _writable(self) -> Store:
        return Store(self.settings.record)

    @cached_property
    def store(self) -> Store:
        """Return the record; raises ``NotFoundError`` when nothing was ever read into it."""
        return Store(self.settings.record, create=False)

    def reports(self, filters: Filters | None = None, **conditions: Any) -> list[Report]:
        """Return the reports of the record, the oldest first."""
        with self.store.view() as view:
            return view.reports(_filters(filters, conditions))

    def statements(self, filters: Filters | None = None, **conditions: Any) -> list[Kept[Statement]]:
        """Return statements, the newest first; ``conditions`` are the fields of ``Filters``."""
        with self.store.view() as view:
            return view.statements(_filters(filters, conditions))

    def events(self, filters: Filters | None = None, **conditions: Any) -> list[Kept[Event]]:
        """Return events, the newest first; ``conditions`` are the fields of ``Filters``."""
        with self.store.view() as view:
            return view.events(_filters(filters, conditions))

    def actors(self, filters: Filters | None = None, **conditions: Any) -> list[ActorSummary]:
        """Return actors, those with most rows first."""
        with self.store.view() as view:
            return view.actors(_filters(filters, conditions))

    def count(self, what: str, filters: Filters | None = None, **conditions: Any) -> int:
        """Return how many ``reports``, ``statements`` or ``events`` there are, whatever the limit."""
        with self.store.view() as view:
            return view.count(what, _filters(filters, conditions))  # type: ignore[arg-type]

    def search(self, words: str, filters: Filters | None = None, **conditions: Any) -> list[Hit]:
        """Return statements and reports that hold all the words; ``"in marks"`` is a phrase."""
        with self.store.view() as view:
            return view.search(words, _filters(filters, {"limit": 20, **conditions}))

    def show(self, item: str, as_of: str | None = None) -> Shown:
        """Return what an id names: a reading, a finding or an actor, as a reader of the day ``as_of`` had it.

        Raises ``NotFoundError`` for what the record does not hold, or did not hold then.
        """
        with self.store.view() as view:
            kind = view.kind_of(item)
            if kind == "report":
                then = view.reports(Filters(report=item, as_of=as_of)) if as_of else []
                reading = view.reading(item, then[0].version if then else None)
                if reading is None or (as_of and not then):
                    raise NotFoundError(f"the report {item!r} was not out on {as_of}")
                return reading
            if kind == "actor":
                of = Filters(actors=(item,), limit=50, as_of=as_of)
                mine = view.actor(item)
                if as_of:
                    named = view.actors(Filters(actors=(item,), as_of=as_of))
                    mine = next((s for s in named if s.id == item), None)
                if mine is None:
                    raise NotFoundError(f"the record did not hold {item!r} on {as_of}")
                return ActorPage(mine, tuple(view.statements(of)), tuple(view.events(of)))
            found = view.finding(item)
        if found is None or not _was_out(found, as_of):
            raise NotFoundError(f"the record holds nothing with the id {item!r}" + (f" on {as_of}" if as_of else ""))
        return found

    def explain(self, item: str, as_of: str | None = None) -> Explanation:
        """Return why a statement or event is in the record, with the grammar of its sentence."""
        with self.store.view() as view:
            found = view.finding(item)
            if found is None or not _was_out(found, as_of):
                raise NotFoundError(f"the record holds no statement or event with the id {item!r}")
            reading = view.reading(found.report.id, found.report.version)
        assert reading is not None
        return explain(found, reading.document, self._analyse(reading.document))

    def _analyse(self, document: Document) -> Analysis | None:
        if self._load is not load_reader:
            return None
        from pourparler.language import load

        return load(self.settings.model).analyse(document)

    def situation(self, filters: Filters | None = None, **conditions: Any) -> Situation:
        """Return the overtures, deeds, words, actors and journeys of a day, as a brief tells them."""
        return situation_of(self, replace(_filters(filters, conditions), limit=None, offset=0))

    def close(self) -> None:
        """Close the record."""
        for name in ("_writable", "store"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _was_out(kept: Kept[Any], day: str | None) -> bool:
    """Return whether the report of a finding was out on a day."""
    return day is None or (kept.report.published or "")[:10] <= day


def _filters(filters: Filters | None, conditions: Mapping[str, Any]) -> Filters:
    values: dict[str, Any] = {k: _tuple(v) if k in _SEVERAL else v for k, v in conditions.items()}
    return replace(filters or Filters(), **values)


_SEVERAL = ("actors", "with_", "types", "forces", "kinds")


def _tuple(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
