"""``pourparler people``, ``tokens``, ``audit``: who may use a team's desk, and what they did."""

from __future__ import annotations

import getpass
import sys
from typing import Any

import click

from pourparler.records.people import ROLES, Account, Deed, Token
from pourparler.views.cli.common import Day, console, format_option, project_of, record_option

FORMS = ("table", "json", "csv", "md")
role_choice = click.Choice(ROLES)


def _password(from_input: bool, name: str) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True))


def _print(rows: list[dict[str, Any]], form: str, nothing: str) -> None:
    from pourparler.views.overtures import table_text
    from pourparler.views.tables import write_rows

    if form == "table":
        console().print(table_text(rows) if rows else nothing, soft_wrap=True)
    else:
        write_rows(rows, rows, form, sys.stdout)


def _account(account: Account) -> dict[str, Any]:
    return {"name": account.name, "role": account.role, "created": account.created[:10], "disabled": account.disabled}


def _token(token: Token) -> dict[str, Any]:
    days = {name: (getattr(token, name) or "")[:10] or None for name in ("created", "expires", "used")}
    facts = {name: getattr(token, name) for name in ("id", "account", "label", "scope")}
    return {**facts, **days, "revoked": token.revoked}


def _deed(deed: Deed) -> dict[str, Any]:
    return {name: getattr(deed, name) for name in ("at", "who", "what", "about", "address")}


@click.group()
def people() -> None:
    """Say who may use a team's desk. With the first account, the desk asks everybody to log in.

    Readers read; editors also add reports and corrections; admins also manage people.

    \b
    Examples:
      pourparler people add ann --role admin
      pourparler people list
      pourparler people role bob editor
      pourparler people disable bob
    """


@people.command()
@click.argument("name")
@click.option("--role", type=role_choice, default="reader", show_default=True, help="What the account may do.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@record_option
def add(name: str, role: str, password_stdin: bool, record: str | None) -> None:
    """Make an account; its password is asked for.

    \b
    Examples:
      pourparler people add ann --role admin
      pourparler people add bob --role editor --password-stdin < password.txt
    """
    with project_of(record) as project:
        made = project.people.add(name, role, _password(password_stdin, name), getpass.getuser())
    click.echo(f"{made.name} may log in as {made.role}")


@people.command("list")
@format_option(*FORMS, default="table")
@record_option
def list_(form: str, record: str | None) -> None:
    """List the accounts.

    \b
    Example:
      pourparler people list --format csv
    """
    with project_of(record) as project:
        _print(list(map(_account, project.people.accounts())), form, "There are no accounts: the desk asks nobody.")


@people.command("role")
@click.argument("name")
@click.argument("role", type=role_choice)
@record_option
def set_role(name: str, role: str, record: str | None) -> None:
    """Give an account another role.

    \b
    Example:
      pourparler people role bob editor
    """
    with project_of(record) as project:
        project.people.set_role(name, role, getpass.getuser())


@people.command()
@click.argument("name")
@record_option
def disable(name: str, record: str | None) -> None:
    """Shut an account out; its sessions end.

    \b
    Example:
      pourparler people disable bob
    """
    with project_of(record) as project:
        project.people.set_disabled(name, True, getpass.getuser())


@people.command()
@click.argument("name")
@record_option
def enable(name: str, record: str | None) -> None:
    """Let an account in again.

    \b
    Example:
      pourparler people enable bob
    """
    with project_of(record) as project:
        project.people.set_disabled(name, False, getpass.getuser())


@people.command()
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@record_option
def password(name: str, password_stdin: bool, record: str | None) -> None:
    """Give an account another password; its sessions end.

    \b
    Example:
      pourparler people password bob
    """
    with project_of(record) as project:
        project.people.set_password(name, _password(password_stdin, name), getpass.getuser())


@people.command()
@click.argument("name")
@record_option
def remove(name: str, record: str | None) -> None:
    """Remove an account with its sessions and tokens; what it did stays in the log.

    \b
    Example:
      pourparler people remove bob
    """
    with project_of(record) as project:
        project.people.remove(name, getpass.getuser())


@click.group()
def tokens() -> None:
    """Make, list and revoke API tokens for programs.

    \b
    Examples:
      pourparler tokens new ann --label notebook --scope reader --days 90
      pourparler tokens list
      pourparler tokens revoke t0123456789
    """


@tokens.command()
@click.argument("account")
@click.option("--label", default="token", show_default=True, help="What it is for.")
@click.option("--scope", type=role_choice, default="reader", show_default=True, help="What it may do.")
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How long it holds.")
@record_option
def new(account: str, label: str, scope: str, days: int, record: str | None) -> None:
    """Make a token for an account and print it, this once.

    \b
    Example:
      pourparler tokens new ann --label notebook --scope reader > token.txt
    """
    with project_of(record) as project:
        word, made = project.people.new_token(account, label, scope, days, getpass.getuser())
    click.echo(word)
    click.echo(f"{made.id}: until {(made.expires or '')[:10]}; it is not shown again", err=True)


@tokens.command("list")
@click.option("--account", help="Of this account alone.")
@format_option(*FORMS, default="table")
@record_option
def list_tokens(account: str | None, form: str, record: str | None) -> None:
    """List tokens, never their words.

    \b
    Example:
      pourparler tokens list --account ann
    """
    with project_of(record) as project:
        _print(list(map(_token, project.people.tokens(account))), form, "There are no tokens.")


@tokens.command()
@click.argument("token")
@record_option
def revoke(token: str, record: str | None) -> None:
    """Revoke a token by its id.

    \b
    Example:
      pourparler tokens revoke t0123456789
    """
    with project_of(record) as project:
        project.people.revoke(token, getpass.getuser())


@click.command(short_help="Print the log of logins and changes.")
@click.option("--who", help="Of this account alone.")
@click.option("--since", type=Day(), help="On or after this day.")
@click.option("--limit", "-n", type=click.IntRange(0), default=50, show_default=True, help="0 is all.")
@format_option(*FORMS, default="table")
@record_option
def audit(who: str | None, since: str | None, limit: int, form: str, record: str | None) -> None:
    """Print who logged in, failed to, and changed what on a team's desk, the newest first.

    \b
    Examples:
      pourparler audit --who ann --since 2026-01-01
      pourparler audit --limit 0 --format csv > log.csv
    """
    with project_of(record) as project:
        rows = list(map(_deed, project.people.deeds(who, since, limit or None)))
    if form == "table":
        rows = [{**row, "at": row["at"][:19].replace("T", " ")} for row in rows]
    _print(rows, form, "The log is empty.")


COMMANDS = (people, tokens, audit)
