"""Transcripts: "Q: …", "Harriet Osei: …", paragraph after paragraph; each turn is what its label says."""

from __future__ import annotations

import re

from pourparler.coders.statements.frame import Frame
from pourparler.records import Analysis

TRANSCRIPT = "transcript"
CONFIDENCE = 0.9
LABEL = re.compile(
    r"\s*((?:[A-Z][\w.’'-]*|de|al|van|von|bin|of|the)(?: (?:[A-Z][\w.’'-]*|de|al|van|von|bin|of|the)){0,5})\s*:\s+\S"
)
ASKING = frozenset({"q", "question", "reporter", "journalist", "interviewer"})
UNNAMED = ASKING | {"a", "answer"}
NOTES = frozenset(
    "note source sources time date details background photo image video update updated read more also".split()
)
FEWEST = 3
OWN = frozenset({"i", "we", "me", "us"})


def turns(analysis: Analysis) -> list[Frame]:
    """Return one frame a turn when at least three paragraphs have labels and one label comes back, else none."""
    labelled = {n: m for n, (a, b) in enumerate(analysis.paragraphs) if (m := _label(analysis, a, b)) is not None}
    names = [label for _, _, label in labelled.values()]
    if len(labelled) < FEWEST or len(set(names)) < 2 or len(set(names)) == len(names):
        return []
    found: list[Frame] = []
    for number, (first, colon, label) in labelled.items():
        last = number
        while last + 1 < len(analysis.paragraphs) and last + 1 not in labelled:
            last += 1
        end = analysis.paragraphs[number if last + 1 == len(analysis.paragraphs) else last][1]
        if colon + 1 >= end:
            continue
        speaker = None if label in UNNAMED else (first, colon)
        source = () if speaker is None else (speaker,)
        content = ((colon + 1, end),)
        found.append(Frame(colon, source, ((colon, colon + 1),), content, CONFIDENCE, TRANSCRIPT, speaker))
    return found


def without_turns(analysis: Analysis, frames: list[Frame], said: list[Frame]) -> list[Frame]:
    """Return the model's frames without those that are turns themselves or what the speaker of a turn says as "I"."""
    spans = [(turn.anchor, *turn.content[0]) for turn in said]
    kept = []
    for one in frames:
        turn = next((s for s in spans if s[1] <= one.start < s[2] or one.anchor == s[0]), None)
        words = {analysis.words[t].lower() for a, b in one.source for t in range(a, b)}
        if turn is None or (one.anchor > turn[0] and words - OWN):
            kept.append(one)
    return kept


def _label(analysis: Analysis, first: int, last: int) -> tuple[int, int, str] | None:
    """Return where the label of a paragraph begins, its colon, and the label in small letters."""
    start = analysis.starts[first]
    match = LABEL.match(analysis.text, start, analysis.ends[last - 1])
    if match is None or match.group(1).lower() in NOTES:
        return None
    colon = next((t for t in range(first, min(last, first + 9)) if analysis.words[t] == ":"), None)
    return None if colon is None or colon == first else (first, colon, match.group(1).lower())
