"""Rows of the watcher: memory of addresses, reports to tell, alerts, saved watches."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from pourparler.records import contract
from pourparler.records.alerts import Alert, Watch, alert_from, to_row, watch_from
from pourparler.store.schema import alerts, feeds, untold, versions, watches


class WatchRows:
    """The watcher's tables in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- addresses ------------------------------------------------------------------------------
    def memory(self, url: str) -> dict[str, Any]:
        """Return what is remembered of an address; empty when nothing is."""
        row = self._connection.execute(select(feeds).where(feeds.c.url == url)).one_or_none()
        return dict(row._mapping) if row else {}

    def remember(self, values: dict[str, Any]) -> None:
        """Write what is remembered of an address."""
        self._connection.execute(delete(feeds).where(feeds.c.url == values["url"]))
        self._connection.execute(insert(feeds).values(values))

    # -- reports --------------------------------------------------------------------------------
    def holds(self, report: str, version: str) -> bool:
        """Return whether the record holds this version of a report."""
        query = select(versions.c.number).where(versions.c.key == report, versions.c.version == version)
        return self._connection.execute(query.limit(1)).scalar() is not None

    def begin(self, report: str) -> None:
        """Note that a report is taken in: what it changes is to be told."""
        if self._connection.execute(select(untold).where(untold.c.report == report)).one_or_none() is None:
            self._connection.execute(insert(untold).values(report=report))

    def untold(self) -> set[str]:
        """Return the reports whose changes are not told yet."""
        return set(self._connection.execute(select(untold.c.report)).scalars())

    def told(self, reports: Iterable[str]) -> None:
        """Note that the changes of reports are among the alerts now."""
        self._connection.execute(delete(untold).where(untold.c.report.in_(sorted(reports))))

    # -- alerts ---------------------------------------------------------------------------------
    def add(self, found: Iterable[Alert]) -> list[Alert]:
        """Write alerts; return those that are new."""
        number = self._connection.execute(select(func.max(alerts.c.number))).scalar() or 0
        new = []
        for alert in found:
            if self._connection.execute(select(alerts.c.id).where(alerts.c.id == alert.id)).scalar() is None:
                number += 1
                values = {"id": alert.id, "number": number, "day": alert.day, "delivered": False, "digested": False}
                self._connection.execute(insert(alerts).values(**values, payload=contract.dumps(to_row(alert))))
                new.append(alert)
        return new

    def alerts(
        self, delivered: bool | None = None, digested: bool | None = None, last: int | None = None
    ) -> list[Alert]:
        """Return alerts in the order they were told; the ``last`` so many of them."""
        query = select(alerts.c.payload).order_by(alerts.c.number.desc())
        if delivered is not None:
            query = query.where(alerts.c.delivered == delivered)
        if digested is not None:
            query = query.where(alerts.c.digested == digested)
        found = self._connection.execute(query.limit(last) if last else query).scalars()
        return [alert_from(json.loads(p)) for p in reversed(list(found))]

    def mark(self, ids: Iterable[str], **flags: bool) -> None:
        """Set ``delivered`` or ``digested`` of alerts."""
        for item in ids:
            self._connection.execute(update(alerts).where(alerts.c.id == item).values(**flags))

    # -- watches --------------------------------------------------------------------------------
    def watches(self) -> list[Watch]:
        """Return the saved watches by name."""
        query = select(watches.c.payload).order_by(watches.c.name)
        return [watch_from(json.loads(p)) for p in self._connection.execute(query).scalars()]

    def save(self, watch: Watch) -> None:
        """Save a watch under its name."""
        self.forget(watch.name)
        self._connection.execute(insert(watches).values(name=watch.name, payload=contract.dumps(to_row(watch))))

    def forget(self, name: str) -> bool:
        """Forget a watch; return whether there was one."""
        return bool(self._connection.execute(delete(watches).where(watches.c.name == name)).rowcount)
