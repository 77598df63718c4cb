"""The kind of a statement: direct, indirect, mixed, or an attitude that nobody uttered."""

from __future__ import annotations

from pourparler.coders.statements.frame import Frame
from pourparler.coders.statements.grammar import owner_of, subject_of
from pourparler.coders.statements.turns import TRANSCRIPT
from pourparler.lexicon import cues
from pourparler.records import Analysis, StatementKind

SPOKEN = {"speech", "document"}
COARSE = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}
MODAL_CUES = {":", "-", "–", "—", "according", "accord", "by", "in", "of", "from"}


def kind_of(analysis: Analysis, frame: Frame, content: tuple[tuple[int, int], ...]) -> StatementKind:
    """Return the kind of the words in ``content`` under the frame's cue."""
    flags = [analysis.quote_of[t] >= 0 for a, b in content for t in range(a, b) if analysis.words[t][0].isalnum()]
    if (flags and all(flags)) or frame.rule == TRANSCRIPT:
        return "direct"
    if (
        any(flags)
        and not _only_named_by_others(analysis, content)
        and (is_spoken(analysis, frame) or _is_sentence(analysis, content))
    ):
        return "mixed"
    return "indirect" if is_spoken(analysis, frame) else "attitude"


def _only_named_by_others(analysis: Analysis, content: tuple[tuple[int, int], ...]) -> bool:
    """Return whether all quoted words are what somebody else calls a thing: "his reference to it as a 'triumph'"."""
    inside = [t for a, b in content for t in range(a, b)]
    quoted = [t for t in inside if analysis.quote_of[t] >= 0 and analysis.words[t][0].isalnum()]
    return all(any(_names(analysis, up, inside) for up in analysis.ancestors(t)) for t in quoted)


def _names(analysis: Analysis, token: int, inside: list[int]) -> bool:
    """Return whether ``token``, in the content, names a thing on behalf of somebody else than the speaker."""
    pos = COARSE.get(analysis.tags[token][:1], "")
    if token not in inside or "describe" not in cues.kinds(analysis.lemmas[token], pos):
        return False
    who = owner_of(analysis, token) if pos == "NOUN" else subject_of(analysis, token)
    return who is not None and who in inside and analysis.words[who].lower() not in {"i", "we", "my", "our"}


def _is_sentence(analysis: Analysis, content: tuple[tuple[int, int], ...]) -> bool:
    """Return whether quoted words in ``content`` are more than scare quotes."""
    held = {analysis.quote_of[t] for a, b in content for t in range(a, b)} - {-1}
    return any(not analysis.quotations[q].scare for q in held)


def is_spoken(analysis: Analysis, frame: Frame) -> bool:
    """Return whether the cue reports an utterance or a text rather than a belief, an intention, a feeling."""
    if frame.anchor < 0:
        return True
    tokens = [t for a, b in frame.cue for t in range(a, b)]
    tokens = [frame.anchor, *(t for t in tokens if t != frame.anchor)]
    classes = []
    for token in tokens:
        lemma = analysis.lemmas[token].lower()
        if lemma in MODAL_CUES:
            classes.append("speech" if token == frame.anchor else None)
        else:
            pos = COARSE.get(analysis.tags[token][:1], "")
            if analysis.deps[token] in {"aux", "auxpass", "neg"}:
                continue
            classes.append(cues.class_of(lemma, pos))
    first = classes[0] if classes else None
    if first in {"attitude", "seeming"}:
        return False
    return first in SPOKEN or any(c in SPOKEN for c in classes)
