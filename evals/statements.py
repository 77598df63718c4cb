"""Score statement attribution on a file of articles with gold attributions.

    python -m evals.statements FILE.jsonl [--predictions OUT.jsonl] [--speech]

Each line of FILE has ``id``, ``text`` and ``attributions`` (``source``, ``cue``, ``content``: lists of
character ranges). Prediction reads ``text`` alone. Measures (micro-averaged over the file):

exact   span F1 per role over the set of spans of an article, edges trimmed of blanks and punctuation
AR      gold and predicted attributions of an article are paired one to one by the best total overlap
        (IoU) of their contents; a pair counts as ``content`` when that is at least 0.5, ``touch`` when
        the sources share a token too (or both have none), ``full`` when all three parts are identical

``speech`` keeps attributions whose cue has a reporting word, gold and predicted alike.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals import floors
from evals.assignment import assign
from evals.reporting_words import REPORTING

TOKEN = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w+")
EDGE = " \t\n\r\u00a0\"“”'‘’`.,;:!?()[]–—-…"
ROLES = ("source", "cue", "content")
Attribution = dict[str, Any]
Figures = dict[str, Any]


def evaluate(
    path: str | Path | None = None, predictions_path: str | Path | None = None, speech: bool | str = False
) -> Figures:
    """Predict every article of ``path`` and score; a ``.toml`` file, or none, means reports of our own.

    Returns P, R and F1 of each measure for all attributions and for statements in the narrow sense, the
    numbers of gold and predicted attributions, articles per second from text to output, how often statements
    of each shown confidence are right (``reliability``), a ``table``, and the pinned floors that are not
    held (``below``). With ``speech`` only the narrow figures. Predictions are written to ``predictions_path``.
    """
    if path is None or Path(path).suffix == ".toml":
        from evals import statements_gold

        return statements_gold.evaluate(path)
    articles = read_lines(path)
    started = time.perf_counter()
    predictions = predict([{"id": a["id"], "text": a["text"]} for a in articles])
    seconds = time.perf_counter() - started
    if predictions_path:
        with open(predictions_path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions)
    figures: Figures = {
        "articles": len(articles),
        "articles_per_second": round(len(articles) / max(seconds, 1e-9), 2),
    }
    if not speech:
        figures["all"] = score(articles, predictions)
    figures["speech"] = score(*narrow(articles, predictions))
    figures["reliability"] = reliability(articles, predictions)
    measured = {f"{part} {k}": v["f1"] / 100 for part in ("all", "speech") for k, v in _measures(figures, part)}
    figures["below"] = floors.below("statements", path, measured) if not speech else []
    figures["table"] = table(figures)
    return figures


def _measures(figures: Figures, part: str) -> list[tuple[str, dict[str, float]]]:
    return [(k, v) for k, v in figures.get(part, {}).items() if isinstance(v, dict)]


def reliability(articles: list[Attribution], predictions: list[Attribution]) -> list[dict[str, float]]:
    """Return, for each tenth of the confidence shown, how many attributions have it and the share that is right.

    Right is AR-touch: the content overlaps by half and the speaker is touched.
    """
    shown: list[tuple[float, bool]] = []
    for article, line in zip(articles, predictions, strict=True):
        tokens, own = Tokens.of(article["text"]), [a for a in line["attributions"] if a["content"]]
        gold = [a for a in article["attributions"] if a["content"]]
        good = {id(p) for g, p, v in pairs(tokens, gold, own) if "touch" in set(verdicts(tokens, g, p, v))}
        shown += [(one["confidence"], id(one) in good) for one in own]
    rows = []
    for low in range(10):
        held = [right for value, right in shown if min(int(value * 10), 9) == low]
        if held:
            rows.append({"from": low / 10, "count": len(held), "right": round(sum(held) / len(held), 3)})
    return rows


def read_lines(path: str | Path) -> list[Attribution]:
    """Return the objects of a JSON-lines file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def predict(articles: list[Attribution]) -> list[Attribution]:
    """Return ``{"id", "attributions"}`` of each article, from its text alone, in the order given."""
    from pourparler.language import load
    from pourparler.settings import Settings

    analyser = load(Settings(record="").model, entities=False)
    return [{"id": a["id"], "attributions": attributions(analyser, a["text"])} for a in articles]


def attributions(analyser: Any, text: str) -> list[Attribution]:
    """Return the attributions of one text: character ranges, kind and confidence; none is nested."""
    from pourparler.coders.statements.coder import model_frames
    from pourparler.coders.statements.kinds import kind_of

    analysis = analyser.analyse(document(text))
    found = []
    for frame in model_frames(analysis):
        ranges = {role: [[analysis.starts[a], analysis.ends[b - 1]] for a, b in getattr(frame, role)] for role in ROLES}
        found.append(
            {
                **ranges,
                "kind": kind_of(analysis, frame, frame.content),
                "confidence": round(frame.confidence, 4),
            }
        )
    return found


def document(text: str) -> Any:
    """Return the text as a document with one paragraph a line and no furniture: the corpus is clean."""
    from pourparler.records import Document, Report

    lines = tuple((m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Document(Report("evaluation", "1"), text, lines)


# -- measures ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, for overlaps."""

    text: str
    owner: list[int]

    @classmethod
    def of(cls, text: str) -> Tokens:
        owner = [-1] * len(text)
        for number, match in enumerate(TOKEN.finditer(text)):
            owner[match.start() : match.end()] = [number] * (match.end() - match.start())
        return cls(text, owner)

    def cover(self, spans: list[list[int]]) -> frozenset[int]:
        return frozenset(t for s, e in spans for t in self.owner[max(0, s) : e] if t >= 0)

    def trimmed(self, spans: list[list[int]]) -> frozenset[tuple[int, int]]:
        return frozenset(x for x in (self._trim(s, e) for s, e in spans) if x[1] > x[0])

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in EDGE:
            start += 1
        while end > start and self.text[end - 1] in EDGE:
            end -= 1
        return start, end


def score(articles: list[Attribution], predictions: list[Attribution]) -> Figures:
    """Return ``{measure: {"p", "r", "f1"}}`` with the counts ``gold`` and ``predicted``."""
    by_id = {p["id"]: p for p in predictions}
    counts: Counter[str] = Counter()
    for article in articles:
        found = [a for a in by_id.get(article["id"], {}).get("attributions", []) if a.get("content")]
        _count(counts, Tokens.of(article["text"]), article["attributions"], found)
    figures: Figures = {"gold": counts["gold"], "predicted": counts["predicted"]}
    for role in ROLES:
        figures[f"exact.{role}"] = prf(counts[f"hit.{role}"], counts[f"predicted.{role}"], counts[f"gold.{role}"])
    for name in ("content", "touch", "full"):
        figures[f"AR.{name}"] = prf(counts[f"AR.{name}"], counts["predicted"], counts["gold"])
    return figures


def _count(counts: Counter[str], tokens: Tokens, gold: list[Attribution], found: list[Attribution]) -> None:
    for role in ROLES:
        wanted = tokens.trimmed([s for a in gold for s in a.get(role, [])])
        given = tokens.trimmed([s for a in found for s in a.get(role, [])])
        counts[f"hit.{role}"] += len(wanted & given)
        counts[f"predicted.{role}"] += len(given)
        counts[f"gold.{role}"] += len(wanted)
    gold = [a for a in gold if a["content"]]
    counts["gold"] += len(gold)
    counts["predicted"] += len(found)
    for one, other, overlap in pairs(tokens, gold, found):
        for name in verdicts(tokens, one, other, overlap):
            counts[f"AR.{name}"] += 1


def pairs(
    tokens: Tokens, gold: list[Attribution], found: list[Attribution]
) -> Iterator[tuple[Attribution, Attribution, float]]:
    """Yield gold and predicted attributions that belong together, with the IoU of their contents."""
    if not gold or not found:
        return
    left, right = ([tokens.cover(a["content"]) for a in side] for side in (gold, found))
    table = np.array([[iou(a, b) for b in right] for a in left])
    for i, j in assign(table):
        if table[i, j] > 0:
            yield gold[i], found[j], float(table[i, j])


def verdicts(tokens: Tokens, gold: Attribution, found: Attribution, overlap: float) -> Iterator[str]:
    """Yield what a pair counts as: ``content``, ``touch``, ``full``."""
    if all(tokens.trimmed(gold.get(r, [])) == tokens.trimmed(found.get(r, [])) for r in ROLES):
        yield "full"
    if overlap >= 0.5:
        yield "content"
        a, b = tokens.cover(gold.get("source", [])), tokens.cover(found.get("source", []))
        if a & b or not (a or b):
            yield "touch"


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Return shared tokens over all tokens of two sets, 0 for two empty ones."""
    return len(a & b) / len(a | b) if a | b else 0.0


def prf(hits: int, predicted: int, gold: int) -> dict[str, float]:
    """Return precision, recall and F1 in per cent."""
    p, r = hits / max(predicted, 1), hits / max(gold, 1)
    return {
        "p": round(100 * p, 2),
        "r": round(100 * r, 2),
        "f1": round(200 * p * r / (p + r) if p + r else 0.0, 2),
    }


def narrow(articles: list[Attribution], predictions: list[Attribution]) -> tuple[list[Attribution], list[Attribution]]:
    """Return both sides with only the attributions whose cue has a reporting word (predicted: or no cue)."""
    texts = {a["id"]: a["text"] for a in articles}

    def keep(line: Attribution, empty: bool) -> Attribution:
        text = texts.get(line["id"], "")
        kept = [a for a in line["attributions"] if (reports(text, a["cue"]) if a.get("cue") else empty)]
        return {**line, "attributions": kept}

    return [keep(a, False) for a in articles], [keep(p, True) for p in predictions]


def reports(text: str, cue: list[list[int]]) -> bool:
    """Return whether a cue has a reporting word."""
    return any(w.lower() in REPORTING for s, e in cue for w in WORD.findall(text[s:e]))


def table(figures: Figures) -> str:
    """Return the figures as lines for people."""
    lines = [f"articles {figures['articles']}, {figures['articles_per_second']} a second, parse included"]
    for part in ("all", "speech"):
        if part not in figures:
            continue
        title = "all attributions" if part == "all" else "statements (a reporting word in the cue)"
        own = figures[part]
        lines += [
            "",
            f"{title}: gold {own['gold']}, predicted {own['predicted']}",
            f"{'':16}{'P':>7}{'R':>7}{'F1':>7}",
        ]
        lines += [f"{k:16}{v['p']:7.1f}{v['r']:7.1f}{v['f1']:7.1f}" for k, v in own.items() if isinstance(v, dict)]
    lines += [
        "",
        "confidence shown and share that is right (content and speaker touched)",
        f"{'from':>6}{'rows':>7}{'right':>8}",
    ]
    lines += [f"{row['from']:6.1f}{row['count']:7}{100 * row['right']:7.1f} %" for row in figures["reliability"]]
    lines += [f"below floor: {one}" for one in figures.get("below", [])]
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Score statement attribution.")
    parser.add_argument("path")
    parser.add_argument("--predictions")
    parser.add_argument("--speech", action="store_true")
    given = parser.parse_args()
    sys.stdout.write(table(evaluate(given.path, given.predictions, given.speech)) + "\n")


if __name__ == "__main__":
    main()
