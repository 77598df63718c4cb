"""Alerts as lines, as an Atom feed, as a digest, and out to webhooks, mail and chat."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
from rich.text import Text

from pourparler.errors import SettingsError
from pourparler.readers.web.guard import check_url
from pourparler.records.alerts import Alert, to_row
from pourparler.views.tables import markdown_cell
from pourparler.views.wording import clean

ATOM = "http://www.w3.org/2005/Atom"
KEPT = 200
"""Entries of the Atom feed: the last so many alerts."""


def line(alert: Alert) -> Text:
    """Return an alert for the terminal."""
    text = Text(f"{alert.day}  ", "dim").append(clean(alert.title), "bold")
    text.append(f": {clean(alert.text)}", "yellow" if alert.kind == "deadline" else "")
    text.append(f"  {alert.overture}\n", "dim cyan")
    text.append(f"            {clean(alert.publisher or alert.report or '')}: {clean(alert.words)}", "dim")
    if alert.watches:
        text.append(f"  [{', '.join(alert.watches)}]", "dim")
    return text.append("\n")


def digest(alerts: Sequence[Alert]) -> str:
    """Return a digest in Markdown, by day."""
    if not alerts:
        return "Nothing changed.\n"
    lines = []
    for day in sorted({a.day for a in alerts}):
        lines.append(f"## {day}\n")
        for a in (x for x in alerts if x.day == day):
            source = f"[{markdown_cell(a.publisher or a.report)}](<{a.url}>)" if a.url else markdown_cell(a.publisher)
            lines.append(
                f"- **{markdown_cell(a.title)}**: {markdown_cell(a.text)} — {markdown_cell(a.words)} ({source})"
            )
        lines.append("")
    return "\n".join(lines)


def write_atom(alerts: Iterable[Alert], path: Path) -> None:
    """Write the Atom feed, the newest first, whole or not at all."""
    found = list(alerts)[-KEPT:]
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", "urn:pourparler:alerts")
    _add(feed, "title", "Pourparler: what changed")
    _add(feed, "updated", _stamp(found[-1].day if found else "1970-01-01"))
    _add(_add(feed, "author", ""), "name", "Pourparler")
    for alert in reversed(found):
        entry = _add(feed, "entry", "")
        _add(entry, "id", f"urn:pourparler:{alert.id}")
        _add(entry, "title", f"{alert.title}: {alert.text}")
        _add(entry, "updated", _stamp(alert.day))
        _add(entry, "summary", alert.words)
        if alert.url:
            ElementTree.SubElement(entry, f"{{{ATOM}}}link", href=alert.url)
    data = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(data + b"\n")
    beside.replace(path)


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = "".join(c for c in clean(text) if c.isprintable() or c in "\n\t") or None
    return child


def _stamp(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"


def post(alerts: Sequence[Alert], url: str, allow_private: bool = False) -> None:
    """Send alerts to a webhook as one JSON object; their ids let it drop what it has. Raises on failure."""
    check_url(url, allow_private)
    body: dict[str, Any] = {"alerts": [to_row(a) for a in alerts]}
    httpx.post(url, json=body, timeout=30, trust_env=False, follow_redirects=False).raise_for_status()


def notify(alerts: Sequence[Alert], urls: Sequence[str]) -> None:
    """Send alerts through ``apprise`` (mail, chat …). Raises ``SettingsError`` without it, or for a bad address."""
    try:
        import apprise
    except ImportError as error:
        raise SettingsError("mail and chat need apprise: pip install 'pourparler[alerts]'") from error
    out = apprise.Apprise()
    for url in urls:
        if not out.add(url):
            raise SettingsError("apprise does not understand one of the --notify addresses")
    text = "\n\n".join(f"{a.day} {a.title}: {a.text}\n{a.words}" + (f"\n{a.url}" if a.url else "") for a in alerts)
    if not out.notify(title=f"Pourparler: {len(alerts)} changes", body=text):
        raise OSError("apprise could not deliver to all addresses")
