"""Statements inside statements: "Kim said that Trump had told him …".

Inside the content of a statement every speech verb with a subject and a clause of its own reports
another statement. Which of two statements is the outer one follows from their contents.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from pourparler.coders.statements.decode import holds
from pourparler.coders.statements.frame import Frame
from pourparler.coders.statements.grammar import owner_of, subject_of
from pourparler.coders.statements.kinds import is_spoken
from pourparler.coders.statements.parts import phrase
from pourparler.lexicon import cues
from pourparler.records import Analysis, Range

CONFIDENCE = 0.7
MISSED = 0.6
GOES_ON = "model, goes on"
COMMISSIVE = {"promise", "refuse", "demand", "threaten", "deny", "ask", "tell"}
SUBJECTS = ("nsubj", "nsubjpass", "csubj")

HELD = frozenset({"believe", "think", "hope", "fear", "expect"})
"""What others hold, in the words of whoever tells it, is an attitude inside a statement."""
LETTING = frozenset({"allow", "grant"})
"""Verbs that say something only with "that": who allows somebody to go says nothing."""


def nested(analysis: Analysis, frames: list[Frame], inner: list[Frame]) -> list[Frame]:
    """Return the statements inside the contents of ``frames``: the model's ``inner`` ones and what rules find.

    The corpus that the model learnt from nests nothing, so what it marks inside a surer statement is kept
    only where the cue reports words; rules read the rest off the parse.
    """
    known = {f.anchor for f in frames}
    cue_tokens = {t for f in frames for a, b in f.cue for t in range(a, b)}
    model = {f.anchor: f for f in inner}
    found: dict[int, Frame] = {}
    for frame in frames:
        for a, b in frame.content:
            for token in range(a, b):
                if token in known or token in cue_tokens or token in found:
                    continue
                tag = analysis.tags[token][0]
                one = _statement(analysis, token, (a, b)) if tag == "V" else None
                one = _of_noun(analysis, token, (a, b)) if tag == "N" else one
                one = _according(analysis, token, (a, b)) if analysis.words[token].lower() == "according" else one
                one = one or _inside(analysis, model.get(token), (a, b))
                if one is not None and not _is_own_voice(analysis, one):
                    found[token] = one
    return list(found.values())


def _inside(analysis: Analysis, one: Frame | None, bounds: Range) -> Frame | None:
    """Return a frame of the model that reports words and lies in ``bounds``."""
    if one is None or not one.source or not is_spoken(analysis, one):
        return None
    parts = one.content + one.source + one.cue
    whole = all(bounds[0] <= a and b <= bounds[1] for a, b in parts)
    return replace(one, rule="model, nested") if whole else None


def _is_own_voice(analysis: Analysis, one: Frame) -> bool:
    """Return whether a speaker only frames his own words: "I would say that …", "let me tell you …"."""
    words = {analysis.words[t].lower() for a, b in one.source for t in range(a, b)}
    return bool(words) and words <= {"i", "we", "us", "me"} and analysis.tags[one.anchor] not in {"VBD", "VBN"}


def _statement(analysis: Analysis, verb: int, bounds: Range) -> Frame | None:
    lemma = analysis.lemmas[verb]
    teller = _heard_from(analysis, verb)
    spoken = teller is not None or cues.class_of(lemma, "VERB") in {"speech", "document"}
    spoken = spoken or (lemma in HELD and _is_others(analysis, verb))
    if not spoken or analysis.deps[verb] in {"aux", "auxpass"}:
        return None
    subject = subject_of(analysis, verb) if teller is None else teller
    content = _content(analysis, verb, bounds, subject)
    if content is None or subject is None or (content[0] < verb and _is_wish(analysis, verb)):
        return None
    if lemma in LETTING and "that" not in (w.lower() for w in analysis.words[verb : content[0] + 1]):
        return None
    source = phrase(analysis, subject)
    if source[0] < content[1] and content[0] < source[1]:
        return None
    cue = _cue(analysis, verb)
    return Frame(verb, (source,), (cue,), (content,), CONFIDENCE, "nested", source)


def _is_others(analysis: Analysis, verb: int) -> bool:
    """Return whether somebody named holds a belief, and in a clause: "said the president believes it is near"."""
    subject = subject_of(analysis, verb)
    finite = any(analysis.tags[c] != "VB" for c in analysis.kids(verb, "ccomp"))
    return subject is not None and analysis.pos[subject] != "PRON" and finite


def _according(analysis: Analysis, token: int, bounds: Range) -> Frame | None:
    """Return what is told with "according to" inside a statement: "said that according to the police, …"."""
    to = analysis.child(token, "prep")
    source = None if to is None else analysis.child(to, "pobj")
    verb = analysis.heads[token]
    if to is None or source is None or analysis.pos[verb] not in ("VERB", "AUX") or not bounds[0] <= verb < bounds[1]:
        return None
    span = phrase(analysis, source)
    first, last = analysis.extent(verb)
    first, last = max(first, bounds[0]), min(last, bounds[1])
    if token <= verb:
        first = span[1]
    else:
        last = min(last, token)
    while first < last and analysis.words[first].lower() in {",", "that"}:
        first += 1
    while last > first and analysis.words[last - 1] in {",", ".", "”", '"'}:
        last -= 1
    if last - first < 3:
        return None
    return Frame(token, (span,), ((token, to + 1),), ((first, last),), CONFIDENCE, "nested according to", span)


def _of_noun(analysis: Analysis, noun: int, bounds: Range) -> Frame | None:
    """Return what a noun with an owner reports: "Oslo's claim that it had left", "the rebels' pledge to leave"."""
    lemma = analysis.lemmas[noun].lower()
    owner = owner_of(analysis, noun)
    if owner is None or cues.class_of(lemma, "NOUN") not in {"speech", "document"}:
        return None
    for clause in analysis.kids(noun, "acl", "ccomp", "relcl"):
        marks = {analysis.words[k].lower() for k in analysis.kids(clause, "mark", "aux")}
        promised = "to" in marks and set(cues.kinds(lemma, "NOUN")) & COMMISSIVE
        if clause < noun or not ("that" in marks or promised) or analysis.deps[clause] == "relcl":
            continue
        first, last = analysis.extent(clause)
        first, last = max(first, noun + 1, bounds[0]), min(last, bounds[1])
        source = phrase(analysis, owner)
        if last - first >= 2 and (source[1] <= first or last <= source[0]):
            return Frame(noun, (source,), ((noun, noun + 1),), ((first, last),), CONFIDENCE, "nested noun", source)
    return None


def _heard_from(analysis: Analysis, verb: int) -> int | None:
    """Return who told it: "had heard from the envoy that …"."""
    if analysis.lemmas[verb] not in {"hear", "learn"}:
        return None
    for prep in analysis.kids(verb, "prep"):
        if analysis.words[prep].lower() == "from":
            return analysis.child(prep, "pobj")
    return None


def _is_wish(analysis: Analysis, verb: int) -> bool:
    """Return whether nothing was said yet: "It is simple, they should not attack"."""
    return any(analysis.tags[k] == "MD" for k in analysis.kids(verb, "aux"))


def _content(analysis: Analysis, verb: int, bounds: Range, subject: int | None) -> Range | None:
    clauses = analysis.kids(verb, "ccomp")
    if not clauses and set(cues.kinds(analysis.lemmas[verb], "VERB")) & COMMISSIVE:
        clauses = analysis.kids(verb, "xcomp")
    for clause in clauses:
        first, last = analysis.extent(clause)
        if first <= verb < last:
            first = max(first, verb + 1) if clause > verb else first
            last = min(last, verb) if clause < verb else last
        if clause > verb:  # "told visiting clerics that talks …": the parser may lose the subject of the clause
            near = range(verb + 1, min(first, verb + 9))
            first = next((t for t in near if analysis.words[t].lower() == "that"), first)
        if subject is not None and first <= subject < last and clause < verb:
            last = min(last, phrase(analysis, subject)[0])
        first, last = max(first, bounds[0]), min(last, bounds[1])
        while last > first and analysis.deps[last - 1] == "punct" and analysis.words[last - 1] in {".", ",", "”", '"'}:
            last -= 1
        while first < last and analysis.words[first] in {",", ":"}:
            first += 1
        if last - first >= 2:
            return first, last
    return None if clauses else _loose_clause(analysis, verb, bounds) or _called(analysis, verb, bounds)


def _loose_clause(analysis: Analysis, verb: int, bounds: Range) -> Range | None:
    """Return a clause that the parser hung on a noun: "told him before the meal that he had no appetite"."""
    if "tell" not in cues.kinds(analysis.lemmas[verb], "VERB"):
        return None
    for token in range(verb + 2, min(analysis.extent(verb)[1], bounds[1])):
        clause = analysis.heads[token]
        if analysis.words[token].lower() == "that" and analysis.deps[clause] in {"relcl", "acl"} and clause > token:
            if analysis.child(clause, "nsubj", "nsubjpass") in {None, token} or analysis.heads[clause] == verb:
                continue
            return token, min(analysis.extent(clause)[1], bounds[1])
    return None


def _called(analysis: Analysis, verb: int, bounds: Range) -> Range | None:
    """Return what is called in the speaker's own words: "had called whales “the only submarines we trust”"."""
    if analysis.quote_of[verb] >= 0 or not set(cues.kinds(analysis.lemmas[verb], "VERB")) & {"describe", "blame"}:
        return None
    first, last = verb + 1, min(analysis.extent(verb)[1], bounds[1])
    quoted = [t for t in range(first, last) if analysis.quote_of[t] >= 0]
    return (first, quoted[-1] + 1) if quoted and quoted[0] - verb < 12 else None


def missed(analysis: Analysis, frames: list[Frame]) -> list[Frame]:
    """Return plain statements that the model overlooks: a verb of saying with its subject and its clause."""
    inside = {t for f in frames for a, b in (*f.content, *f.cue) for t in range(a, b)}
    found = []
    for verb in range(len(analysis)):
        if analysis.tags[verb] not in {"VBD", "VBZ", "VBP", "VBN"} or verb in inside or analysis.quote_of[verb] >= 0:
            continue
        if analysis.deps[verb] not in {"ROOT", "conj", "relcl"} or _is_wish(analysis, verb):
            continue
        telling = "tell" in cues.kinds(analysis.lemmas[verb], "VERB")
        if analysis.child(verb, "neg") is not None or not (telling or analysis.kids(verb, "ccomp")):
            continue
        one = _statement(analysis, verb, analysis.sentences[analysis.sentence_of[verb]])
        if one is not None and not any(t in inside for a, b in (*one.content, *one.source) for t in range(a, b)):
            found.append(replace(one, rule="grammar", confidence=MISSED))
    return found


def _cue(analysis: Analysis, verb: int) -> Range:
    first = verb
    while first and analysis.heads[first - 1] == verb and analysis.deps[first - 1] in {"aux", "auxpass", "neg"}:
        first -= 1
    return first, verb + 1


def handed_on(analysis: Analysis, frames: list[Frame]) -> list[Frame]:
    """Return ``frames`` in which the quotation that goes on is the inner speaker's, not that of who carried it.

    "“…,” the minister said, according to the agency. “…”": the second quotation is the minister's too.
    """
    result = list(frames)
    for index, one in enumerate(frames):
        if one.rule != GOES_ON or one.leader is None or not _is_quotation(analysis, one):
            continue
        outer = frames[one.leader]
        inner = [
            (k, f)
            for k, f in enumerate(frames)
            if k not in (index, one.leader) and f.leader is None and f.speaker is not None
            if any(a <= f.start and f.anchor < b for a, b in outer.content) and _is_quotation(analysis, f)
        ]
        if inner:
            at, said = max(inner, key=lambda pair: pair[1].end)
            result[index] = replace(
                one, anchor=said.anchor, source=said.source, cue=said.cue, speaker=said.speaker, leader=at
            )
    return result


def _is_quotation(analysis: Analysis, frame: Frame) -> bool:
    """Return whether all words of the content stand in a quotation."""
    return all(analysis.quote_of[t] >= 0 for a, b in frame.content for t in range(a, b) if analysis.words[t].isalnum())


def with_parents(frames: list[Frame]) -> list[Frame]:
    """Return ``frames`` with ``parent`` set to the frame whose content holds them most closely."""
    sizes = [sum(b - a for a, b in frame.content) for frame in frames]
    order = sorted(range(len(frames)), key=lambda index: frames[index].start)
    starts = [frames[index].start for index in order]
    best: dict[int, tuple[int, int]] = {}
    for outer, frame in enumerate(frames):
        for a, b in frame.content:
            for index in order[bisect_left(starts, a) : bisect_left(starts, b)]:
                one = frames[index]
                anchor = one.anchor if one.anchor >= 0 else one.start
                if one.end <= b and sizes[outer] > sizes[index] and holds(frame.content, anchor):
                    best[index] = min(best.get(index, (sizes[outer], outer)), (sizes[outer], outer))
    return [replace(one, parent=best[index][1]) if index in best else one for index, one in enumerate(frames)]
