"""Events as TimelineJS3 reads them: https://timeline.knightlab.com/docs/json-format.html."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from pourparler.records import Event
from pourparler.records.edtf import iso_bounds
from pourparler.records.kept import Kept
from pourparler.records.text import one_line
from pourparler.views.sentences import plain_sentence


def timeline(events: Iterable[Kept[Event]], title: str) -> dict[str, Any]:
    """Return the events that have a date of their own or of their report; an uncertain date is a span."""
    slides = [slide for kept in events if (slide := _slide(kept)) is not None]
    slides.sort(
        key=lambda s: (s["start_date"]["year"], s["start_date"]["month"], s["start_date"]["day"], s["unique_id"])
    )
    return {"title": {"text": {"headline": escape(title)}}, "events": slides}


def _slide(kept: Kept[Event]) -> dict[str, Any] | None:
    event = kept.item
    first, last = iso_bounds(event.date)
    first, last = first or last or kept.day, last or first or kept.day
    if first is None or last is None:
        return None
    place = ", ".join(filter(None, (kept.report.publisher, kept.report.published)))
    url, told = _web(kept.report.url), escape(place or "source")
    link = f'<a href="{escape(url)}">{told}</a>' if url else escape(place)
    slide = {
        "unique_id": event.id,
        "group": event.force,
        "start_date": _date(first),
        "text": {
            "headline": escape(plain_sentence(event)),
            "text": f"<p>“{escape(one_line(event.evidence.text))}”</p><p>{link}</p>",
        },
    }
    return slide if first == last else {**slide, "end_date": _date(last)}


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None


def _date(day: str) -> dict[str, int]:
    year, month, date = (int(part) for part in day[:10].split("-"))
    return {"year": year, "month": month, "day": date}
