"""The command line: one file per group of commands.

Exit codes: 0 all fine; 1 something could not be read (its diagnostic is printed, the rest was read);
2 misuse; 130 interrupted; 141 the reader of a pipe went away.
"""

from __future__ import annotations

import click

from pourparler import __version__
from pourparler.views.cli import (
    asking,
    assistant,
    briefing,
    desk,
    evaluating,
    exchanging,
    ledger,
    meta,
    people,
    reading,
    relating,
    travels,
    watching,
)
from pourparler.views.cli.common import Group


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(__version__, "-V", "--version", message="pourparler %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read news reports on diplomacy and keep the record: who said what to whom, who did what to
    whom, what is offered, on which condition, and what still waits.

    \b
    Start here:
      pourparler read report.txt --published 2025-10-28   # print and keep what it says
      pourparler read articles/                           # a folder, one line a report
      pourparler brief                                    # the situation as a page
      pourparler events --actor Norway --force offer      # rows, filtered
      pourparler explain e0c0e07951c                       # why a row is there

    \b
    Exit codes: 0 fine, 1 something could not be read (see its diagnostic), 2 misuse.
    The record lies in your data folder; --record FILE or POURPARLER_RECORD puts it elsewhere.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


COMMANDS = (
    reading.read,
    briefing.brief,
    desk.desk,
    asking.show,
    asking.search,
    asking.explain,
    asking.statements,
    asking.events,
    asking.actors,
    *ledger.COMMANDS,
    *relating.COMMANDS,
    *travels.COMMANDS,
    *watching.COMMANDS,
    exchanging.export,
    exchanging.import_,
    evaluating.evaluate,
    assistant.mcp,
    *people.COMMANDS,
    meta.schema,
    meta.completion,
)

for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line and exit."""
    cli(prog_name="pourparler")
