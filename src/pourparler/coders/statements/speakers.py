"""The speaker that grammar gives where the model marks none, or marks the wrong party of a quotation."""

from __future__ import annotations

from dataclasses import replace

from pourparler.coders.statements.frame import Frame, hull
from pourparler.coders.statements.grammar import is_bare_participle, is_passive, owner_of, subject_of
from pourparler.coders.statements.parts import phrase, words
from pourparler.lexicon import cues
from pourparler.records import Analysis

SILENT = {"decline", "refuse"}


def with_speaker(analysis: Analysis, frame: Frame) -> Frame:
    """Return the frame with the speaker that grammar gives where the model marks no source.

    "He taunted him by referring to …": the subject of the verb above speaks. "The operator's claim that …": the
    owner of the noun. "It appears that …", "Asked whether …": nobody.
    """
    if is_bare_participle(analysis, frame.anchor):
        return replace(frame, source=(), speaker=None)
    if frame.source and any(analysis.lemmas[t].lower() in words()["channel"]["means"] for t in _heads(analysis, frame)):
        frame = replace(frame, source=(), speaker=None)  # "said by telephone from Graz"
    if frame.source:
        own = [analysis.words[t].lower() for a, b in frame.source for t in range(a, b)]
        seems = cues.class_of(analysis.lemmas[frame.anchor], "VERB") == "seeming"
        nobody = own == ["it"] and (seems or is_passive(analysis, frame.anchor))
        return replace(frame, speaker=None) if nobody else frame
    tag = analysis.tags[frame.anchor][0]
    head = None
    if tag == "V" and not is_passive(analysis, frame.anchor):
        head = subject_of(analysis, frame.anchor)
    elif tag == "N":
        head = owner_of(analysis, frame.anchor)
    if head is None or analysis.tags[head][0] not in "NP" or analysis.lemmas[head].lower() in {"it", "there"}:
        return frame
    where = phrase(analysis, head)
    overlaps = any(where[0] < b and a < where[1] for a, b in frame.content + frame.cue)
    return frame if overlaps else replace(frame, speaker=where)


def _heads(analysis: Analysis, frame: Frame) -> list[int]:
    """Return the head words of the source."""
    return [t for a, b in frame.source for t in range(a, b) if not a <= analysis.heads[t] < b]


def quoted_by(analysis: Analysis, frame: Frame) -> Frame:
    """Return "the agency quoted him as saying …" with him as its source and "saying" as its anchor."""
    verb = frame.anchor
    if analysis.lemmas[verb] not in {"quote", "cite", "paraphrase"}:
        verb = next((v for v in analysis.ancestors(verb) if analysis.lemmas[v] in {"quote", "cite"}), -1)
        if verb < 0 or analysis.deps[frame.anchor] != "pcomp":
            return frame
    who = analysis.child(verb, "dobj", "nsubjpass")
    said = [
        k
        for owner in (verb, who)
        if owner is not None
        for p in analysis.kids(owner, "prep")
        for k in analysis.kids(p, "pcomp")
        if analysis.words[p].lower() == "as"
    ]
    if not said or who is None:
        return frame
    source = phrase(analysis, who)
    named = next((k for k in analysis.kids(who, "appos") if analysis.tags[k].startswith("NNP")), None)
    where = phrase(analysis, named) if named is not None else source
    whole = hull((source, where)) or where
    content = tuple(
        (max(a, said[0] + 1), b) if a <= said[0] < b - 1 else (a, b)
        for a, b in frame.content
        if b <= whole[0] or whole[1] <= a or a <= said[0] < b - 1
    )
    return replace(frame, anchor=said[0], source=(whole,), content=content, speaker=where) if content else frame


def is_refusal_to_speak(analysis: Analysis, frame: Frame) -> bool:
    """Return whether nothing is said: "declined to comment", "refused to give details"."""
    if analysis.lemmas[frame.anchor] not in SILENT:
        return False
    verb = analysis.child(frame.anchor, "xcomp")
    silent = verb is not None and analysis.lemmas[verb] in words()["attribution"]["silent"]
    return silent and verb is not None and analysis.child(verb, "ccomp") is None
