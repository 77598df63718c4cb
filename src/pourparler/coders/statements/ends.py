"""Where a content ends: its condition, what the narrator adds after a quotation, what the speaker says next."""

from __future__ import annotations

from dataclasses import replace

from pourparler.coders.statements.frame import Frame
from pourparler.lexicon import cues
from pourparler.records import Analysis, Range

CONDITIONS = {"if", "unless", "provided", "until", "once", "long"}
LEADS = {"so", "as", "only", "even", "but", "and", "or"}
NARRATING = {"as", "while", "when", "after", "before"}
NEXT = 0.65
FINITE = {"VBD", "VBZ", "VBP"}


def well_ended(analysis: Analysis, frame: Frame) -> Frame:
    """Return the frame with its last content range ended where the words end.

    "He called it “a farce” | as he left the hall"; "she said the talks were hard | , and denied that …".
    """
    first, last = frame.content[-1]
    if frame.anchor < 0 or first < frame.anchor:
        return frame
    last = _with_condition(analysis, (first, last))
    cut = min(_after_quotation(analysis, (first, last)), _next_cue(analysis, frame.anchor, (first, last)))
    return replace(frame, content=(*frame.content[:-1], (first, min(cut, last))))


def _with_condition(analysis: Analysis, content: Range) -> int:
    """Return the end of the content with the condition that follows it: "… to talk | so long as it is asked"."""
    last = content[1]
    end = analysis.sentences[analysis.sentence_of[last - 1]][1]
    at = last
    while at < end and at - last < 3 and analysis.words[at].lower() in LEADS:
        at += 1
    if at >= end or analysis.words[at].lower() not in CONDITIONS or analysis.quote_of[at] >= 0:
        return last
    clauses = [u for u in analysis.ancestors(at) if analysis.deps[u] == "advcl" and u >= at]
    clauses += analysis.kids(at, "advcl")
    if not clauses:
        return last
    start, stop = analysis.extent(clauses[0])
    while stop > at and analysis.deps[stop - 1] == "punct":
        stop -= 1
    return stop if start >= last and stop <= end else last


def _after_quotation(analysis: Analysis, content: Range) -> int:
    first, last = content
    quoted = [t for t in range(first, last) if analysis.quote_of[t] >= 0]
    if not quoted:
        return last
    tail = quoted[-1] + 1
    if tail >= last or analysis.words[tail].lower() not in NARRATING or analysis.deps[tail] not in {"mark", "advmod"}:
        return last
    clause = analysis.heads[tail]
    told = analysis.deps[clause] == "advcl" and analysis.child(clause, "nsubj", "nsubjpass") is not None
    return tail if told else last


def said_next(analysis: Analysis, frame: Frame) -> Frame | None:
    """Return what the speaker of ``frame`` says by the verb that follows: ", and denied | that it had failed"."""
    verb = frame.content[-1][1]
    end = analysis.sentences[analysis.sentence_of[verb - 1]][1]
    while verb < end and (analysis.words[verb].lower() in {",", "and", "but"} or analysis.tags[verb] == "RB"):
        verb += 1
    clause = analysis.child(verb, "ccomp") if verb < end else None
    if clause is None or clause < verb or analysis.deps[verb] != "conj":
        return None
    if cues.class_of(analysis.lemmas[verb], "VERB") != "speech" or analysis.child(verb, "nsubj") is not None:
        return None
    content = (max(analysis.extent(clause)[0], verb + 1), min(analysis.extent(clause)[1], end))
    return replace(frame, anchor=verb, cue=((verb, verb + 1),), content=(content,), confidence=NEXT, rule="said next")


def _next_cue(analysis: Analysis, anchor: int, content: Range) -> int:
    first, last = content
    for verb in range(first + 1, last):
        if analysis.tags[verb] != analysis.tags[anchor] or analysis.tags[verb] not in FINITE:
            continue
        if analysis.deps[verb] != "conj" or analysis.quote_of[verb] >= 0:
            continue
        if cues.class_of(analysis.lemmas[verb], "VERB") != "speech" or analysis.child(verb, "nsubj") is not None:
            continue
        joint = verb - 1 if analysis.words[verb - 1].lower() in {"and", "but"} else verb - 2
        if joint <= first or analysis.words[joint].lower() not in {"and", "but"}:
            continue
        subject = analysis.child(analysis.heads[verb], "nsubj", "nsubjpass", "expl")
        speaks = subject is not None and analysis.tags[subject] not in {"NN", "NNS", "EX"}
        if analysis.words[joint - 1] == "," or not speaks:
            return joint - (analysis.words[joint - 1] == ",")
    return last
