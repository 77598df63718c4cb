"""Answers of ``show``, ``search`` and ``explain``: for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pourparler.project import ActorPage, Explanation, Hit, Shown
from pourparler.records import Event, Reading, Statement, contract, one_line
from pourparler.records.kept import Kept
from pourparler.views import marked, tables
from pourparler.views.pages import print_reading
from pourparler.views.sentences import plain_sentence
from pourparler.views.wording import clean, place_of, plural, role_of, title_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Json = dict[str, Any]
FOUND = ("\x02", "\x03")


# -- show -------------------------------------------------------------------------------------------
def as_json(shown: Shown) -> str:
    """Return what an id names as JSON: the contract's object of a reading, a finding or an actor."""
    return contract.dumps(shown_object(shown), indent=1)


def shown_object(shown: Shown) -> Json:
    """Return what an id names as an object."""
    if isinstance(shown, Reading):
        return contract.to_dict(shown)
    if isinstance(shown, ActorPage):
        return {
            "actor": tables.actor_object(shown.summary),
            "statements": [tables.statement_object(k) for k in shown.statements],
            "events": [tables.event_object(k) for k in shown.events],
        }
    return finding_object(shown)


def finding_object(kept: Kept[Statement] | Kept[Event]) -> Json:
    """Return a statement or event with its report as an object."""
    if isinstance(kept.item, Statement):
        return tables.statement_object(Kept(kept.report, kept.item, kept.day, kept.current))
    return tables.event_object(Kept(kept.report, kept.item, kept.day, kept.current))


def print_shown(shown: Shown, console: Console) -> None:
    """Print what an id names."""
    if isinstance(shown, Reading):
        print_reading(shown, console)
    elif isinstance(shown, ActorPage):
        _print_actor(shown, console)
    else:
        _print_finding(shown, console)


def _print_finding(kept: Kept[Statement] | Kept[Event], console: Console) -> None:
    from rich.text import Text

    console.print(_card(kept))
    if not kept.current:
        console.print(Text("A later version of the report has taken this one's place.", "yellow"))
    console.print(_report_line(kept))
    console.print(Text(f"pourparler explain {kept.item.id} says why it is here", "dim"))


def _card(kept: Kept[Statement] | Kept[Event]) -> Any:
    if isinstance(kept.item, Statement):
        return tables.statement_cards([Kept(kept.report, kept.item, kept.day)], with_report=False)
    return tables.event_cards([Kept(kept.report, kept.item, kept.day)], with_report=False)


def _report_line(kept: Kept[Any]) -> Text:
    from rich.text import Text

    report = kept.report
    line = Text(title_of(report), "bold").append(f"  {place_of(report)}  {report.id}", "not bold dim")
    return line.append(f"\n{clean(report.url)}", "not bold dim") if report.url else line


def _print_actor(page: ActorPage, console: Console) -> None:
    from rich.text import Text

    actor = page.summary
    line = Text(clean(actor.name), "bold")
    for fact in (actor.kind, actor.country, actor.sector, actor.id):
        line.append(f"  {fact}" if fact else "", "not bold dim")
    console.print(line)
    if actor.roles:
        console.print(Text(role_of(actor.roles)))
    counts = (plural(actor.reports, "report"), plural(actor.statements, "statement"), plural(actor.events, "event"))
    console.print(Text(", ".join(counts), "dim"))
    if page.events:
        console.print(Text("\nEvents, the newest first", "bold underline"))
        console.print(tables.event_cards(page.events))
    if page.statements:
        console.print(Text("Statements, the newest first", "bold underline"))
        console.print(tables.statement_cards(page.statements))


# -- search -----------------------------------------------------------------------------------------
def hit_object(hit: Hit) -> Json:
    """Return one answer of a search as an object."""
    return {
        "kind": hit.kind,
        "id": hit.id,
        "speaker": hit.speaker,
        "excerpt": "".join(part for part, _ in pieces(hit.excerpt)),
        "found": [part for part, found in pieces(hit.excerpt) if found],
        "report": tables.report_object(Kept(hit.report, None)),
    }


def hit_row(hit: Hit) -> Json:
    """Return one answer of a search as a row of a table."""
    return {
        "id": hit.id,
        "kind": hit.kind,
        "date": (hit.report.published or "")[:10],
        "speaker": hit.speaker,
        "excerpt": " ".join("".join(part for part, _ in pieces(hit.excerpt)).split()),
        "publisher": hit.report.publisher,
        "report": hit.report.title,
    }


def print_hits(hits: Iterable[Hit], console: Console) -> None:
    """Print what a search found, the words that match in bold."""
    from rich.text import Text

    table = tables.cards()
    for hit in hits:
        head = clean(hit.speaker or "(nobody named)") if hit.kind == "statement" else title_of(hit.report)
        line = Text(head, "bold").append(f"  {place_of(hit.report)}", "not bold dim italic")
        table.add_row(Text((hit.report.published or "undated")[:10]), line)
        excerpt = Text()
        for part, found in pieces(hit.excerpt):
            excerpt.append(clean(part), "bold yellow" if found else "")
        table.add_row(Text(hit.id, "dim cyan"), excerpt)
        table.add_row()
    console.print(table)


def pieces(excerpt: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of an excerpt and whether each is a match."""
    for index, part in enumerate(one_line(excerpt).split(FOUND[0])):
        match, end, rest = part.partition(FOUND[1])
        if index and end:
            yield match, True
            match = rest
        if match:
            yield match, False


# -- explain ----------------------------------------------------------------------------------------
def explanation_as_json(explanation: Explanation) -> str:
    """Return an explanation as JSON: the finding, its passage, the marks, the paths."""
    passage, marks = explanation.passage, explanation.marks
    data = {
        "finding": finding_object(explanation.kept),
        "passage": {"start": passage.start, "end": passage.end, "text": passage.text},
        "marks": [
            {"label": m.label, "start": m.span.start, "end": m.span.end, "text": m.span.text, "note": m.note}
            for m in marks
        ],
        "paths": list(explanation.paths),
    }
    return contract.dumps(data, indent=1)


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Print the passage with the marks drawn under it, the rule that fired and the codes looked up."""
    kept = explanation.kept
    console.print(_report_line(kept))
    console.print()
    for line in marked.draw(explanation.passage, explanation.marks, min(console.width, 100)):
        console.print(line, soft_wrap=True)
    console.print()
    console.print(_facts(_reasons(explanation)))


def _facts(facts: Sequence[tuple[str, str]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(name, Text(value))
    return table


def _reasons(explanation: Explanation) -> list[tuple[str, str]]:
    item, coding = explanation.kept.item, explanation.kept.item.coding
    made = f"{coding.rule}  ({coding.coder} {coding.version})"
    facts = [("row", item.id), ("rule", clean(made)), ("confidence", f"{item.confidence:.2f}")]
    if isinstance(item, Event):
        facts.insert(1, ("reads", plain_sentence(item)))
        facts += _codes(item)
    else:
        facts.insert(1, ("reads", f"{item.kind} statement, {item.attribution}"))
    facts += [("path" if index == 0 else "", clean(path)) for index, path in enumerate(explanation.paths)]
    return facts


def _codes(event: Event) -> list[tuple[str, str]]:
    codes = event.codes
    if codes is None or codes.plover is None:
        return [("codes", "none: what is supposed or predicted has no code")]
    plover = codes.plover + (f" / {codes.mode}" if codes.mode else "")
    numbers = f"quad {codes.quad}, intensity {codes.intensity:+g}" if codes.intensity is not None else ""
    found = [("PLOVER", "  ".join(filter(None, (plover, numbers))))]
    if codes.cameo:
        goldstein = f"  Goldstein {codes.goldstein:+g}" if codes.goldstein is not None else ""
        found.append(("CAMEO", codes.cameo + goldstein))
    return found
