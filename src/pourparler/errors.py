"""The errors that misuse raises; bad input is never an error but a ``Diagnostic``.

::

    PourparlerError              everything below; the CLI prints it and exits 2
    ├── SettingsError            a setting, flag or user file that cannot be understood
    ├── NotFoundError            an id, file or actor that the record does not hold
    ├── ModelError               a language model or trained weights missing or of the wrong bytes
    └── RecordError              a record that cannot be opened, migrated or written
"""

from __future__ import annotations


class PourparlerError(Exception):
    """Base of all errors raised on purpose by this package."""


class SettingsError(PourparlerError):
    """A setting, flag or user file that cannot be understood."""


class NotFoundError(PourparlerError):
    """An id, file or actor that does not exist."""


class ModelError(PourparlerError):
    """A language model or trained weights that are missing or not the expected bytes."""


class RecordError(PourparlerError):
    """A record (database) that cannot be opened, migrated or written."""
