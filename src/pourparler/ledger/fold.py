"""Folding the moves of one lane into overtures: the way of one move.

1. ``_deeds``: a deed ends every overture that waited for it;
2. ``_answers``: an acceptance, refusal, promise … changes the one overture that it fits best (an
   acceptance also answers the demand it meets);
3. ``_open``: what proposes something and repeated nothing opens an overture;
4. what changed draws others along: a meeting called off leaves no threat to stay away from it.

The lane is folded in the order in which readers learnt of it, and each step looks only at what came
before: cut at a day, the histories are those that a reader of that day had. Folding a lane again gives
the same bytes; so does adding moves to a folded lane, when they come after all of its moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pourparler.ledger import opening
from pourparler.ledger.answers import GENERIC
from pourparler.ledger.effects import ACCEPTED, ANSWERED, DENIED, EFFECTS, UNDONE, Effect
from pourparler.ledger.match import ANSWER, REPEAT, Fit, deed_fits, fit, overlap
from pourparler.ledger.moves import Move
from pourparler.ledger.thread import Thread, thaw
from pourparler.lexicon.ledger_words import has_word, load_ledger_words
from pourparler.records.overtures import WAITING, Overture, days_between

REMEMBERED = 64
"""Overtures of one act that a move is compared with, the newest: older ones wait, but unmatched."""
ANSWERS_TO_WORDS = 30
"""Days within which a welcome or a threat in return answers what names no act."""
PROPOSALS = ("offer", "meeting")
CONSENT = ("accept", "promise", "offer", "request")


def fold(moves: Iterable[Move], held: Iterable[Overture] = ()) -> list[Overture]:
    """Return the overtures of one lane. ``moves`` come in the order of ``Move.key``, all later than ``held``."""
    lane = Lane(map(thaw, held))
    for move in moves:
        lane.take(move)
    return [thread.freeze() for thread in lane.threads]


class Lane:
    """The overtures of one lane, and by act those that are not over."""

    def __init__(self, threads: Iterable[Thread] = ()) -> None:
        self.threads: list[Thread] = []
        self.live: dict[str, list[Thread]] = {}
        self.changed: set[str] = set()
        self._ended: list[Thread] = []
        self._report = ""
        for thread in threads:
            self._hold(thread)

    def _hold(self, thread: Thread) -> None:
        self.threads.append(thread)
        if not thread.closed:
            live = self.live.setdefault(thread.act, [])
            live.append(thread)
            del live[:-REMEMBERED]

    def take(self, move: Move) -> None:
        """Fold one move."""
        if move.report != self._report:
            self._ended, self._report = [], move.report
        if move.mode in opening.COURTESIES and move.force in ("did", "promise", "offer"):
            self._greets(move)
        elif move.force == "did" and not move.negated:
            self._deeds(move)
            if move.act in GENERIC or move.act == "CONSULT":
                self._greets(move)
        elif move.force == "deny" or move.negated:
            self._denies(move)
        else:
            answered = self._answers(move)
            if not answered and self._recalls(move):
                return
            if opening.opens(move, answered):
                thread = opening.opened(move)
                self.changed.add(thread.id)
                self._hold(thread)

    # -- deeds ----------------------------------------------------------------------------------
    def _deeds(self, move: Move) -> None:
        for thread in self._candidates(move):
            effect = EFFECTS[thread.effects][_relation(thread, move, together=True)].get("did")
            if effect is None or (effect.outcome == "fulfilled" and not _may_come(thread)):
                continue
            why = deed_fits(thread, move)
            if why:
                self._change(thread, move, effect, why)

    def _greets(self, move: Move) -> None:
        """Praise, thanks or a word to the other side answers the last proposal that waits."""
        if move.act not in ("SUPPORT", "STATE") or move.other is None or move.mode == "sign":
            return
        if any(_answered(t, move) for threads in self.live.values() for t in threads):
            return
        best = self._best(move, "answer", (*PROPOSALS, "demand", "threat"), ANSWER)
        if best and best[0].outcome == "unanswered":
            thread, effect, found = best
            if days_between(thread.last_told, move.told) <= ANSWERS_TO_WORDS:
                self._change(thread, move, effect, f"words of the other side, no yes or no: {found.why}")

    def _denies(self, move: Move) -> None:
        best: tuple[int, Thread, Fit] | None = None
        for thread in self._candidates(move):
            found = fit(thread, move)
            if found and found.points >= REPEAT and (best is None or found.points >= best[0]):
                best = (found.points, thread, found)
        if best is None:
            return
        _, thread, found = best
        if not move.negated:
            self._change(thread, move, DENIED, f"denied: {found.why}")
        elif thread.when is not None and not overlap(thread.when, f"{move.told}/.."):
            self._change(thread, move, UNDONE, f"its date has passed: {found.why}")

    # -- answers --------------------------------------------------------------------------------
    def _answers(self, move: Move) -> set[str]:
        """Change what the move answers or repeats; return the kinds of those overtures."""
        changed: set[str] = set()
        for kinds in ((*PROPOSALS, "promise", "refusal"), ("demand",), ("threat",)):
            best = self._best(move, move.force, kinds, ANSWER)
            if best is None:
                continue
            thread, effect, found = best
            if effect.move == "repeated" and found.points < REPEAT:
                continue
            if move.force == "threaten" and effect.move == "answered":
                if days_between(thread.last_told, move.told) > ANSWERS_TO_WORDS or thread.outcome != "unanswered":
                    continue
                self._change(thread, move, effect, f"a threat in return: {found.why}")
                continue
            if _repeats_terms(thread, move):
                move = replace(move, day=min(move.day, thread.history[-1].day))
            self._answer(thread, move, effect, found)
            changed.add(thread.kind)
        return changed

    def _recalls(self, move: Move) -> bool:
        """Return whether the report that tells the deed looks back: "a day after he proposed the meeting"."""
        if move.force not in ("offer", "request", "promise") or move.when:
            return False
        for thread in self._ended:
            found = fit(thread, move)
            if found and found.points >= REPEAT:
                self.changed.add(thread.id)
                thread.add(move, "recalled", "=", f"the report of the deed looks back: {found.why}")
                return True
        return False

    def _answer(self, thread: Thread, move: Move, effect: Effect, found: Fit) -> None:
        mine = move.both or thread.withdrawn_by in (move.side, "both")
        if thread.outcome == "withdrawn" and move.force in CONSENT:
            if mine:
                back = "accepted" if move.force == "accept" or move.both else thread.before
                back = "accepted" if move.side == thread.other and move.force == "promise" else back
                effect = Effect("revived", back)
            else:
                effect = Effect("renewed", "=")
        elif effect == ACCEPTED and thread.outcome in WAITING and not move.when and _is_hopeful(move):
            effect = ANSWERED
        elif effect.outcome == "accepted":
            effect = self._accepted(thread, move, effect)
        elif effect.outcome == "refused" and thread.outcome in ("accepted", "accepted on condition", "withdrawn"):
            effect = Effect("withdrawn", "withdrawn")
        self._change(thread, move, effect, found.why)

    def _accepted(self, thread: Thread, move: Move, effect: Effect) -> Effect:
        if move.condition:
            return Effect("accepted on condition", "accepted on condition")
        if thread.outcome.startswith("accepted"):
            dated = move.when is not None and move.when != thread.when
            return Effect("date set" if dated else "confirmed", "accepted" if dated else "=")
        return effect

    def _best(self, move: Move, force: str, kinds: tuple[str, ...], least: int) -> tuple[Thread, Effect, Fit] | None:
        best: tuple[tuple[bool, int, bool, str, int], Thread, Effect, Fit] | None = None
        for index, thread in enumerate(self._candidates(move)):
            if thread.kind not in kinds:
                continue
            if force == "request" and thread.kind in PROPOSALS and not move.invites:
                continue  # "urged them to return to the table" is a demand and takes no offer
            effect = EFFECTS[thread.effects][_relation(thread, move)].get(force)
            found = fit(thread, move) if effect else None
            if effect is None or found is None or found.points < least:
                continue
            if _says_besides(thread, move) or opening.apart(thread, move) or _calls_off_its_own(thread, move, found):
                continue
            rank = (_repeats_terms(thread, move), found.points, thread.outcome in WAITING, thread.last_told, index)
            if best is None or rank > best[0]:
                best = (rank, thread, effect, found)
        return best[1:] if best else None

    # -- what both share ------------------------------------------------------------------------
    def _candidates(self, move: Move) -> list[Thread]:
        if move.act in GENERIC and move.other is not None:
            found = [t for act in sorted(self.live) for t in self.live[act][-16:]]
        else:
            found = list(self.live.get(move.act, ()))
            if move.act != "CONSULT" and move.force in ("threaten", "accept", "refuse"):
                found += [t for act in GENERIC for t in self.live.get(act, ()) if act != move.act]
        return found

    def _change(self, thread: Thread, move: Move, effect: Effect, why: str) -> None:
        before = thread.outcome
        self.changed.add(thread.id)
        thread.add(move, effect.move, effect.outcome, why)
        if thread.closed:
            self._drop(thread)
            self._ended.append(thread)
        if thread.outcome != before and thread.act == "CONSULT" and thread.outcome in ("withdrawn", "fulfilled"):
            self._overtake(thread, move)

    def _overtake(self, meeting: Thread, move: Move) -> None:
        """A threat to stay away from a meeting ends with the meeting, whoever called it off."""
        for threat in [t for act in ("CONSULT", "SANCTION") for t in self.live.get(act, ())]:
            away = threat.kind == "threat" and (threat.act == "CONSULT" or threat.mode == "talks")
            if not away or (threat.when and meeting.when and not overlap(threat.when, meeting.when)):
                continue
            carried_out = meeting.outcome == "withdrawn" and move.side == threat.side and not move.both
            effect = Effect("done", "fulfilled") if carried_out else Effect("overtaken", "overtaken")
            self.changed.add(threat.id)
            threat.add(move, effect.move, effect.outcome, f"the meeting is {meeting.outcome} ({meeting.id})")
            self._drop(threat)

    def _drop(self, thread: Thread) -> None:
        live = self.live.get(thread.act, [])
        if thread in live:
            live.remove(thread)


def _calls_off_its_own(thread: Thread, move: Move, found: Fit) -> bool:
    """Return whether a calling off is of another meeting than the one that the other side once offered."""
    waits = thread.outcome in WAITING and thread.kind == "offer" and thread.side != move.side
    return move.force == "refuse" and move.cancels and not move.both and waits and found.points < REPEAT


def _says_besides(thread: Thread, move: Move) -> bool:
    """Return whether a move is another act of the clause that told of the overture, or takes up its own offer."""
    if thread.act == move.act:
        return False
    if move.act in GENERIC and move.force == "accept" and not move.both and move.side == thread.side:
        return True
    return any(e.report == move.report and e.words == move.words for e in thread.history[-1].evidence)


def _answered(thread: Thread, move: Move) -> bool:
    """Return whether the report of a move has told the answer of its side already."""
    return thread.side != move.side == thread.history[-1].side and thread.last_report == move.report


def _repeats_terms(thread: Thread, move: Move) -> bool:
    """Return whether a report tells a side's terms twice, in its own words and in theirs: that is one proposal."""
    own = thread.side == move.side and not move.both and thread.act == move.act
    told = thread.last_report == move.report and any(c.condition for c in thread.history)
    return own and told and move.condition is not None


def _is_hopeful(move: Move) -> bool:
    """Return whether a promise to meet is a kind word only: "looked forward to meeting him"."""
    return move.force == "promise" and not move.both and has_word(move.words, load_ledger_words().hopeful)


def _may_come(thread: Thread) -> bool:
    """Return whether a deed can still fulfil: a meeting called off may take place after all."""
    return thread.outcome != "refused" and (thread.outcome != "withdrawn" or thread.act == "CONSULT")


def _relation(thread: Thread, move: Move, together: bool = False) -> str:
    """Return who moves, seen from the overture: ``own``, ``other`` or ``both`` sides."""
    if thread.kind == "prediction":
        return "own" if thread.other in (move.side, move.other if move.both else None) else "other"
    if move.both or (together and thread.act == "CONSULT" and move.other is not None):
        return "both"
    return "own" if move.side == thread.side else "other"
