"""Score the event coder on sentences of our own, labelled for force, act, parties and condition.

    pourparler evaluate force [FILE.jsonl] [--predictions OUT.jsonl]

A case is one JSON object a line: ``{"id", "text", "events": [{"force", "act", "actors", "recipients",
"condition", "historical"}]}``. ``force`` and ``act`` are lists: the first is the label, the others are as
good (``none``: it may also be left out). ``actors`` and ``recipients`` are lists of parties, each a list of
names for it: an ISO 3166 code, words of its name, or ``-`` where it may be missing. No event: an empty list.

What a condition asks for is read as an event too; it is scored as the condition of the event that hangs on it.
Each gold event is paired with at most one predicted event, the best match first: the same act counts most,
then the force, then the parties. Forces are compared over pairs; what has no partner is missing or extra.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

from evals import floors, stats

FOLDER = Path(__file__).parent / "force"
GOLD, HELD_OUT = FOLDER / "gold.jsonl", FOLDER / "heldout.jsonl"
NONE = "none"

Row = dict[str, Any]
Paired = list[tuple[Row | None, Row | None]]


def evaluate(path: str | Path = HELD_OUT, predictions_path: str | Path | None = None) -> dict[str, Any]:
    """Predict every case of ``path`` from its text, score, and write predictions when asked to.

    Returns the figures of ``score`` with a printable ``table`` and, for a file with pinned floors, the
    floors that are not held (``below``). Raises ``ValueError`` for a line that is no case.
    """
    cases = read_cases(path)
    predictions = predict(case["text"] for case in cases)
    if predictions_path:
        rows = ({"id": c["id"], "events": p} for c, p in zip(cases, predictions, strict=True))
        Path(predictions_path).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    figures = score(cases, predictions)
    figures["below"] = below_floor(path, figures)
    figures["table"] = table(figures)
    return figures


def read_cases(path: str | Path) -> list[Row]:
    """Read the cases of a JSONL file."""
    cases = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    for number, case in enumerate(cases, 1):
        if not {"id", "text", "events"} <= case.keys():
            raise ValueError(f"{path}: line {number} is not a case: it needs id, text and events")
    return cases


def predict(texts: Iterable[str]) -> list[list[Row]]:
    """Return the events of each text, read as a report of its own with the product's own settings."""
    from pourparler.pipeline import Tools, read_document
    from pourparler.readers import document_from_text
    from pourparler.settings import Settings

    tools = Tools.load(Settings(record=":memory:"))
    found = []
    for text in texts:
        reading = read_document(document_from_text(text), tools)
        countries = {actor.id: actor.country for actor in reading.actors}
        found.append([row(event, countries) for event in reading.events])
    return found


def row(event: Any, countries: dict[str, str | None]) -> Row:
    """Return an event as a plain row."""

    def parties(found: Iterable[Any]) -> list[Row]:
        return [
            {"name": p.name, "words": p.span.text if p.span else "", "country": p.country or countries.get(p.id or "")}
            for p in found
        ]

    return {
        "force": event.force, "act": event.act, "mode": event.mode, "negated": event.negated,
        "historical": event.historical, "actors": parties(event.actors), "recipients": parties(event.recipients),
        "condition": event.condition.span.text if event.condition else None, "anchor": event.anchor.text,
        "term": event.condition_of is not None,
        "rule": event.coding.rule, "confidence": event.confidence,
    }  # fmt: skip


# -- pairing --------------------------------------------------------------------------------------------
def pair(gold: Sequence[Row], predicted: Sequence[Row]) -> Paired:
    """Return gold events with their predicted partners; None stands for a missing side."""
    ranked = sorted(
        ((closeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    partner: dict[int, int] = {}
    for value, i, j in ranked:
        if value >= 4 and i not in partner and j not in partner.values():
            partner[i] = j
    pairs: Paired = [(g, predicted[partner[i]] if i in partner else None) for i, g in enumerate(gold)]
    return pairs + [(None, p) for j, p in enumerate(predicted) if j not in partner.values() and not p["term"]]


def closeness(gold: Row, predicted: Row) -> int:
    """Return how well two events match: 4 for the act, 2 for the force, 1 for actors and for recipients."""
    sides = [any(is_named(p, gold[side]) for p in predicted[side]) for side in ("actors", "recipients")]
    value = 4 * (predicted["act"] in gold["act"]) + 2 * (predicted["force"] in gold["force"]) + sum(sides)
    return value if predicted["act"] in gold["act"] or (predicted["force"] in gold["force"] and all(sides)) else 0


def is_named(party: Row, groups: Sequence[Sequence[str]]) -> bool:
    """Return whether a predicted party is one of the gold parties."""
    return any(is_party(party, names) for names in groups)


def is_party(party: Row, names: Sequence[str]) -> bool:
    """Return whether a party bears one of the names or codes."""
    words = f"{party['name']} {party['words']}".lower()
    return any(n == party["country"] if len(n) == 3 and n.isupper() else n.lower() in words for n in names if n != "-")


# -- figures --------------------------------------------------------------------------------------------
def score(cases: Sequence[Row], predictions: Sequence[Sequence[Row]]) -> dict[str, Any]:
    """Return all figures; shares lie in 0 to 1, intervals cover 95 %."""
    from pourparler.records import Force

    paired = [pair(c["events"], p) for c, p in zip(cases, predictions, strict=True)]
    labels = [force for force in get_args(Force) if any(g and g["force"][0] == force for ps in paired for g, _ in ps)]
    forces = [force_pairs(pairs) for pairs in paired]
    flat = [one for pairs in forces for one in pairs]
    met = [(g, p) for pairs in paired for g, p in pairs if g and p]
    unreal = [u for pairs in paired for u in coded_did(pairs)]
    return {
        "cases": len(cases),
        "events": sum(1 for g, _ in flat if g != NONE),
        "macro_f1": stats.macro(forces, labels),
        "force": stats.by_class(forces, labels),
        "did_not_happen": stats.share(sum(unreal), len(unreal)),
        "act": stats.share(sum(p["act"] in g["act"] for g, p in met), len(met)),
        "parties": prf([party_counts(g, p) for pairs in paired for g, p in pairs]),
        "condition": prf([condition_counts(g, p) for pairs in paired for g, p in pairs]),
        "confusions": stats.confusions(flat, 15),
    }


def force_pairs(pairs: Paired) -> list[tuple[str, str]]:
    """Return (gold, predicted) forces; a label that is as good as the first counts as the first."""
    found = []
    for gold, predicted in pairs:
        said = predicted["force"] if predicted else NONE
        wanted = gold["force"] if gold else [NONE]
        if said in wanted and said != NONE:
            found.append((said, said))
        elif not (said == NONE and NONE in wanted):
            found.append((wanted[0], said))
    return found


def coded_did(pairs: Paired) -> list[bool]:
    """Return for each act that did not happen whether an event coded ``did`` says that it did."""
    free = [p for g, p in pairs if p and p["force"] == "did" and not p["negated"] and not (g and "did" in g["force"])]
    unreal = [g for g, _ in pairs if g and "did" not in g["force"]]
    return [any(p["act"] in g["act"] for p in free) for g in unreal]


def party_counts(gold: Row | None, predicted: Row | None) -> tuple[int, int, int]:
    """Return (right, predicted, gold) parties of a pair, actors and recipients apart."""
    right = said = wanted = 0
    for side in ("actors", "recipients"):
        groups = gold[side] if gold else []
        found = predicted[side] if predicted else []
        hits = sum(any(is_party(p, names) for p in found) for names in groups)
        right += hits
        wanted += hits + sum("-" not in names and not any(is_party(p, names) for p in found) for names in groups)
        said += hits + sum(not is_named(p, groups) for p in found)
    return (right, said, wanted) if gold and predicted else (0, 0, wanted)


def condition_counts(gold: Row | None, predicted: Row | None) -> tuple[int, int, int]:
    """Return (right, predicted, gold) conditions: right when one span holds the other."""
    wanted = (gold or {}).get("condition")
    said = (predicted or {}).get("condition")
    right = bool(wanted and said and (wanted in said or said in wanted))
    return int(right), int(bool(said)), int(bool(wanted))


def prf(counts: Sequence[tuple[int, int, int]]) -> dict[str, Any]:
    """Return precision, recall and F1 of (right, predicted, gold) counts."""
    right, said, wanted = (sum(c[i] for c in counts) for i in range(3))
    return {"precision": stats.share(right, said), "recall": stats.share(right, wanted),
            "f1": stats.f1(right, said, wanted)}  # fmt: skip


def below_floor(path: str | Path, figures: dict[str, Any]) -> list[str]:
    """Return the pinned floors of ``path`` that ``figures`` do not hold, and whether the data changed."""
    measured = {"macro_f1": figures["macro_f1"].value, "act": figures["act"].value,
                "parties": figures["parties"]["f1"], "condition": figures["condition"]["f1"],
                "did_not_happen": figures["did_not_happen"].value}  # fmt: skip
    return floors.below("force", path, measured)


def table(figures: dict[str, Any]) -> str:
    """Return the figures as text with a Markdown table of the forces."""
    lines = [
        f"cases {figures['cases']}, events {figures['events']}",
        f"macro F1 of force  {figures['macro_f1']}",
        f"did not happen, coded did  {figures['did_not_happen']}",
        f"act of paired events  {figures['act']}",
    ]
    for name in ("parties", "condition"):
        one = figures[name]
        lines.append(f"{name}  precision {one['precision']}  recall {one['recall']}  F1 {100 * one['f1']:.1f}")
    text = "\n".join([*lines, "", stats.markdown(stats.HEADER, stats.cells(figures["force"]))])
    return text + floors.told(figures["below"])
