"""Event files of others into the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from pourparler.lexicon import gazetteer
from pourparler.readers.events import read_events, read_readings
from pourparler.records import Diagnostic, Reading
from pourparler.settings import Settings
from pourparler.store import Outcome, Store


def import_events(
    source: str | Path | IO[bytes], settings: Settings, format: str | None = None
) -> Iterator[tuple[Reading, Outcome] | Diagnostic]:
    """Write an event file into the record, one transaction a story; yield each with what it changed.

    A row that cannot be read is yielded as a diagnostic, and the rest is kept. Importing a file again
    changes nothing. Raises SettingsError for an unknown format, NotFoundError for a missing file.
    """
    known = gazetteer.load(settings.actors)
    readings = read_readings(read_events(source, format, gazetteer=known), known)
    with Store(settings.record) as store, store.writer() as writer:
        for found in readings:
            yield found if isinstance(found, Diagnostic) else (found, writer.write(found))
