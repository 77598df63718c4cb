"""Settings of the language-model coder, from the environment.

============================ ============================================ ==========================
variable                     meaning                                      default
============================ ============================================ ==========================
POURPARLER_LM_URL            address up to and with the version, as in    none: the coder is off
                             ``http://127.0.0.1:8000/v1``
POURPARLER_LM_MODEL          the model's name there                       none: required
POURPARLER_LM_KEY            key, sent as a bearer token                  none
POURPARLER_LM_CACHE          folder for answers                           platform cache folder
POURPARLER_LM_TIMEOUT        seconds to wait for an answer                60
POURPARLER_LM_RETRIES        times to ask again after a failure           2
============================ ============================================ ==========================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from pourparler.errors import SettingsError

PREFIX = "POURPARLER_LM_"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where the model is and how long to wait for it; the key never shows in a repr."""

    url: str
    model: str
    cache: Path
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    retries: int = 2

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> ModelSettings:
        """Return the settings of the environment; raises SettingsError when one is missing or no number."""
        env = os.environ if environ is None else environ
        missing = [PREFIX + name for name in ("URL", "MODEL") if not env.get(PREFIX + name)]
        if missing:
            raise SettingsError(f"the coder language-model needs {' and '.join(missing)}")
        url = env[PREFIX + "URL"].rstrip("/")
        if not url.startswith(("http://", "https://")):
            raise SettingsError(f"{PREFIX}URL must begin with http:// or https://, not {url!r}")
        folder = env.get(PREFIX + "CACHE")
        return cls(
            url=url,
            model=env[PREFIX + "MODEL"],
            cache=Path(folder) if folder else Path(platformdirs.user_cache_dir("pourparler")) / "answers",
            key=env.get(PREFIX + "KEY") or None,
            timeout=_number(env, "TIMEOUT", 60.0),
            retries=int(_number(env, "RETRIES", 2)),
        )


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(PREFIX + name)
    try:
        value = float(text) if text else default
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name} must be a number, not {text!r}") from error
    if value < 0:
        raise SettingsError(f"{PREFIX}{name} must not be negative")
    return value
