"""What the commands share: the record option, filters, consoles, errors without tracebacks."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

import click

from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from rich.console import Console

    from pourparler.project import Filters, Project

MIN_CONFIDENCE = 0.5
"""Rows below are wrong more often than right: ``pourparler evaluate statements`` prints how often."""
FILLING = re.compile(r" +(?=\n)")
F = TypeVar("F", bound=Callable[..., Any])

FORCES = (
    "did",
    "offer",
    "promise",
    "request",
    "demand",
    "accept",
    "refuse",
    "threaten",
    "predict",
    "deny",
    "suppose",
)


class Group(click.Group):
    """A group that lists commands in the order of a day's work and turns our errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands as they were added, not by the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; misuse ends with one line and exit code 2."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except PourparlerError as error:
            raise Misuse(str(error)) from error
        except click.FileError as error:
            raise Misuse(error.format_message()) from error
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            ctx.exit(141)
        except KeyboardInterrupt:
            click.echo("interrupted; what was read so far is kept", err=True)
            ctx.exit(130)


class Misuse(click.ClickException):
    """An error of the person's: one line, exit code 2."""

    exit_code = 2


class Day(click.ParamType):
    """A day or a moment in ISO form: ``2025-10-28`` or ``2025-10-28T14:00:00Z``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value when it is a date or date-time."""
        text = str(value)
        try:
            if len(text) == 10:
                return date.fromisoformat(text).isoformat()
            datetime.fromisoformat(text)
        except ValueError:
            self.fail(f"{text!r} is not a date like 2025-10-28", param, ctx)
        return text


def record_option(command: F) -> F:
    """Add ``--record``."""
    return click.option(
        "--record",
        metavar="FILE|URL",
        help="The record: a SQLite file or a database URL. Default: the data folder, or POURPARLER_RECORD.",
    )(command)


def filter_options(command: F) -> F:
    """Add the filters that lists of findings share, and how many rows to print."""
    return filters_without_limit(PAGE[0](PAGE[1](command)))


def filters_without_limit(command: F) -> F:
    """Add the filters alone, for views that print a page and not a list."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


FILTERS = (
    click.option("--actor", "-a", multiple=True, metavar="NAME", help="Takes part: id, name or country code."),
    click.option("--with", "-w", "with_", multiple=True, metavar="NAME", help="The other side of the dyad."),
    click.option("--since", type=Day(), help="On or after this day."),
    click.option("--until", type=Day(), help="On or before this day."),
    click.option("--publisher", metavar="NAME", help="Reported by this publisher."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=MIN_CONFIDENCE,
        show_default=True,
        help="Leave out rows below this; 0 shows all.",
    ),
    click.option("--as-of", type=Day(), help="The record as a reader of that day had it."),
)

PAGE = (
    click.option("--limit", "-n", type=click.IntRange(0), default=50, show_default=True, help="0 is all."),
    click.option("--offset", type=click.IntRange(0), default=0, hidden=True),
)


def as_of_option(command: F) -> F:
    """Add ``--as-of`` alone."""
    return FILTERS[-1](command)


def who_and_when(command: F) -> F:
    """Add ``--actor``, ``--since`` and ``--until``."""
    for option in (FILTERS[3], FILTERS[2], FILTERS[0]):
        command = option(command)
    return command


def times_and_sources(command: F) -> F:
    """Add the filters that do not name actors."""
    for option in reversed(FILTERS[2:]):
        command = option(command)
    return command


def by_option(command: F) -> F:
    """Add ``--by``: what is counted once, an event by default."""
    return _by("event")(command)


def report_by_option(command: F) -> F:
    """Add ``--by``: what is one row, an event of one report by default."""
    return _by("report")(command)


def _by(default: str) -> Callable[[F], F]:
    words = "Count an event once, or once for every report of it."
    return click.option("--by", type=click.Choice(("event", "report")), default=default, show_default=True, help=words)


def format_option(*formats: str, default: str | None = None) -> Callable[[F], F]:
    """Add ``--format``."""
    return click.option("--format", "-f", "form", type=click.Choice(formats), default=default, help="How to print.")


def filters_of(values: dict[str, Any]) -> Filters:
    """Return the filters of the options in ``values``, which are taken out of it."""
    from pourparler.project import Filters

    names = ("since", "until", "publisher", "min_confidence", "as_of", "offset")
    found = {name: values.pop(name) for name in names if name in values}
    limit = values.pop("limit", 0)
    return Filters(actors=values.pop("actor", ()), with_=values.pop("with_", ()), limit=limit or None, **found)


def project_of(record: str | None, **changes: Any) -> Project:
    """Return the project of the environment's settings, changed by flags."""
    from pourparler.project import Project
    from pourparler.settings import Settings

    settings = Settings.from_environment()
    if record:
        settings = replace(settings, record=record)
    return Project(replace(settings, **{k: v for k, v in changes.items() if v is not None}))


def console(err: bool = False) -> Console:
    """Return a console for standard output: plain when it is a pipe, NO_COLOR is honoured by rich."""
    from rich.console import Console

    piped = None if err or sys.stdout.isatty() else cast(IO[str], Trimmed())
    return Console(file=piped, stderr=err, highlight=False, markup=False, emoji=False, legacy_windows=False)


class Trimmed:
    """Standard output without the blanks that fill up a table's lines: what a pipe or file gets."""

    def write(self, text: str) -> int:
        """Write text."""
        return sys.stdout.write(FILLING.sub("", text))

    def flush(self) -> None:
        """Flush standard output."""
        sys.stdout.flush()


def note(text: str) -> None:
    """Say something to the person on standard error."""
    from rich.text import Text

    console(err=True).print(Text(text, "dim"), soft_wrap=True)
