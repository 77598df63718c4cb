"""Watching feeds: read what is new, tell what changed, each change once.

The order of writing makes it safe to kill: a report is noted as untold before it is read into the record, its
alerts are written in the transaction that strikes it off, and delivery is marked when it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from pourparler.errors import NotFoundError, SettingsError
from pourparler.ledger import telling
from pourparler.lexicon.codes import ACTS, MODES
from pourparler.project.lessons import Lessons
from pourparler.project.lists import MOST, Asked
from pourparler.readers import read_bytes
from pourparler.readers.known import Known
from pourparler.readers.web import Fetcher, Memory
from pourparler.records import Document, Reading
from pourparler.records.alerts import Alert, Watch
from pourparler.records.overtures import KINDS, Change, Overture
from pourparler.store import Filters, Outcome, Store

Title = Callable[[Overture], str]
WITHIN = 3
"""Days before a date from which it is told."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What one look at one feed gave: how many reports were new, or the ``reason`` why none was read."""

    url: str
    reports: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Catch:
    """A change of an overture that fits a watch."""

    overture: Overture
    change: Change


class Watching(Lessons):
    """The part of ``Project`` that watches feeds."""

    @cached_property
    def _writable(self) -> Store:
        raise NotImplementedError

    def read_documents(
        self, documents: Iterable[Document], keep: bool = True
    ) -> Iterator[tuple[Reading, Outcome | None]]:
        """Yield the readings of documents."""
        raise NotImplementedError

    def poll(self, sources: Iterable[str], fetcher: Fetcher, today: str, pages: bool = False) -> Iterator[Polled]:
        """Look at feeds once and read what is new into the record, one ``Polled`` a feed.

        An entry without a date gets ``today`` (ISO). With ``pages`` the page behind a bare summary is read.
        """
        for url in sources:
            with self._writable.watching() as rows:
                memory = Memory(**{"url": url, **rows.memory(url)})
            fetched = fetcher.fetch(memory)
            count = 0
            if fetched.data is not None:
                for document in self._new(fetched.data, url, today, fetcher if pages else None):
                    with self._writable.watching(writes=True) as rows:
                        rows.begin(document.report.id)
                    for _ in self.read_documents([document]):
                        count += 1
            with self._writable.watching(writes=True) as rows:
                rows.remember(asdict(fetched.memory))
            yield Polled(url, count, fetched.reason)

    def _new(self, data: bytes, url: str, today: str, fetcher: Fetcher | None) -> Iterator[Document]:
        for document in read_bytes(data, url, Known()):
            if not document.text.strip():
                continue
            report = document.report
            dated = document if report.published else replace(document, report=replace(report, published=today))
            with self._writable.watching() as rows:
                if rows.holds(report.id, report.version):
                    continue
            yield self._whole(dated, fetcher) or dated

    def _whole(self, document: Document, fetcher: Fetcher | None) -> Document | None:
        """Return the page behind a bare summary, None when there is none to be had."""
        report = document.report
        summary = any("only the summary" in d.message for d in document.diagnostics)
        if fetcher is None or not summary or not report.url:
            return None
        fetched = fetcher.fetch(Memory(report.url))
        if fetched.data is None:
            return None
        known = Known(report.title, report.publisher, report.published, report.url)
        return next((d for d in read_bytes(fetched.data, report.url, known) if d.text.strip()), None)

    def tell(self, today: str, title: Title, within: int = WITHIN) -> list[Alert]:
        """Fold what was read, write the alerts that it gives and return those not delivered yet.

        ``title`` names an overture. When watches are saved, only what fits one of them is told.
        """
        changed = set(self.settle().overtures)
        with self.store.watching() as rows:
            reports, watches = rows.untold(), rows.watches()
        held = self.overtures() if reports or changed or within else []
        found = [
            self._alert(o, telling.alert_of(o, c, title(o)), watches) for o in held for c in telling.changes(o, reports)
        ]
        found += [
            self._alert(o, telling.deadline_alert(o, today, title(o)), watches)
            for o in held
            if within and (telling.near_deadline(o, today, within) or telling.just_passed(o, today))
        ]
        wanted = sorted((a for a in found if a.watches or not watches), key=lambda a: (a.day, a.kind, a.id))
        with self.store.watching(writes=True) as rows:
            rows.add(wanted)
            rows.told(reports)
            return rows.alerts(delivered=False)

    def _alert(self, overture: Overture, alert: Alert, watches: list[Watch]) -> Alert:
        with self.store.view() as view:
            reports = view.reports(Filters(report=alert.report)) if alert.report else []
        fits = telling.fitting(watches, overture, alert.words)
        return replace(alert, url=reports[0].url if reports else None, watches=fits)

    def delivered(self, alerts: Iterable[Alert]) -> None:
        """Note that alerts were delivered."""
        with self.store.watching(writes=True) as rows:
            rows.mark([a.id for a in alerts], delivered=True)

    def told(self, last: int) -> list[Alert]:
        """Return the last alerts, the oldest first."""
        with self.store.watching() as rows:
            return rows.alerts(last=last)

    def digest(self) -> list[Alert]:
        """Return the alerts that no digest has had yet, and note that this one has them."""
        with self.store.watching(writes=True) as rows:
            found = rows.alerts(digested=False)
            rows.mark([a.id for a in found], digested=True)
        return found

    # -- saved watches --------------------------------------------------------------------------
    def watches(self) -> list[Watch]:
        """Return the saved watches."""
        with self._writable.watching() as rows:
            return rows.watches()

    def caught(self, watches: Iterable[Watch]) -> dict[str, list[Catch]]:
        """Return what fits each watch among the overtures told last, the newest change first."""
        held, found = list(watches), dict[str, list[Catch]]()
        for overture in self.page_of_overtures(Asked(), limit=MOST).items if held else ():
            for change in overture.history:
                words = change.evidence[0].words if change.evidence else ""
                for name in telling.fitting(held, overture, words):
                    found.setdefault(name, []).append(Catch(overture, change))
        for catches in found.values():
            catches.sort(key=lambda c: (c.change.told, c.overture.id), reverse=True)
        return found

    def save_watch(self, watch: Watch) -> Watch:
        """Save a watch; its actors are names, ids or codes. A name the record does not know is kept as it is.

        Raises ``SettingsError`` for one without a name, or with an act that nobody does.
        """
        if not watch.name.strip():
            raise SettingsError("a watch has a name")
        known_acts = {*ACTS, *(f"{a}/{m}".upper() for a in ACTS for m in MODES[a]), *(k.upper() for k in KINDS)}
        if unknown := [a for a in watch.acts if a.upper() not in known_acts]:
            raise SettingsError(f"{unknown[0]!r} is no act: one of {', '.join((*ACTS, *KINDS))}")
        known = replace(watch, actors=self._meant(watch.actors), with_=self._meant(watch.with_))
        with self._writable.watching(writes=True) as rows:
            rows.save(known)
        return known

    def _meant(self, names: tuple[str, ...]) -> tuple[str, ...]:
        found: set[str] = set()
        for name in names:
            with self._writable.view() as view:
                ids, countries = view.resolve(name)
            found |= ids | countries or {name.upper() if len(name) == 3 else name}
        return tuple(sorted(found))

    def forget_watch(self, name: str) -> None:
        """Forget a watch; raises ``NotFoundError``."""
        with self._writable.watching(writes=True) as rows:
            if not rows.forget(name):
                raise NotFoundError(f"no watch is saved under {name!r}")
