"""Plain words for what rows say: the same phrases in tables, briefs and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pourparler.records import Event, Party, Report, Role, Statement, one_line

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

ACTS = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "CONSULT/visit": "visit",
    "CONSULT/host": "visit, as host",
    "CONSULT/phone": "phone call",
    "CONSULT/third-party": "mediated talks",
    "CONSULT/mediate": "mediation",
    "CONSULT/multilateral": "multilateral talks",
    "CONSULT/negotiate": "negotiations",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "material concession",
    "RETREAT/withdraw": "withdrawal",
    "RETREAT/release": "release",
    "RETREAT/disarm": "disarmament",
    "RETREAT/ceasefire": "ceasefire",
    "RETREAT/access": "access",
    "RETREAT/resign": "resignation",
    "REQUEST": "request",
    "ACCUSE": "criticism",
    "ACCUSE/allege": "allegation",
    "ACCUSE/disapprove": "criticism",
    "ACCUSE/investigate": "investigation",
    "REJECT": "rejection",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "reduced relations",
    "SANCTION/discontinue": "sanctions",
    "SANCTION/expel": "expulsion",
    "SANCTION/withdraw": "pull-out",
    "SANCTION/convict": "conviction",
    "MOBILIZE": "mobilisation",
    "MOBILIZE/troops": "troops on the move",
    "MOBILIZE/weapons": "weapons on show",
    "COERCE": "coercion",
    "COERCE/martial-law": "martial law",
    "COERCE/arrest": "arrest",
    "COERCE/seize": "seizure",
    "COERCE/restrict": "restrictions",
    "COERCE/cyber": "cyber attack",
    "COERCE/deport": "deportation",
    "ASSAULT": "attack",
    "ASSAULT/aerial": "air strike",
    "ASSAULT/drone": "drone strike",
    "ASSAULT/abduct": "abduction",
    "STATE": "statement",
}

FORCES = {
    "did": "",
    "offer": "offers",
    "promise": "promises",
    "request": "asks for",
    "demand": "demands",
    "accept": "accepts",
    "refuse": "refuses",
    "threaten": "threatens with",
    "predict": "expected:",
    "deny": "denied:",
    "suppose": "supposed:",
}


def clean(text: str, keep_length: bool = False) -> str:
    """Return ``text`` without control characters (blanks in their place when ``keep_length``).

    Reports are hostile and terminals obey: escape sequences and marks that turn the direction of
    writing around never reach the screen.
    """
    return CONTROL.sub(" " if keep_length else "", text)


def what(event: Event) -> str:
    """Return force and act in plain words: ``offers talks``, ``denied: visit``, ``sanctions``."""
    act = ACTS.get(f"{event.act}/{event.mode}") or ACTS.get(event.act) or event.act.lower().replace("_", " ")
    if event.mode and f"{event.act}/{event.mode}" not in ACTS:
        act = f"{act}, {event.mode.replace('-', ' ')}"
    return " ".join(filter(None, ("no" if event.negated else "", FORCES.get(event.force, event.force), act)))


def who(parties: Iterable[Party]) -> str:
    """Return the names of parties, comma between, each once."""
    return ", ".join(dict.fromkeys(clean(one_line(p.name)) for p in parties))


def between(event: Event) -> str:
    """Return who to whom: ``Trump → Kim``; the predictor or denier first where it is another."""
    sides = [who(event.actors), who(event.recipients)]
    line = " → ".join(filter(None, sides)) if sides[0] else f"? → {sides[1]}" if sides[1] else "?"
    if event.third_parties:
        line += f" ({who(event.third_parties)})"
    if event.speaker and event.speaker.name not in {p.name for p in event.actors}:
        line = f"{clean(event.speaker.name)}: {line}"
    return line


def setting(statement: Statement) -> str:
    """Return to whom, where and by which channel: ``to reporters, on Air Force One``."""
    parts = []
    if statement.addressee:
        parts.append(f"to {clean(one_line(statement.addressee.name))}")
    if statement.venue:
        parts.append(clean(one_line(statement.venue.text)))
    if statement.channel:
        parts.append(f"via {clean(one_line(statement.channel.name))}")
    return ", ".join(parts)


def words_of(statement: Statement) -> str:
    """Return the content on one line; pieces of an interrupted quotation are joined by an ellipsis."""
    return clean(" … ".join(one_line(span.text) for span in statement.content))


def place_of(report: Report) -> str:
    """Return publisher and day of a report: ``Reuters, 2025-10-28``."""
    parts = [report.publisher or report.agency or "", (report.published or "")[:10]]
    return clean(", ".join(filter(None, parts))) or "undated report"


def title_of(report: Report) -> str:
    """Return the title of a report, its id when it has none."""
    return clean(one_line(report.title or "")) or f"report {report.id}"


def role_of(roles: Sequence[Role]) -> str:
    """Return the roles of an actor on one line: ``President of the United States; former senator``."""
    lines = []
    for role in roles:
        title = role.title[:1].upper() + role.title[1:]
        line = f"former {role.title}" if role.former else title
        place = f", {role.of}" if role.of else ""
        begin = f", since {role.begin}" if role.begin and not role.former and role.end in (None, "..") else ""
        lines.append(clean(f"{line}{place}{begin}"))
    return "; ".join(dict.fromkeys(lines))


def short(text: str, width: int) -> str:
    """Return ``text`` cut at a word within ``width`` characters, with an ellipsis where cut."""
    text = one_line(text)
    if len(text) <= width:
        return text
    cut = text[: max(1, width - 1)]
    return (cut.rsplit(" ", 1)[0] if " " in cut[width // 2 :] else cut).rstrip(",;:-– ") + "…"


def plural(number: int, noun: str) -> str:
    """Return ``1 report`` or ``2 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
