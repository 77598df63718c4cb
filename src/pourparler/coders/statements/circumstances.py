"""To whom, where, through what and when a statement was made, read off the clause of its cue.

Each finder takes the analysis and the ``Clause`` of a cue; words of the source and the content are never
part of a circumstance. The word lists are in ``circumstances.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pourparler.coders.statements.grammar import is_bare_participle, subject_of
from pourparler.coders.statements.parts import inside, phrase, preposed, words
from pourparler.lexicon import cues
from pourparler.records import Analysis, Mention, Party, Range, Span, Time

SPOKEN = {"speech", "document"}
STATIONS = {"channel", "network"}


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a cue: its ``verbs`` (the anchor first, then participles and the verb it hangs on),
    and ``taken``, the ranges of source, content and of other statements' content.
    """

    anchor: int
    verbs: tuple[int, ...]
    taken: tuple[Range, ...]
    source: tuple[Range, ...]


def clause(analysis: Analysis, anchor: int, source: tuple[Range, ...], content: tuple[Range, ...]) -> Clause:
    """Return the clause of ``anchor``."""
    taken = source + content
    verbs = [anchor]
    openers = words()["venue"]["openers"]
    for kid in analysis.children[anchor]:
        participle = analysis.deps[kid] in {"advcl", "dep", "acl"} and analysis.tags[kid] in {"VBG", "VBN"}
        if participle and analysis.lemmas[kid] in openers and not inside(kid, taken):
            verbs.append(kid)
    head = analysis.heads[anchor]
    linked = analysis.deps[anchor] in {"advcl", "conj", "xcomp", "pobj", "pcomp"}
    if linked and head != anchor and not inside(head, taken):
        if analysis.deps[anchor] in {"pobj", "pcomp"}:
            head = analysis.heads[head]
        if cues.class_of(analysis.lemmas[head], "VERB") in SPOKEN and not inside(head, taken):
            verbs.append(head)
    return Clause(anchor, tuple(verbs), taken, source)


# -- to whom ----------------------------------------------------------------------------------------
def addressee(analysis: Analysis, at: Clause) -> Range | None:
    """Return the noun phrase of the hearers."""
    for verb in at.verbs:
        for find in (_asked, _direct, _passive, _raised, _after_to, _of_carrier):
            head = find(analysis, verb)
            if head is None or _is_gathering(analysis, head) or inside(head, at.source):
                continue
            if not inside(head, at.taken) or _opens_request(analysis, head, at):
                return phrase(analysis, head, {"of"})
    return None


def _opens_request(analysis: Analysis, head: int, at: Clause) -> bool:
    """Return whether the hearers open the content: "asked [both parties to submit maps]"."""
    first, last = phrase(analysis, head, {"of"})
    more = last < len(analysis) and analysis.words[last].lower() == "to"
    return more and any(a == first for a, _ in at.taken)


def _is_gathering(analysis: Analysis, head: int) -> bool:
    """Return whether a noun is an occasion rather than its hearers: "told a briefing"."""
    return analysis.lemmas[head].lower() in words()["venue"]["gatherings"]


def _asked(analysis: Analysis, verb: int) -> int | None:
    """ "Asked whether …, she replied": who answers is the hearer."""
    return subject_of(analysis, verb) if is_bare_participle(analysis, verb) else None


def _direct(analysis: Analysis, verb: int) -> int | None:
    if analysis.lemmas[verb] not in words()["addressee"]["direct"] or analysis.child(verb, "nsubjpass") is not None:
        return None
    head = analysis.child(verb, "dative")
    if head is not None and analysis.tags[head][0] in "NP":
        return head
    head = analysis.child(verb, "dobj")
    if head is None:  # "told donors gathered at a hotel": the parser takes the participle for a clause
        subjects = [analysis.child(kid, "nsubj") for kid in analysis.kids(verb, "ccomp") if kid > verb]
        near = [s for s in subjects if s is not None and phrase(analysis, s, frozenset())[0] == verb + 1]
        head = near[0] if near else None
    if head is None or head < verb or not _animate(analysis, head):
        return None
    named = analysis.lemmas[verb] == "call" and analysis.tags[head] not in ("NNP", "NNPS", "PRP")
    return None if named else head  # "calling its return …" speaks of something and to nobody


def _animate(analysis: Analysis, head: int) -> bool:
    tag = analysis.tags[head]
    return tag[0] == "N" or tag == "PRP" or analysis.lemmas[head].lower() in {"all", "everyone", "both"}


def _passive(analysis: Analysis, verb: int) -> int | None:
    if analysis.lemmas[verb] not in words()["addressee"]["direct"] or analysis.child(verb, "agent") is None:
        return None
    return analysis.child(verb, "nsubjpass")


def _raised(analysis: Analysis, verb: int) -> int | None:
    if analysis.lemmas[verb] not in words()["addressee"]["raised"]:
        return None
    for kid in analysis.kids(verb, "ccomp", "xcomp"):
        infinitive = any(analysis.tags[k] == "TO" for k in analysis.kids(kid, "aux"))
        subject = analysis.child(kid, "nsubj")
        if infinitive and subject is not None and verb < subject < kid:
            return subject
    return (
        next((g for p, g in preposed(analysis, verb) if analysis.words[p].lower() == "on"), None)
        if (analysis.lemmas[verb] == "call")
        else None
    )


def _after_to(analysis: Analysis, verb: int) -> int | None:
    lists = words()["addressee"]
    lemma = analysis.lemmas[verb]
    for prep, goal in preposed(analysis, verb):
        word = analysis.words[prep].lower()
        fits = (
            (word == "to" and lemma not in lists["no_to"] and analysis.lemmas[goal].lower() not in lists["not_to"])
            or (word == "with" and lemma in {"speak", "talk", "share", "plead"})
            or (word == "at" and lemma in {"shout", "yell", "snap", "scream", "bark"})
            or (word == "before" and lemma in {"testify", "speak", "appear"})
        )
        if fits and _animate(analysis, goal):
            return goal
    return None


def _of_carrier(analysis: Analysis, verb: int) -> int | None:
    carriers = words()["addressee"]["carriers"]
    nouns = [g for _, g in preposed(analysis, verb)] + analysis.kids(verb, "dobj")
    if analysis.tags[verb][0] == "N":
        nouns.insert(0, verb)
    for noun in nouns:
        if analysis.lemmas[noun].lower() in carriers:
            for prep, goal in preposed(analysis, noun):
                if analysis.words[prep].lower() == "to" and _animate(analysis, goal):
                    return goal
    return None


# -- where ------------------------------------------------------------------------------------------
def venue(analysis: Analysis, at: Clause, times: tuple[Time, ...], mentions: Mentions) -> Range | None:
    """Return the noun phrase of the occasion, else of the place."""
    best: tuple[int, Range] | None = None
    for verb in at.verbs:
        told = _direct(analysis, verb)
        if told is not None and _is_gathering(analysis, told) and not inside(told, at.taken):
            return _venue_phrase(analysis, told)
        for prep, goal in _places(analysis, verb):
            if inside(goal, at.taken) or any(t.tokens[0] <= goal < t.tokens[1] for t in times):
                continue
            value = _venue_value(analysis, prep, goal, mentions)
            if value and (best is None or value > best[0]):
                best = value, _venue_phrase(analysis, goal)
    return best[1] if best else None


def _places(analysis: Analysis, verb: int) -> list[tuple[int, int]]:
    found = preposed(analysis, verb)
    for _, goal in list(found):
        found += [
            (p, g) for p, g in preposed(analysis, goal) if analysis.words[p].lower() in {"aboard", "in", "at", "on"}
        ]
    for noun in analysis.kids(verb, "dobj", "dative"):
        found += preposed(analysis, noun)
    return [(p, g) for p, g in found if analysis.words[p].lower() in words()["venue"]["prepositions"]]


def _venue_value(analysis: Analysis, prep: int, goal: int, mentions: Mentions) -> int:
    lists = words()["venue"]
    lemma, word = analysis.lemmas[goal].lower(), analysis.words[prep].lower()
    named = analysis.tags[goal].startswith("NNP")
    if mentions.is_outlet(analysis, goal) or lemma in lists["abstract"]:
        return 0
    if lemma in lists["events"]:
        return 4
    if word in {"aboard", "onboard"} or (word == "on" and analysis.words[goal - 1 if goal else 0].lower() == "board"):
        return 4
    if word == "on":
        return 4 if "board" in {w.lower() for w in analysis.words[prep + 1 : goal + 1]} else 0
    if lemma in lists["places"] and word in lists["place_prepositions"]:
        return 3
    return 2 if named and word in lists["place_prepositions"] and not mentions.is_person(goal) else 0


def _venue_phrase(analysis: Analysis, goal: int) -> Range:
    first, last = phrase(analysis, goal, {"of", "in", "at", "with", "to", "on"})
    return (first + 1, last) if analysis.words[first].lower() == "board" and last - first > 1 else (first, last)


# -- through what -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Mentions:
    """What the finders ask of mentions: outlets and persons by token."""

    outlets: frozenset[int]
    persons: frozenset[int]
    known: frozenset[int] = frozenset()

    @classmethod
    def of(cls, mentions: tuple[Mention, ...]) -> Mentions:
        """Sort the tokens of ``mentions``."""
        outlets: set[int] = set()
        persons: set[int] = set()
        known: set[int] = set()
        press, people = _known()
        for one in mentions:
            tokens = range(*one.tokens)
            if one.actor in press:
                outlets.update(tokens)
            elif one.actor in people or one.kind in {"title", "pronoun"}:
                persons.update(tokens)
            if one.actor is not None or one.candidates:
                known.update(tokens)
        return cls(frozenset(outlets), frozenset(persons), frozenset(known))

    def is_outlet(self, analysis: Analysis, token: int) -> bool:
        """Return whether the noun phrase of ``token`` is a platform, an agency, a newspaper …"""
        if token in self.outlets:
            return True
        lists = words()["channel"]
        first, last = phrase(analysis, token, frozenset())
        own = [w for w in analysis.words[first:last] if w.lower() not in lists["small"]]
        if not own or " ".join(own) in lists["platforms"]:
            return bool(own)
        named = analysis.tags[token].startswith("NNP")
        if named and len(own) > 1 and own[0].lower() in lists["papers"]:
            return True
        if named and any(w in lists["outlets"] or w in lists["sites"] for w in own[:-1]):
            return True  # "the newspaper El Informador", "the news site Hetq"
        head = analysis.words[token].lower()
        if head in lists["weak"]:
            modifiers = {w.lower() for w in own[:-1]}
            if not modifiers:
                return bool(self.outlets) and min(self.outlets) < token
            named = all(analysis.tags[t].startswith("NNP") for t in range(first, token) if analysis.words[t] in own)
            return bool(modifiers & lists["press"]) or (named and (analysis.tags[token] == "NN" or head in STATIONS))
        if head in lists["titles"] and not named:
            return False
        return (named or last - first > 1) and head in lists["outlets"]

    def may_be_outlet(self, analysis: Analysis, token: int) -> bool:
        """Return whether a name that nobody knows can be that of a paper: "told La Estrella"."""
        first, last = phrase(analysis, token, frozenset())
        if not analysis.tags[token].startswith("NNP") or any(
            t in self.known or t in self.persons for t in range(first, last)
        ):
            return False
        if {w.lower() for w in analysis.words[first:last]} & words()["channel"]["bodies"]:
            return False
        labels = {e.label for e in analysis.entities if e.start <= token < e.end}
        return not labels & {"PERSON", "GPE", "NORP", "LOC", "DATE"} or analysis.words[first].lower() == "the"

    def is_person(self, token: int) -> bool:
        """Return whether the gazetteer or the titles say that ``token`` belongs to a person."""
        return token in self.persons


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    from pourparler.lexicon import gazetteer

    entries = gazetteer.load().entries.values()
    press = frozenset(e.id for e in entries if e.sector == "JRN" and e.kind != "person")
    return press, frozenset(e.id for e in entries if e.kind == "person")


def channel(analysis: Analysis, at: Clause, mentions: Mentions, hearer: Range | None) -> Party | None:
    """Return the outlet, agency or account that carried the words."""
    found = _relay(analysis, at, mentions)
    if found is None:
        found = _carried(analysis, at, mentions)
    if found is None and hearer and mentions.is_outlet(analysis, hearer[1] - 1):
        found = hearer
    if found is None and hearer and analysis.lemmas[at.anchor] == "tell" and hearer[0] > at.anchor:
        found = hearer if mentions.may_be_outlet(analysis, hearer[1] - 1) else None
    if found is None:
        heads = [t for a, b in at.source for t in range(a, b) if analysis.heads[t] < a or analysis.heads[t] >= b]
        found = next((phrase(analysis, t, {"of"}) for t in heads if mentions.is_outlet(analysis, t)), None)
    if found is not None:
        span = analysis.span(*found)
        return Party(span.text, span)
    own = words()["channel"]["self"].get(analysis.lemmas[at.anchor])
    return Party(own, analysis.span(at.anchor, at.anchor + 1)) if own else None


def _carried(analysis: Analysis, at: Clause, mentions: Mentions) -> Range | None:
    """ "on Truth Social", "in an interview with CNN", "via state television"."""
    for verb in at.verbs:
        first = preposed(analysis, verb)
        second = [pair for _, goal in first for pair in preposed(analysis, goal)]
        second += [pair for noun in analysis.kids(verb, "dobj") for pair in preposed(analysis, noun)]
        for prep, goal in first + second:
            if analysis.words[prep].lower() not in words()["channel"]["prepositions"] or inside(goal, at.taken):
                continue
            if mentions.is_outlet(analysis, goal):
                return phrase(analysis, goal, frozenset())
    return None


def _relay(analysis: Analysis, at: Clause, mentions: Mentions) -> Range | None:
    """ ", according to the agency" beside another cue; "the agency quoted him as saying"."""
    first, last = analysis.sentences[analysis.sentence_of[at.anchor]]
    for token in range(first, last):
        if analysis.words[token].lower() == "according" and token != at.anchor and not inside(token, at.taken):
            goals = [g for _, g in preposed(analysis, token)]
            if goals and mentions.is_outlet(analysis, goals[0]):
                return phrase(analysis, goals[0], {"of"})
    for verb in analysis.ancestors(at.anchor):
        if analysis.lemmas[verb] in words()["channel"]["relays"] and not inside(verb, at.taken):
            heads = analysis.kids(verb, "nsubj") + [
                g for p, g in preposed(analysis, verb) if analysis.words[p].lower() == "by"
            ]
            good = [h for h in heads if not inside(h, at.source)]
            if good:
                return phrase(analysis, good[0], {"of"})
    return None


# -- when, how --------------------------------------------------------------------------------------
def date(analysis: Analysis, at: Clause, times: tuple[Time, ...]) -> str | None:
    """Return the EDTF date of the saying when the cue's clause gives one."""
    for verb in at.verbs:
        for time in times:
            head = time.tokens[0]
            tokens = range(*time.tokens)
            if time.edtf is None or time.role not in {"point", "during"} or any(inside(t, at.taken) for t in tokens):
                continue
            chain = [head, *_up(analysis, head)]
            if verb in chain and analysis.sentence_of[head] == analysis.sentence_of[verb]:
                return time.edtf
    return None


def _up(analysis: Analysis, token: int) -> list[int]:
    """Return the ancestors of ``token`` up to the first verb."""
    found = []
    for above in analysis.ancestors(token):
        found.append(above)
        if analysis.tags[above][0] == "V":
            break
    return found


def is_historical(analysis: Analysis, at: Clause) -> bool:
    """Return whether the clause puts the saying in an earlier period: "previously", "during his first term"."""
    lists = words()["historical"]
    for verb in at.verbs:
        for kid in analysis.kids(verb, "advmod", "npadvmod", "prep"):
            if analysis.deps[kid] == "advmod" and analysis.words[kid].lower() in lists["adverbs"]:
                return True
    text = _sentence(analysis, at).lower()
    if any(p in text for p in lists["phrases"]):
        return True
    # "taunted him …, by referring to": the adverb stands by the verb above
    for above in analysis.ancestors(at.anchor):
        if any(analysis.words[k].lower() in lists["adverbs"] for k in analysis.kids(above, "advmod")):
            return True
    return False


def _sentence(analysis: Analysis, at: Clause) -> str:
    first, last = analysis.sentences[analysis.sentence_of[at.anchor]]
    return " ".join(w for t, w in enumerate(analysis.words[first:last], first) if not inside(t, at.taken))


def attribution(analysis: Analysis, at: Clause) -> str:
    """Return "on record", "anonymous" or "off record"."""
    lists = words()["attribution"]
    text = " ".join(_words(analysis, at)).lower()
    if any(p in text for p in lists["off_record"]):
        return "off record"
    if any(p in text for p in lists["anonymous"]):
        return "anonymous"
    for a, b in at.source:
        heads = [t for t in range(a, b) if not a <= analysis.heads[t] < b or analysis.heads[t] == t]
        named = any(analysis.tags[t].startswith("NNP") and analysis.deps[t] == "appos" for t in range(a, b))
        if heads and analysis.lemmas[heads[0]].lower() in lists["unnamed"] and not named:
            return "anonymous"
    return "on record"


def _words(analysis: Analysis, at: Clause) -> list[str]:
    first, last = analysis.sentences[analysis.sentence_of[at.anchor]]
    content = tuple(r for r in at.taken if r not in at.source)
    return [w for t, w in enumerate(analysis.words[first:last], first) if not inside(t, content)]


def span_party(analysis: Analysis, found: Range | None) -> Party | None:
    """Return a party on a token range."""
    if found is None:
        return None
    span: Span = analysis.span(*found)
    return Party(span.text, span)
