"""Which moves open an overture, of what kind, made by whom."""

from __future__ import annotations

from pourparler.ledger.match import overlap
from pourparler.ledger.moves import HOSTILE, Move
from pourparler.ledger.thread import Thread
from pourparler.lexicon.ledger_words import has_word, load_ledger_words
from pourparler.records.edtf import iso_bounds
from pourparler.records.overtures import days_between

NO_PROPOSAL = frozenset({"ACCUSE", "STATE", "PROTEST"})
"""Acts whose refusal or promise is nothing that another side would answer: "rejected the criticism"."""
REVIVAL = 60
"""Days after a calling off within which a new word on it revives it; later it is another proposal."""
GRACE = 14
"""Days after its date within which a word on a meeting is still one on that meeting."""
FORESIGHT = 7
"""Days by which the date of an answer may lie before what it answers: reports tell late when an offer was made."""
REPLY = 30
"""Days within which an offer of the other side is the reply to an offer and not one of its own."""
COURTESIES = frozenset({"praise", "apologise", "forgive", "rally", "defend"})
"""Modes of words that nobody answers: "we want to thank him"."""
VAGUE = frozenset({"AGREE", "REJECT"})


def opens(move: Move, answered: set[str]) -> bool:
    """Return whether a move opens an overture, after it changed overtures of the kinds ``answered``."""
    if move.force not in ("offer", "request", "demand", "promise", "threaten", "accept", "refuse", "predict"):
        return False
    if move.mode in COURTESIES:
        return False
    if move.act in NO_PROPOSAL and move.force in ("refuse", "promise", "accept", "offer"):
        return False
    if move.act in NO_PROPOSAL and move.force == "predict" and move.when is None:
        return False
    if move.force == "accept" and move.act == "CONSULT" and move.when and answered == {"demand"}:
        return True  # "agreed to hold talks on June 1": the demand is met, and talks are planned
    if answered:
        return False
    if move.act in VAGUE and move.other is None and len(move.terms) < 2:
        return False  # "agreed", "refused": what, with whom?
    return not (move.force == "predict" and move.speaker is None)


def opened(move: Move) -> Thread:
    """Return the overture that a move opens."""
    kind, side, other, outcome, why = _kind(move)
    return Thread.open(move, kind, side, other, outcome, why)


def apart(thread: Thread, move: Move) -> bool:
    """Return whether a move is another proposal by its time, and no word on ``thread``."""
    if thread.side != move.side and not move.both and days_between(move.day, thread.day) > FORESIGHT:
        return True  # said before there was anything to answer
    gap = days_between(thread.last_told, move.told)
    if move.force in ("refuse", "threaten"):
        return thread.outcome == "withdrawn" and gap > REVIVAL
    if thread.outcome == "withdrawn":
        another = move.when is not None and not (thread.when and overlap(thread.when, move.when))
        only_known_so = thread.history[0].outcome == "withdrawn"
        return gap > REVIVAL or (another and (only_known_so or thread.when is not None))
    if thread.act != "CONSULT" and thread.outcome == "accepted" and move.force in ("offer", "request", "demand"):
        return gap > REPLY  # what was agreed on long ago is not proposed again
    if thread.act != "CONSULT" or thread.kind not in ("offer", "meeting"):
        return False
    last = iso_bounds(thread.when)[1] if thread.when else None
    if (
        last is not None
        and days_between(last, move.told) > GRACE
        and not (move.when and overlap(thread.when or "", move.when))
    ):
        return True
    if move.both:
        return gap > REPLY and move.when is not None and thread.when is None
    if move.side == thread.side or move.force not in ("offer", "request"):
        return False
    # the other side proposes as if nothing lay on the table: its own proposal
    return gap > REPLY or (move.when is not None and thread.when is None and thread.outcome != "unanswered")


def _past(thread: Thread, move: Move) -> bool:
    """Return whether the date of a meeting had passed when the move was told."""
    last = iso_bounds(thread.when)[1] if thread.when else None
    if last is None or days_between(last, move.told) <= GRACE:
        return False
    return not (move.when and overlap(thread.when or "", move.when))


Opened = tuple[str, str, str | None, str, str]


def _kind(move: Move) -> Opened:
    words = load_ledger_words()
    me, you = move.side, move.other
    match move.force:
        case "predict":
            return "prediction", move.speaker or me, me, "unanswered", "it is said to be coming"
        case "threaten":
            return "threat", me, you, "unanswered", "a threat"
        case "promise":
            if move.act == "CONSULT" and move.condition and not move.both:
                return "offer", me, you, "unanswered", "a meeting on a condition"
            if move.act == "CONSULT":
                return "meeting", me, you, "accepted" if move.both else "unanswered", "a meeting that is planned"
            return "promise", me, you, "unanswered", "a promise"
        case "accept":
            if you is not None and not move.both and has_word(move.words, words.offering):
                return "offer", you, me, "accepted", "known by its acceptance"
            kind = "meeting" if move.act == "CONSULT" else "promise"
            return kind, me, you, "accepted", "it is agreed"
        case "refuse":
            return _refused(move)
        case "offer":
            return "offer", me, you, "unanswered", "an offer"
    if move.invites:
        return "offer", me, you, "unanswered", "an invitation"
    return "demand", me, you, "unanswered", "a demand or request"


def _refused(move: Move) -> Opened:
    words = load_ledger_words()
    me, you = move.side, move.other
    if move.act == "CONSULT" and move.cancels:
        return "meeting", me, you, "withdrawn", "a meeting known by its calling off"
    if you is not None and has_word(move.words, words.asking):
        return "demand", you, me, "refused", "a demand known by its refusal"
    if you is not None and has_word(move.words, words.offering):
        return "offer", you, me, "refused", "an offer known by its refusal"
    if move.act in HOSTILE:
        return "promise", me, you, "unanswered", "a promise not to do it"
    return "refusal", me, you, "refused", "a refusal"
