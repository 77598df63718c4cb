"""``pourparler evaluate``: score the coders on data of a task, with the checkout's ``evals``."""

from __future__ import annotations

import importlib
import sys
from inspect import signature
from pathlib import Path
from typing import Any

import click

from pourparler.errors import NotFoundError
from pourparler.views.cli.common import format_option

TASKS = ("statements", "relations", "events", "force", "dates", "readings", "ledger")


@click.command(short_help="Score the coders on data with gold answers.")
@click.argument("task", type=click.Choice(TASKS))
@click.argument("data", type=click.Path(exists=True), required=False)
@click.option("--predictions", type=click.Path(dir_okay=False), metavar="OUT", help="Write predictions, JSON lines.")
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="Passed on to the task.")
@format_option("table", "json", default="table")
def evaluate(task: str, data: str | None, predictions: str | None, options: tuple[str, ...], form: str) -> None:
    """Score a TASK on a file of DATA in that task's format.

    The scorers live in the folder evals/ of a checkout of the project, beside the package. Where figures fall
    below the floors that are pinned for a file, the exit status is 1.

    \b
    Examples:
      pourparler evaluate statements dev.jsonl --predictions out.jsonl
      pourparler evaluate dates --option oracle=yes
    """
    scorer = _scorer(task)
    given = _options(options)
    arguments = (data,) if data is not None else ()
    known = signature(scorer).parameters
    if unknown := given.keys() - known.keys():
        raise click.BadParameter(f"{task} knows no option {min(unknown)!r}", param_hint="--option")
    result = scorer(*arguments, predictions_path=predictions, **given)
    if form == "json":
        from pourparler.records import contract

        click.echo(contract.dumps({k: v for k, v in result.items() if k != "table"}, indent=1))
    else:
        click.echo(result.get("table") or result)
    if result.get("below"):
        raise click.exceptions.Exit(1)


def _scorer(task: str) -> Any:
    root = _checkout()
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    try:
        module = importlib.import_module(f"evals.{task}")
    except ModuleNotFoundError as error:
        if error.name not in ("evals", f"evals.{task}"):
            raise
        raise NotFoundError(f"there is no scorer for {task} in {root / 'evals'}") from error
    return module.evaluate


def _checkout() -> Path:
    for root in (Path(__file__).resolve().parents[4], Path.cwd()):
        if (root / "evals" / "__init__.py").exists():
            return root
    raise NotFoundError("the folder evals/ is not here: evaluate runs in a checkout of the project")


def _options(pairs: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--option")
        found[name.replace("-", "_")] = value
    return found
