"""Find the mentions of actors in an analysis: names, titles, role nouns, groups, pronouns.

Stages: names (gazetteer over NER), surnames of those who were introduced, what stands before names,
role nouns that stand alone, pronouns. What the gazetteer makes certain gets its actor here; the rest
waits for ``link``.
"""

from __future__ import annotations

from pourparler.lexicon.gazetteer import Gazetteer
from pourparler.lexicon.roles import Found, word_set
from pourparler.records import Analysis, Mention
from pourparler.resolution.name_phrases import halves, name_phrases
from pourparler.resolution.names import find_names
from pourparler.resolution.page import Page
from pourparler.resolution.phrase import Phrase
from pourparler.resolution.role_nouns import role_phrases
from pourparler.resolution.surnames import with_surnames

PRONOUNS = word_set("pronouns")
RELATIVE = frozenset(("who", "whom", "whose", "which"))


def find_mentions(analysis: Analysis, gazetteer: Gazetteer, published: str | None) -> tuple[Mention, ...]:
    """Return the mentions in text order, inner ones after those that hold them.

    ``published`` is the ISO date of the report, which says who is "the French president".
    """
    if not len(analysis):
        return ()
    names = with_surnames(find_names(analysis, gazetteer), analysis, gazetteer, published)
    page = Page.of(analysis, names)
    found: list[Phrase] = []
    used: set[Found] = set()
    for name in page.names:
        found.extend(name_phrases(name, page, used, gazetteer))
    for hit in page.hits:
        if hit not in used:
            found.extend(role_phrases(hit, page, gazetteer, published))
    found.extend(_pronouns(analysis))
    found.extend(halves(page, {m.actor for m in found}))
    found.sort(key=lambda m: (m.tokens[0], -m.tokens[1], m.head, m.actor or ""))
    return tuple(found)


def _pronouns(analysis: Analysis) -> list[Phrase]:
    found = []
    for i, tag in enumerate(analysis.tags):
        word = analysis.words[i].lower()
        if tag in ("PRP", "PRP$") and word in PRONOUNS:
            if word == "it" and analysis.deps[i] in ("expl",):
                continue
        elif not (tag in ("WP", "WP$", "WDT") and word in RELATIVE and _relative(analysis, i)):
            continue
        span = analysis.span(i, i + 1)
        found.append(Phrase(span, (i, i + 1), i, "pronoun", rule="pronoun"))
    return found


def _relative(analysis: Analysis, token: int) -> bool:
    """Whether a relative clause hangs on a noun before the word."""
    at = token
    for _ in range(4):
        if analysis.deps[at] == "relcl":
            return analysis.heads[at] < token
        if analysis.heads[at] == at:
            return False
        at = analysis.heads[at]
    return False
