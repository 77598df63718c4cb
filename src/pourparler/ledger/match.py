"""Whether a move belongs to an overture: points for what agrees, points off for what does not.

============ ======================================================= ==========================
what         agrees                                                  does not
============ ======================================================= ==========================
act          same +2; a word for a proposal without an act +1        another act: no match
persons      a person of a side in both +2                           other persons on a side -2
date ahead   overlap +3                                              apart -3
words        one point a shared content word, 3 at most              none: no match (not of talks)
place        a shared name +2                                        other names -1
visit        a visit and another meeting, or a visit the other way round: no match
time         within a week +1                                        after 120 days -2, 300 days -4
============ ======================================================= ==========================

An answer needs ``ANSWER`` points, a repetition ``REPEAT``: a new overture is better than a wrong merge.
"""

from __future__ import annotations

from typing import NamedTuple

from pourparler.ledger.answers import GENERIC
from pourparler.ledger.moves import Move
from pourparler.ledger.thread import Thread
from pourparler.lexicon.ledger_words import has_word, load_ledger_words
from pourparler.records.edtf import iso_bounds
from pourparler.records.overtures import days_between

ANSWER = 2
REPEAT = 3
OPEN_END = {False: 240, True: 60}
"""Days within which a meeting without a date takes place; the second for one that was called off."""
EARLY, LATE = 3, 60
"""Days by which a deed may come before its date, or after it, and still be what was planned."""


class Fit(NamedTuple):
    """Points, and the reasons in words."""

    points: int
    why: str


def fit(thread: Thread, move: Move) -> Fit | None:
    """Return how well a move fits an overture, None when it speaks of another act."""
    act = _act(thread, move)
    if act is None:
        return None
    dated = _when(thread.when, move.when)
    placed = _names(thread.places, move.places)
    words = _words(thread, move)
    if words is None or _visits(thread, move, placed[0] > 0 or dated[0] > 0):
        return None
    parts = [act, *_persons(thread, move), dated, placed, words, _time(thread, move)]
    parts = [p for p in parts if p[0]]
    return Fit(sum(p[0] for p in parts), ", ".join(p[1] for p in parts))


STANDING = ("promise", "refusal")
"""Kinds that time does not wear out."""
Part = tuple[int, str]
NOTHING: Part = (0, "")


def _act(thread: Thread, move: Move) -> Part | None:
    if thread.act == move.act:
        if thread.mode and move.mode and thread.mode != move.mode and thread.act != "CONSULT":
            return 1, "like act"
        return 2, "same act"
    if move.act in GENERIC and move.other is not None:
        words = load_ledger_words()
        if has_word(move.words, words.generic):
            return 1, "speaks of a proposal"
        plain = (
            move.force in ("accept", "refuse")
            or has_word(move.words, words.undecided)
            or (thread.act == "CONSULT" and has_word(move.words, words.talks))
        )
        told = thread.last_report == move.report and thread.side != move.side
        if plain and told and not move.terms:
            return 1, "said of what this report has just told"
        if thread.terms & set(move.terms):
            return 0, ""
    return None


def _visits(thread: Thread, move: Move, same_place_or_date: bool) -> bool:
    """Return whether one is a visit and the other none, or a visit the other way round."""
    if not thread.act == move.act == "CONSULT":
        return False
    if thread.mode == move.mode == "visit":
        return thread.visitor != visitor(move) and not move.both
    return "visit" in (thread.mode, move.mode) and not same_place_or_date


def visitor(move: Move) -> str | None:
    """Return the side that travels."""
    return move.other if move.invites else move.side


def _persons(thread: Thread, move: Move) -> list[Part]:
    mine = move.persons if move.side == thread.side else move.other_persons
    theirs = move.other_persons if move.side == thread.side else move.persons
    found = []
    for held, named in ((thread.persons, mine), (thread.other_persons, theirs)):
        if held and named:
            shared = held & set(named)
            spokesman = move.act in GENERIC and not shared
            found.append(
                (2, f"same person ({sorted(shared)[0]})") if shared else NOTHING if spokesman else (-2, "other persons")
            )
    return found


def _when(held: str | None, named: str | None) -> Part:
    if not held or not named:
        return NOTHING
    return (3, "same date ahead") if overlap(held, named) else (-3, "another date")


def overlap(one: str, other: str) -> bool:
    """Return whether two EDTF dates can be the same day."""
    first, last = iso_bounds(one)
    begin, end = iso_bounds(other)
    return not ((last and begin and begin > last) or (end and first and first > end))


def _names(held: set[str], named: tuple[str, ...]) -> Part:
    if not held or not named:
        return NOTHING
    shared = held & set(named)
    return (2, f"same place ({sorted(shared)[0]})") if shared else (-1, "another place")


def _words(thread: Thread, move: Move) -> Part | None:
    shared = thread.terms & set(move.terms)
    if shared:
        return min(3, len(shared)), "shared words (" + " ".join(sorted(shared)[:4]) + ")"
    if thread.act != "CONSULT" and len(thread.terms) > 1 and len(move.terms) > 1 and move.act not in GENERIC:
        return None
    return NOTHING


def _time(thread: Thread, move: Move) -> Part:
    gap = days_between(thread.last_told, move.told)
    if gap <= 7:
        return 1, f"{gap} days later" if gap > 1 else "one day later" if gap else "the same day"
    if thread.kind in STANDING or gap <= 120:
        return NOTHING
    return (-4 if gap > 300 else -2), f"{gap} days later"


def deed_fits(thread: Thread, move: Move) -> str | None:
    """Return why a deed is what the overture waits for, None when it is not or may well not be.

    A meeting must be of the persons named, not before the proposal, within ``EARLY`` days before and
    ``LATE`` days after its date; a visit must be one, or be in its place.
    """
    if move.day < thread.day or (thread.act == "CONSULT" and move.day == thread.day):
        return None
    if not _in_time(thread, move.day):
        return None
    found = fit(thread, move) if thread.act == move.act else None
    signed = move.act == "SUPPORT" and move.mode == "sign" and thread.act == "CONSULT"
    if found is None and not signed:
        return None
    return _meeting_fits(thread, move) if thread.act == "CONSULT" else _act_fits(found)


def _in_time(thread: Thread, day: str) -> bool:
    if thread.act == "CONSULT" and days_between(thread.last_told, day) > OPEN_END[thread.outcome == "withdrawn"]:
        return thread.when is not None and overlap(thread.when, day)
    if thread.when is None:
        return True
    first, last = iso_bounds(thread.when)
    early = first is not None and days_between(day, first) > EARLY
    late = last is not None and days_between(last, day) > LATE
    return not early and not late


def _act_fits(found: Fit | None) -> str | None:
    return f"the deed: {found.why}" if found and found.points >= REPEAT else None


def _meeting_fits(thread: Thread, move: Move) -> str | None:
    persons = [points for points, _ in _persons(thread, move)]
    if any(points < 0 for points in persons):
        return None
    in_place = bool(thread.places & set(move.places))
    if thread.mode == "visit" and not in_place and not (move.mode == "visit" and move.side == thread.visitor):
        return None
    if move.act != "CONSULT" and not in_place:
        return None
    if thread.outcome == "withdrawn" and not persons:
        return None
    named = bool(thread.persons and thread.other_persons)
    if named and not persons and not in_place and thread.when is None:
        return None
    shared = "the persons named" if persons else "the two sides"
    return f"{shared} met" + (" in the place named" if in_place else "")
