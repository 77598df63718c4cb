"""The records: frozen dataclasses, standard library only. Everything else leans on these."""

from pourparler.records.actors import Actor, ActorKind, Mention, MentionKind, Party, Role
from pourparler.records.analysis import Analysis, Entity, Quotation, Range
from pourparler.records.findings import (
    Codes,
    Coding,
    Condition,
    Event,
    Force,
    Geo,
    Itinerary,
    Statement,
    StatementKind,
    Stop,
    Time,
)
from pourparler.records.reading import Reading
from pourparler.records.text import Diagnostic, Document, Furniture, Report, Span, one_line

__all__ = [
    "Actor", "ActorKind", "Analysis", "Codes", "Coding", "Condition", "Diagnostic", "Document", "Entity",
    "Event", "Force", "Furniture", "Geo", "Itinerary", "Mention", "MentionKind", "Party", "Quotation",
    "Range", "Reading", "Report", "Role", "Span", "Statement", "StatementKind", "Stop", "Time", "one_line",
]  # fmt: skip
