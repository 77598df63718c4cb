"""``watch`` and ``watches``: feeds are read as they come, and what changed is told once."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pourparler.views.cli.common import console, format_option, note, project_of, record_option

if TYPE_CHECKING:
    from pourparler.project import Project
    from pourparler.readers.web import Fetcher
    from pourparler.records.alerts import Alert


@click.command()
@click.argument("sources", nargs=-1, metavar="[FEEDS.OPML|URL]...")
@click.option("--once", is_flag=True, help="Look once and end (for cron).")
@click.option("--every", type=click.IntRange(60), default=900, show_default=True, help="Seconds between two looks.")
@click.option(
    "--rate", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between two requests to a host."
)
@click.option("--pages", is_flag=True, help="Read the page where a feed gives only a summary.")
@click.option(
    "--within",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="Tell dates so many days ahead, and when they passed; 0: neither.",
)
@click.option(
    "--atom", type=click.Path(dir_okay=False, path_type=Path), help="Keep an Atom feed of what changed in this file."
)
@click.option("--webhook", multiple=True, metavar="URL", help="Post what changed there as JSON.")
@click.option("--notify", multiple=True, metavar="URL", help="Mail or chat, as apprise writes addresses.")
@click.option("--digest", is_flag=True, help="Print what no digest has told yet as Markdown.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and its network too.")
@click.option("--today", metavar="DATE", hidden=True, help="For tests: the day it is.")
@format_option("text", "jsonl", default="text")
@record_option
@click.pass_context
def watch(
    ctx: click.Context,
    sources: tuple[str, ...],
    once: bool,
    every: int,
    rate: float,
    pages: bool,
    within: int,
    atom: Path | None,
    webhook: tuple[str, ...],
    notify: tuple[str, ...],
    digest: bool,
    allow_private: bool,
    today: str | None,
    form: str,
    record: str | None,
) -> None:
    """Watch feeds: read what is new and tell what changed.

    Feeds are asked politely: only for what is new, as robots.txt allows, not too often, and ever more
    rarely while a server fails. Each change of an overture is told once, and each date once as it comes
    near and once when it has passed and nothing came of it; with saved watches (`pourparler watches`) only
    what fits one of them.

    \b
    Examples:
      pourparler watch feeds.opml
      pourparler watch https://example.org/world.xml --once --atom changes.xml
      pourparler watch feeds.opml --once --digest > today.md
      pourparler watch feeds.opml --webhook https://example.org/hook --notify mailto://user:pw@example.org
    """
    from pourparler.readers.web import Fetcher, sources_of

    urls = sources_of(sources)
    if not urls and not digest:
        raise click.UsageError("name a feed or an OPML file")
    fetcher = Fetcher(allow_private=allow_private, rate=rate)
    failed = False
    try:
        with project_of(record) as project:
            while True:
                day = today or datetime.now(UTC).date().isoformat()
                failed = not _look(project, urls, fetcher, day, pages)
                found = project.tell(day, _title(project), within) if urls else []
                failed = not _deliver(project, found, atom, webhook, notify, form, allow_private) or failed
                if digest:
                    _digest(project)
                if once or not urls:
                    break
                time.sleep(every)
    finally:
        fetcher.close()
    ctx.exit(1 if failed else 0)


def _look(project: Project, urls: list[str], fetcher: Fetcher, day: str, pages: bool) -> bool:
    fine = True
    for polled in project.poll(urls, fetcher, day, pages):
        if polled.reports:
            note(f"{polled.url}: {polled.reports} new")
        elif polled.reason and polled.reason != "nothing new":
            fine = False
            note(f"{polled.url}: {polled.reason}")
    return fine


def _title(project: Project):  # type: ignore[no-untyped-def]
    from pourparler.views.overtures import title

    names = {a.id: a.name for a in project.actors(limit=None)}
    return lambda overture: title(overture, names)


def _deliver(
    project: Project,
    found: list[Alert],
    atom: Path | None,
    webhook: tuple[str, ...],
    notify: tuple[str, ...],
    form: str,
    allow_private: bool,
) -> bool:
    """Tell alerts everywhere; return whether all took them. What one did not take is told again next time."""
    import httpx

    from pourparler.records import contract
    from pourparler.records.alerts import to_row
    from pourparler.views import alerts as views

    for alert in found:
        if form == "jsonl":
            click.echo(contract.dumps(to_row(alert)))
        else:
            console().print(views.line(alert), soft_wrap=True, end="")
    if atom:
        views.write_atom(project.told(views.KEPT), atom)
    if not found:
        return True
    try:
        for url in webhook:
            views.post(found, url, allow_private)
        if notify:
            views.notify(found, notify)
    except (httpx.HTTPError, OSError) as error:
        note(f"not delivered, told again next time: {error}")
        return False
    project.delivered(found)
    return True


def _digest(project: Project) -> None:
    from pourparler.views import alerts as views

    sys.stdout.write(views.digest(project.digest()))


@click.command()
@click.option("--save", metavar="NAME", help="Save a watch under this name.")
@click.option("--forget", metavar="NAME", help="Forget the watch of this name.")
@click.option("--actor", "-a", multiple=True, metavar="NAME", help="Takes part: id, name or country code.")
@click.option("--with", "-w", "with_", multiple=True, metavar="NAME", help="The other side.")
@click.option("--act", "-t", multiple=True, metavar="ACT", help="CONSULT, SANCTION … or offer, demand, threat …")
@click.option("--words", multiple=True, metavar="WORD", help="Stands in what is told.")
@record_option
def watches(
    save: str | None,
    forget: str | None,
    actor: tuple[str, ...],
    with_: tuple[str, ...],
    act: tuple[str, ...],
    words: tuple[str, ...],
    record: str | None,
) -> None:
    """Save, list and forget watches.

    \b
    Examples:
      pourparler watches --save korea --actor PRK --with USA
      pourparler watches --save sanctions --act SANCTION --words oil
      pourparler watches --forget korea
      pourparler watches
    """
    from pourparler.records import contract
    from pourparler.records.alerts import Watch, to_row

    with project_of(record) as project:
        if save:
            project.save_watch(Watch(save, actor, with_, act, words))
        if forget:
            project.forget_watch(forget)
        for one in project.watches():
            click.echo(contract.dumps(to_row(one)))


COMMANDS = (watch, watches)
