"""Corrections as training and test data: the words, the row as coded, the row as a person says it is."""

from __future__ import annotations

from typing import Any

from pourparler.project.lessons import Lesson, Row
from pourparler.records import Event, contract
from pourparler.records.overtures import Overture, overture_dict
from pourparler.views.overtures import correction_object


def as_object(lesson: Lesson) -> dict[str, Any]:
    """Return a lesson as JSON: ``text``, ``span`` in it, ``coded``, ``right`` (None: no such row)."""
    return {
        **correction_object(lesson.correction),
        "report": lesson.report,
        "published": lesson.published,
        "text": lesson.text,
        "span": list(lesson.span) if lesson.span else None,
        "coded": _object(lesson.coded),
        "right": _object(lesson.right),
        "label": lesson.label,
    }


def row(lesson: Lesson) -> dict[str, Any]:
    """Return a lesson as one flat row."""
    c = lesson.correction
    words = lesson.text[slice(*lesson.span)] if lesson.text and lesson.span else None
    return {
        "id": c.id,
        "kind": c.target_kind,
        "target": c.target,
        "action": c.action,
        "label": lesson.label,
        "who": c.who,
        "made_at": c.made_at,
        "why": c.why,
        "set": contract.dumps(c.payload.get("set", {})) if c.action == "edit" else None,
        "report": lesson.report,
        "words": words,
    }


def _object(item: Row | None) -> dict[str, Any] | None:
    if item is None:
        return None
    if isinstance(item, Overture):
        return overture_dict(item)
    return contract.event_dict(item) if isinstance(item, Event) else contract.statement_dict(item)
