"""``schema`` and ``completion``: about the program itself."""

from __future__ import annotations

from importlib.resources import files

import click

SCHEMAS = ("reading", "brief")


@click.command(short_help="Print the JSON Schema of a reading or a brief.")
@click.argument("what", type=click.Choice(SCHEMAS), default="reading")
def schema(what: str) -> None:
    """Print the JSON Schema of a reading (`read --format json`) or a brief (`brief --format json`).

    \b
    Examples:
      pourparler schema > reading.schema.json
      pourparler schema brief
    """
    text = files("pourparler").joinpath(f"schema/{what}.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)


@click.command(short_help="Print what completes commands with the tab key.")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print what completes commands and flags with the tab key.

    \b
    Examples:
      eval "$(pourparler completion bash)"      # in ~/.bashrc
      eval "$(pourparler completion zsh)"       # in ~/.zshrc
      pourparler completion fish > ~/.config/fish/completions/pourparler.fish
    """
    from click.shell_completion import get_completion_class

    from pourparler.views.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "pourparler", "_POURPARLER_COMPLETE").source())
