"""``overtures``, ``predictions``, ``history``, ``correct`` … : what is open between whom."""

from __future__ import annotations

import getpass
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from pourparler.views.cli.common import Day, as_of_option, console, format_option, note, project_of, record_option

if TYPE_CHECKING:
    from pourparler.project import Project

OFFSETS = re.compile(r"(\d+):(\d+)")
KINDS = ("offer", "demand", "threat", "promise", "refusal", "prediction", "meeting")
OUTCOMES = (
    "unanswered",
    "answered",
    "accepted",
    "accepted on condition",
    "refused",
    "fulfilled",
    "partly fulfilled",
    "withdrawn",
    "overtaken",
)


@click.command()
@click.option("--actor", "-a", multiple=True, metavar="NAME", help="Takes part: id, name or country code.")
@click.option("--with", "-w", "with_", multiple=True, metavar="NAME", help="The other side.")
@click.option("--kind", "-k", multiple=True, type=click.Choice(KINDS), help="What kind of overture.")
@click.option("--outcome", multiple=True, type=click.Choice(OUTCOMES), help="What became of it.")
@click.option("--open", "only_open", is_flag=True, help="Only those of which something can still come.")
@click.option("--since", type=Day(), help="First told on or after this day.")
@click.option("--until", type=Day(), help="First told on or before this day.")
@click.option("--told-since", type=Day(), help="Told again on or after this day.")
@click.option("--due", is_flag=True, help="Only what has a date.")
@click.option("--words", help="All these words occur in it.")
@as_of_option
@format_option("text", "json", "jsonl", "csv", "md", default="text")
@record_option
def overtures(
    actor: tuple[str, ...],
    with_: tuple[str, ...],
    kind: tuple[str, ...],
    outcome: tuple[str, ...],
    only_open: bool,
    since: str | None,
    until: str | None,
    told_since: str | None,
    due: bool,
    words: str | None,
    as_of: str | None,
    form: str,
    record: str | None,
) -> None:
    """List what is open between whom.

    Overtures are offers, demands, threats, promises, standing refusals, predictions and planned meetings.

    Each has an outcome, a deadline and a clock of silence; `pourparler history ID` tells its story.

    \b
    Examples:
      pourparler overtures --actor PRK --with USA --open
      pourparler overtures --kind offer --as-of 2018-05-25
      pourparler overtures --told-since 2019-01-01 --due
      pourparler overtures --format csv > overtures.csv
    """
    from pourparler.project import Asked
    from pourparler.views import overtures as views

    with project_of(record) as project:
        asked = Asked((*actor, *with_), kind, outcome, since, until, told_since, due, words, as_of)
        found = project.wanted(asked)
        day, names = as_of or project.last_day(), _names(project)
    if only_open:
        found = [o for o in found if o.is_open]
    if form == "text":
        console().print(views.cards(found, day, names), soft_wrap=True, end="")
        note(f"{len(found)} overtures" + (f" on {day}" if day else ""))
    else:
        _write([views.row(o, day, names) for o in found], [views.as_object(o, day) for o in found], form)


@click.command()
@click.option("--record-of", "tracks", is_flag=True, help="One row a predictor: how many came true.")
@as_of_option
@format_option("text", "json", "jsonl", "csv", "md", default="text")
@record_option
def predictions(tracks: bool, as_of: str | None, form: str, record: str | None) -> None:
    """List who predicted what by when, and what became of it.

    \b
    Examples:
      pourparler predictions
      pourparler predictions --record-of --format csv
    """
    from pourparler.views import overtures as views

    with project_of(record) as project:
        names = _names(project)
        if tracks:
            rows = [views.track_row(r, names) for r in project.track_records(as_of)]
        else:
            rows = [views.prediction_row(p, names) for p in project.predictions(as_of)]
    if form == "text":
        console().print(views.table_text(rows), soft_wrap=True, end="")
        note(f"{len(rows)} rows")
    else:
        _write(rows, rows, form)


@click.command()
@click.argument("item", metavar="ID")
@as_of_option
@format_option("text", "json", default="text")
@record_option
def history(item: str, as_of: str | None, form: str, record: str | None) -> None:
    """Tell the story of an overture or row.

    For an event or statement these are its corrections.

    \b
    Examples:
      pourparler history o1a2b3c4d5
      pourparler history o1a2b3c4d5 --as-of 2018-05-25 --format json
    """
    from pourparler.records import contract
    from pourparler.views import overtures as views

    with project_of(record) as project:
        found = project.history(item, as_of)
        day, names = as_of or project.last_day(), _names(project)
    if form == "json":
        click.echo(contract.dumps(views.history_object(found, day), indent=1))
    else:
        console().print(views.history_text(found, day, names), soft_wrap=True, end="")


# -- corrections ------------------------------------------------------------------------------------
who_option = click.option("--who", help="Who says so. Default: the user's login name.")
why_option = click.option("--why", help="In your words.")


@click.command()
@click.argument("item", metavar="ID")
@why_option
@who_option
@record_option
def accept(item: str, why: str | None, who: str | None, record: str | None) -> None:
    """Say that a row is right.

    ID names an event, statement or overture. What was rejected comes back.

    \b
    Examples:
      pourparler accept e1a2b3c4d5
      pourparler accept o1a2b3c4d5 --why "checked with the ministry"
    """
    _correct(item, "accept", who, why, record, {})


@click.command()
@click.argument("item", metavar="ID")
@why_option
@who_option
@record_option
def reject(item: str, why: str | None, who: str | None, record: str | None) -> None:
    """Say that a row is wrong.

    ID names an event, statement or overture; it is shown no more and counts no more.

    \b
    Examples:
      pourparler reject e1a2b3c4d5
      pourparler reject s1a2b3c4d5 --why "a headline, not her words"
    """
    _correct(item, "reject", who, why, record, {})


@click.command()
@click.argument("item", metavar="ID")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@why_option
@who_option
@record_option
def correct(item: str, changes: tuple[str, ...], why: str | None, who: str | None, record: str | None) -> None:
    """Give an event, statement or overture its right values.

    Actors are names, ids or country codes, several with commas between; of somebody whom nobody knows yet
    also write the country: "Ada Berg (NOR)". FIELD= without a value empties it.

    \b
    Examples:
      pourparler correct e1a2b3c4d5 force=offer act=CONSULT actors=KOR recipients=PRK
      pourparler correct s1a2b3c4d5 speaker="Moon Jae-in" kind=indirect
      pourparler correct o1a2b3c4d5 outcome=refused day=2018-05-24 --why "said so at noon"
    """
    _correct(item, "edit", who, why, record, {"set": _values(changes)})


@click.command(short_help="Add an event, statement or overture.")
@click.argument("kind", type=click.Choice(("event", "statement", "overture")))
@click.argument("report", metavar="REPORT")
@click.argument("words", metavar="WORDS|START:END")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@why_option
@who_option
@record_option
def add(
    kind: str,
    report: str,
    words: str,
    values: tuple[str, ...],
    why: str | None,
    who: str | None,
    record: str | None,
) -> None:
    """Add what was not found: an event, a statement or an overture.

    WORDS are those of the REPORT that say it, as they stand in it (or their offsets in its text). An event
    takes force, act, actors and mode, recipients, third_parties, speaker, date, due, place, condition, and the
    ledger folds it; a statement takes speaker and kind, others, addressee, channel, cue, date; an overture
    that stands by itself takes kind, act, from and mode, to, outcome, due, condition. Prints the new id.

    \b
    Examples:
      pourparler add event r045cfaddb6 "hopes to see him soon" force=offer act=CONSULT actors=KOR recipients=PRK
      pourparler add statement r045cfaddb6 "the talks went well" speaker="Moon Jae-in" addressee=reporters
      pourparler add overture r045cfaddb6 310:342 kind=demand act=RETREAT from=USA to=PRK due=2018-06
    """
    offsets = OFFSETS.fullmatch(words)
    span = (int(offsets[1]), int(offsets[2])) if offsets else words
    with project_of(record) as project:
        made = project.add(kind, report, span, _values(values), who or getpass.getuser(), _now(), why)
    click.echo(made.target)


@click.command()
@click.argument("item", metavar="ID")
@click.argument("into", metavar="INTO")
@why_option
@who_option
@record_option
def merge(item: str, into: str, why: str | None, who: str | None, record: str | None) -> None:
    """Say that two overtures are one.

    The overture ID becomes part of the overture INTO.

    \b
    Examples:
      pourparler merge o1a2b3c4d5 o5d4c3b2a1
    """
    _correct(item, "merge", who, why, record, {"into": into})


@click.command()
@click.argument("item", metavar="ID")
@click.argument("events", nargs=-1, required=True, metavar="EVENT...")
@why_option
@who_option
@record_option
def split(item: str, events: tuple[str, ...], why: str | None, who: str | None, record: str | None) -> None:
    """Cut an overture in two.

    The changes that rest on EVENTs are another overture.

    \b
    Examples:
      pourparler split o1a2b3c4d5 e1a2b3c4d5 e5d4c3b2a1
    """
    _correct(item, "split", who, why, record, {"events": list(events)})


@click.command()
@click.option("--kind", type=click.Choice(("event", "statement", "overture")), help="Only those of one kind of row.")
@as_of_option
@format_option("jsonl", "json", "csv", "md", default="jsonl")
@record_option
def corrections(kind: str | None, as_of: str | None, form: str, record: str | None) -> None:
    """Print all corrections as training and test data.

    Each has the text it is about (the paragraph and the span of the words in it), the row as it was coded and
    as the person says it should be; a rejected row is one that should not be there, one that was added had
    been missing. --as-of leaves out those made later.

    \b
    Examples:
      pourparler corrections > corrections.jsonl
      pourparler corrections --kind event --format jsonl > to-learn-from.jsonl
      pourparler corrections --format csv
    """
    from pourparler.views import corrections as views

    with project_of(record) as project:
        found = [e for e in project.lessons(as_of) if kind in (None, e.correction.target_kind)]
    _write([views.row(e) for e in found], [views.as_object(e) for e in found], form)


COMMANDS = (overtures, predictions, history, accept, reject, correct, add, merge, split, corrections)


def _correct(
    item: str, action: str, who: str | None, why: str | None, record: str | None, payload: dict[str, Any]
) -> None:
    with project_of(record) as project:
        made = project.correct(item, action, who or getpass.getuser(), _now(), why, payload)
    click.echo(made.id)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _values(changes: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise click.BadParameter(f"{change!r} is not FIELD=VALUE")
        found[name] = {"true": True, "false": False, "": None}.get(value, value)
    return found


def _names(project: Project) -> dict[str, str]:
    return {a.id: a.name for a in project.actors(limit=None)}


def _write(rows: list[dict[str, Any]], objects: list[dict[str, Any]], form: str) -> None:
    from pourparler.views import tables

    tables.write_rows(rows, iter(objects), form, sys.stdout)
