"""Events: force, act, parties, dates and conditions, from frames on dependencies."""

from pourparler.coders.events.coder import code_events

__all__ = ["code_events"]
