"""What a coder is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Protocol, runtime_checkable

from pourparler.records import Analysis, Diagnostic, Event, Itinerary, Mention, Statement, Time


@dataclass(frozen=True, slots=True)
class Findings:
    """What coders found in one report; ``diagnostics`` are for the person who reads the reading."""

    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    itineraries: tuple[Itinerary, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __add__(self, other: Findings) -> Findings:
        """Return both, the other's after our own."""
        return Findings(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class CodingContext:
    """One report as a coder sees it; ``findings`` are those of the coders that ran before.

    Mentions are found but pronouns are not yet resolved; parties of findings carry a span, and linking
    gives them their ids afterwards. ``published`` is the report's ISO date or None.
    """

    analysis: Analysis
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    report_id: str
    published: str | None = None
    findings: Findings = field(default_factory=Findings)

    @property
    def text(self) -> str:
        """The text that all spans index."""
        return self.analysis.text

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements found so far."""
        return self.findings.statements

    def with_findings(self, findings: Findings) -> CodingContext:
        """Return this context with more found."""
        return replace(self, findings=self.findings + findings)


@runtime_checkable
class Coder(Protocol):
    """Finds rows in a report: pure, deterministic, safe to use in several processes at once.

    ``name`` and ``version`` go into the ``coding`` of each row, so that two coders' rows can stand side
    by side.
    """

    @property
    def name(self) -> str:
        """The name that ``--coders`` chooses it by."""

    @property
    def version(self) -> str:
        """Its version: a change of it means that rows may differ."""

    def code(self, context: CodingContext) -> Findings:
        """Return what it finds beyond what ``context`` holds already."""
