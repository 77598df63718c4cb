"""A finding together with the report that it comes from, as the record gives it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pourparler.records.actors import Role
from pourparler.records.text import Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """One finding of one version of a report.

    ``day`` is the first day of the finding's own date, else the report's, for sorting (ISO or None).
    ``current`` is False when a later version of the report has taken this one's place.
    """

    report: Report
    item: T
    day: str | None = None
    current: bool = True


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor over the whole record: facts, and in how many reports and rows it takes part."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    known: bool
    roles: tuple[Role, ...]
    reports: int
    statements: int
    events: int
