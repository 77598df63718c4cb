"""An event as a plain sentence in pieces: ``Kim Jong Un`` ``offered to meet`` ``Donald Trump``.

Every view says events in the same words; a piece knows whether it names a party or tells the deed, so
that a view can print it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pourparler.lexicon.phrases import Phrase, gerund, past, phrase_of, with_article
from pourparler.records import Event, Party, one_line
from pourparler.views.wording import clean

Role = Literal["party", "deed", "aside"]
OWN_ACT = {"request": "REQUEST", "demand": "REQUEST", "refuse": "REJECT", "threaten": "THREATEN"}
"""Acts that say their force themselves: a threat that is threatened is a threat."""

TO = {
    "offer": ("offer", "offered"),
    "promise": ("promise", "promised"),
    "accept": ("agree", "agreed"),
    "refuse": ("refuse", "refused"),
    "threaten": ("threaten", "threatened"),
}
ASKING = {"request": ("ask", "asked"), "demand": ("demand", "demanded")}
CONFLICT = frozenset("ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
"""Acts that one does not refuse but rule out: "promised not to test weapons"."""
NOBODY = "somebody"
INVITING = "force verb invite"
"""Part of the rule of an offer that asks the other side to come."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and what it is."""

    text: str
    role: Role


def sentence(event: Event) -> tuple[Piece, ...]:
    """Return an event as pieces of a sentence, blanks between them left to who prints it."""
    subject, whom = names(event.actors), names(event.recipients)
    phrase = phrase_of(event.act, event.mode)
    pieces = _by_force(event, subject, whom, phrase)
    if event.third_parties:
        pieces.append(Piece(f"(also {names(event.third_parties)})", "aside"))
    return _capital(tuple(piece for piece in pieces if piece.text))


def plain_sentence(event: Event) -> str:
    """Return an event as one plain sentence without a full stop."""
    return joined(sentence(event))


def joined(pieces: Iterable[Piece]) -> str:
    """Return pieces as one text."""
    return " ".join(piece.text for piece in pieces)


def names(parties: Iterable[Party]) -> str:
    """Return the names of parties, each once: ``A``, ``A and B``, ``A, B and the C``."""
    found = list(dict.fromkeys(with_article(clean(one_line(p.name))) for p in parties))
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def _capital(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    first = pieces[0]
    return (Piece(first.text[:1].upper() + first.text[1:], first.role), *pieces[1:])


def _by_force(event: Event, subject: str, whom: str, phrase: Phrase) -> list[Piece]:
    who = Piece(subject or NOBODY, "party" if subject else "aside")
    if OWN_ACT.get(event.force) == event.act or (event.force == "accept" and event.act == "AGREE"):
        return _deed(event, who, whom, phrase, "agree with {}" if event.act == "AGREE" else None)
    if event.force in ASKING:
        return _asking(event, who, whom, phrase)
    if event.force == "refuse" and event.act in CONFLICT and not event.negated:
        return [who, *_verb(f"ruled out {gerund(_choose(phrase, whom))}", whom)]
    if event.force == "offer" and whom and not event.negated and INVITING in event.coding.rule:
        return [who, *_verb(f"invited {{}}{' to talks' if event.mode != 'visit' else ''}", whom)]
    if event.force in TO:
        force, told = TO[event.force]
        verb = f"did not {force} to" if event.negated else f"{told} to"
        return [who, *_verb(f"{verb} {_choose(phrase, whom)}", whom)]
    if event.force == "predict":
        return _foreseen(event, who, whom, phrase)
    if event.force == "deny" and not event.negated:
        return _denied(event, who, whom, phrase)
    if event.force == "suppose":
        return [who, *_verb(f"might {'not ' if event.negated else ''}{_choose(phrase, whom)}", whom)]
    return [*_said_by(event), *_deed(event, who, whom, phrase)]


def _deed(event: Event, who: Piece, whom: str, phrase: Phrase, own: str | None = None) -> list[Piece]:
    words = (own if whom else "agree") if own else _choose(phrase, whom)
    return [who, *_verb(f"did not {words}" if event.negated else past(words), whom)]


def _asking(event: Event, who: Piece, whom: str, phrase: Phrase) -> list[Piece]:
    plain, told = ASKING[event.force]
    verb = f"did not {plain}" if event.negated else told
    if not whom:
        return [who, Piece(f"{verb} {phrase.noun}" if event.force == "demand" else f"{verb} for {phrase.noun}", "deed")]
    if event.force == "demand":
        return [who, Piece(f"{verb} that", "deed"), Piece(whom, "party"), Piece(phrase.alone, "deed")]
    return [who, Piece(verb, "deed"), Piece(whom, "party"), Piece(f"to {phrase.alone}", "deed")]


def _foreseen(event: Event, who: Piece, whom: str, phrase: Phrase) -> list[Piece]:
    verb = f"{'not ' if event.negated else ''}to {_choose(phrase, whom)}"
    speaker = _other_speaker(event)
    if speaker:
        return [Piece(speaker, "party"), Piece("expected", "deed"), who, *_verb(verb, whom)]
    return [who, *_verb(f"expected {verb}", whom)]


def _denied(event: Event, who: Piece, whom: str, phrase: Phrase) -> list[Piece]:
    speaker = _other_speaker(event)
    if speaker:
        return [
            Piece(speaker, "party"),
            Piece("denied that", "deed"),
            who,
            *_verb(past(_choose(phrase, whom)), whom),
        ]
    return [who, *_verb(f"denied {gerund(_choose(phrase, whom))}", whom)]


def _said_by(event: Event) -> list[Piece]:
    """Return who says so, where a deed is told or denied by somebody who has no part in it."""
    speaker = _other_speaker(event) if event.force == "deny" else None
    return [Piece(f"{speaker}:", "aside")] if speaker else []


def _other_speaker(event: Event) -> str | None:
    if event.speaker is None or event.speaker.name in {p.name for p in event.actors}:
        return None
    return names((event.speaker,))


def _choose(phrase: Phrase, whom: str) -> str:
    return phrase.whom if whom else phrase.alone


def _verb(words: str, whom: str) -> Sequence[Piece]:
    """Return the pieces of ``met {}`` with the other side in its place."""
    before, place, after = words.partition("{}")
    if not place:
        return [Piece(words, "deed")]
    return [Piece(before.strip(), "deed"), Piece(whom, "party"), Piece(after.strip(), "deed")]
