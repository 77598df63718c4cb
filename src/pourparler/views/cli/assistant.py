"""``pourparler mcp``: the record for assistants."""

from __future__ import annotations

import click

from pourparler.errors import SettingsError
from pourparler.views.cli.common import project_of, record_option


@click.command("mcp", short_help="Serve the record to assistants (Model Context Protocol).")
@record_option
def mcp(record: str | None) -> None:
    """Serve the record to an assistant over standard input and output (Model Context Protocol).

    The assistant can ask for the situation, a brief, search, overtures, events, statements, actors, dyads and reports;
    each row comes with the words of the report that it rests on. Nothing is written and nothing is fetched.

    \b
    Examples:
      pourparler mcp --record talks.sqlite
    \b
    In the settings of the assistant:
      {"mcpServers": {"pourparler": {"command": "pourparler", "args": ["mcp", "--record", "talks.sqlite"]}}}
    """
    try:
        from pourparler.views.assistant import server
    except ImportError as error:
        raise SettingsError('pourparler mcp needs the package mcp: pip install "pourparler[mcp]"') from error
    with project_of(record) as project:
        server(project).run()
