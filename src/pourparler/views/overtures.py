"""Overtures, predictions, histories and corrections as text, tables and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.text import Text

from pourparler.ledger.predictions import Prediction, TrackRecord
from pourparler.lexicon.countries import name_of
from pourparler.project.questions import History
from pourparler.records import one_line
from pourparler.records.corrections import Correction
from pourparler.records.overtures import Change, Overture, deadline, overture_dict, silence
from pourparler.views.wording import value_words

Names = Mapping[str, str]

NOTHING_YET = {
    "offer": "no answer",
    "demand": "not met",
    "threat": "not carried out",
    "promise": "not yet kept",
    "prediction": "not come true yet",
    "meeting": "not confirmed",
}
WORDS = {
    ("threat", "fulfilled"): "carried out",
    ("promise", "fulfilled"): "kept",
    ("demand", "fulfilled"): "met",
    ("meeting", "fulfilled"): "held",
    ("prediction", "fulfilled"): "came true",
    ("meeting", "accepted"): "agreed",
    ("promise", "accepted"): "agreed",
    ("meeting", "withdrawn"): "called off",
    ("refusal", "refused"): "stands",
}


def state_words(overture: Overture, day: str | None) -> str:
    """Return the state in words: "no answer for 4 days; due 2018-06-12 (not yet due)"."""
    said = outcome_words(overture, day)
    if day and overture.due:
        said += f"; due {overture.due} ({deadline(overture, day)})"
    return said


def outcome_words(overture: Overture, day: str | None) -> str:
    """Return what became of an overture in words: "no answer for 4 days", "carried out"."""
    outcome = overture.outcome
    said = WORDS.get((overture.kind, outcome), outcome)
    if outcome == "unanswered" and overture.forbear:
        return "no breach reported"
    if outcome == "unanswered":
        said = NOTHING_YET.get(overture.kind, outcome)
        quiet = silence(overture, day) if day else None
        if quiet:
            said += f" for {quiet} day{'s' if quiet != 1 else ''}"
    return said


def side_name(side: str | None, names: Names) -> str:
    """Return the name of a side: a country's, an actor's, or "anybody"."""
    if side is None:
        return "nobody in particular"
    return names.get(side) or (name_of(side) if side.isupper() else side)


def title(overture: Overture, names: Names) -> str:
    """Return one line: "offer (talks), North Korea to South Korea"."""
    to = f" to {side_name(overture.other, names)}" if overture.other else ""
    if overture.kind == "prediction":
        to = f" about {side_name(overture.other, names)}"
    act = overture.act.lower() + (f"/{overture.mode}" if overture.mode else "")
    return f"{overture.kind} ({act}), {side_name(overture.side, names)}{to}"


def row(overture: Overture, day: str | None, names: Names) -> dict[str, Any]:
    """Return the overture as one flat row of a table."""
    return {
        "id": overture.id,
        "kind": overture.kind,
        "act": overture.act,
        "mode": overture.mode,
        "from": side_name(overture.side, names),
        "to": side_name(overture.other, names) if overture.other else None,
        "opened": overture.opened,
        "last_told": overture.last_told,
        "outcome": overture.outcome,
        "deadline": deadline(overture, day) if day else None,
        "due": overture.due,
        "silence_days": silence(overture, day) if day else None,
        "conditions": " | ".join(overture.conditions) or None,
        "changes": len(overture.history),
        "reports": len({e.report for e in overture.evidence}),
        "sources": overture.sources,
        "about": one_line(overture.about),
    }


def as_object(overture: Overture, day: str | None) -> dict[str, Any]:
    """Return the overture as JSON: all it holds, and its state on ``day``."""
    state = {
        "outcome": overture.outcome,
        "deadline": deadline(overture, day) if day else "none",
        "due": overture.due,
        "silence_days": silence(overture, day) if day else None,
        "conditions": list(overture.conditions),
        "sources": overture.sources,
    }
    return {**overture_dict(overture), "day": day, "state": state}


def cards(found: Iterable[Overture], day: str | None, names: Names) -> Text:
    """Return overtures as cards of three lines."""
    text = Text()
    for overture in found:
        text.append(f"{overture.id}  ", "dim").append(title(overture, names), "bold").append("\n")
        text.append(f"    {state_words(overture, day)}", _style(overture)).append("\n")
        text.append(f"    {overture.opened}: {one_line(overture.about)}\n")
        for condition in overture.conditions:
            text.append(f"    condition: {one_line(condition)}\n", "italic")
    return text


def _style(overture: Overture) -> str:
    if overture.outcome in ("refused", "withdrawn"):
        return "red"
    return "green" if overture.outcome in ("fulfilled", "accepted", "accepted on condition") else "yellow"


def history_text(history: History, day: str | None, names: Names) -> Text:
    """Return the story of an item, one change a paragraph, then the corrections."""
    text = Text()
    overture = history.overture
    if overture is not None:
        text.append(title(overture, names), "bold").append(f"  {overture.id}\n", "dim")
        text.append(f"{state_words(overture, day)}\n\n", _style(overture))
        for change in overture.history:
            _tell(text, change, names)
    for correction in history.corrections:
        text.append(f"{correction.made_at[:19]}  {correction.action} by {correction.who}", "magenta")
        text.append(f": {correction.why}\n" if correction.why else "\n")
        for name, value in correction.payload.get("set", {}).items():
            text.append(f"    {name} is {value_words(value)}\n")
    return text


def _tell(text: Text, change: Change, names: Names) -> None:
    by = change.who or ("both sides" if change.side == "both" else side_name(change.side, names) if change.side else "")
    text.append(f"{change.told}  ", "dim").append(f"{change.move} → {change.outcome}", "bold")
    text.append(f"  {by}\n")
    for evidence in change.evidence[:3]:
        text.append(f"    {evidence.publisher or evidence.report}: {one_line(evidence.words)}\n")
    more = len(change.evidence) - 3
    if more > 0:
        text.append(f"    and {more} more\n", "dim")
    if change.due:
        text.append(f"    due {change.due}\n")
    text.append(f"    why: {change.why}\n", "dim")


def history_object(history: History, day: str | None) -> dict[str, Any]:
    """Return a history as JSON."""
    overture = history.overture
    return {
        "item": history.item,
        "overture": as_object(overture, day) if overture else None,
        "corrections": [correction_object(c) for c in history.corrections],
    }


def step_rows(overture: Overture) -> list[dict[str, Any]]:
    """Return an overture's history as flat rows: one for each report that tells a step."""
    names = ("told", "day", "move", "outcome", "side", "due", "condition", "why", "who")
    cited = ("report", "publisher", "event", "words")
    rows = []
    for change in overture.history:
        step = {name: getattr(change, name) for name in names}
        told = [{name: getattr(one, name) for name in cited} for one in change.evidence]
        rows += [{**step, **one} for one in told or [dict.fromkeys(cited)]]
    return rows


def correction_object(correction: Correction) -> dict[str, Any]:
    """Return a correction as JSON: a training example with the words it is about."""
    names = ("id", "target_kind", "target", "action", "who", "made_at", "why")
    return {**{n: getattr(correction, n) for n in names}, "payload": dict(correction.payload)}


def prediction_row(prediction: Prediction, names: Names) -> dict[str, Any]:
    """Return a prediction as one flat row."""
    o = prediction.overture
    return {
        "id": o.id,
        "predictor": side_name(prediction.predictor, names),
        "said": o.opened,
        "about": side_name(o.other, names),
        "act": o.act,
        "mode": o.mode,
        "due": o.due,
        "verdict": prediction.verdict,
        "words": one_line(o.about),
    }


def track_row(record: TrackRecord, names: Names) -> dict[str, Any]:
    """Return a track record as one flat row."""
    return {
        "predictor": side_name(record.predictor, names),
        "said": record.said,
        "came_true": record.came_true,
        "did_not": record.did_not,
        "not_yet_due": record.not_yet_due,
        "cannot_be_known": record.cannot_be_known,
        "score": round(record.score, 3) if record.score is not None else None,
    }


def table_text(rows: Sequence[Mapping[str, Any]]) -> Text:
    """Return rows as aligned columns."""
    if not rows:
        return Text()
    columns = list(rows[0])
    shown = [[("" if r[c] is None else str(r[c])) for c in columns] for r in rows]
    widths = [min(60, max(len(c), *(len(line[i]) for line in shown))) for i, c in enumerate(columns)]
    text = Text()
    for line in ([c.replace("_", " ") for c in columns], *shown):
        cells = (cell[:60].ljust(width) for cell, width in zip(line, widths, strict=True))
        text.append("  ".join(cells).rstrip() + "\n")
    return text
