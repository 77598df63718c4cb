"""The project's own coders behind the one interface; each is imported when it first runs."""

from __future__ import annotations

from pourparler.coders.contract import CodingContext, Findings


class Statements:
    """Who said what to whom."""

    name = "statements"
    version = "1"

    def code(self, context: CodingContext) -> Findings:
        """Return the statements of the report."""
        from pourparler.coders.statements import code_statements

        found = code_statements(context.analysis, context.mentions, context.times, context.report_id)
        return Findings(statements=tuple(found))


class Events:
    """Who did what to whom; reads the statements found before it."""

    name = "events"
    version = "1"

    def code(self, context: CodingContext) -> Findings:
        """Return the events of the report."""
        from pourparler.coders.events import code_events

        found = code_events(
            context.analysis,
            context.mentions,
            context.times,
            context.statements,
            context.report_id,
            context.published,
        )
        return Findings(events=tuple(found))


class Itineraries:
    """Who goes where, in which order."""

    name = "itineraries"
    version = "1"

    def code(self, context: CodingContext) -> Findings:
        """Return the journeys of the report."""
        from pourparler.coders.itineraries import code_itineraries

        return Findings(itineraries=tuple(code_itineraries(context.analysis, context.mentions, context.times)))
