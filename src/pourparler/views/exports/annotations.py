"""Findings as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), one JSON object a line.

The body says what was found in plain words and as the contract's object; the target is the report with a
``TextPositionSelector`` and a ``TextQuoteSelector`` for each piece of evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pourparler.records import Event, Span, Statement
from pourparler.records.kept import Kept
from pourparler.records.text import one_line
from pourparler.views import tables
from pourparler.views.sentences import plain_sentence
from pourparler.views.wording import words_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(found: Iterable[Kept[Event] | Kept[Statement]]) -> Iterator[dict[str, Any]]:
    """Yield one annotation a finding."""
    for kept in found:
        item = kept.item
        if isinstance(item, Event):
            spans: tuple[Span, ...] = (item.evidence,)
            said, value = plain_sentence(item), tables.event_object(kept)  # type: ignore[arg-type]
        else:
            who = item.speaker.name if item.speaker else "somebody"
            said, spans = f"{who}: {one_line(words_of(item))}", item.content
            value = tables.statement_object(kept)  # type: ignore[arg-type]
        yield {
            "@context": CONTEXT,
            "id": f"urn:pourparler:{item.id}",
            "type": "Annotation",
            "motivation": "classifying",
            "generator": {"type": "Software", "name": f"pourparler {item.coding.coder} {item.coding.version}"},
            "body": [
                {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said},
                {"type": "Dataset", "format": "application/json", "value": value},
            ],
            "target": [_target(kept.report.url or f"urn:pourparler:{kept.report.id}", span) for span in spans],
        }


def _target(source: str, span: Span) -> dict[str, Any]:
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": span.text},
        ],
    }
