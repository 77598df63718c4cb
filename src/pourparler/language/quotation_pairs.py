"""Pair the marks of a text into quotations, double marks first, single ones inside each region of them.

Both passes walk the marks once with a stack. What stays open at the end of a paragraph goes on in the
next one where that one opens with a mark again (or closes before it opens); else it is ended on the
spot, so that one missing mark never costs more than its own quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pourparler.language.quotation_marks import DOUBLES, STOPS, Mark
from pourparler.records.analysis import Range

REACH = 3
"""Paragraphs without any mark that an unclosed quotation may run over to its closing mark."""

SHORT = 80
"""Characters between a single mark and a closing one that may as well be an apostrophe (hawks')."""

NAME = r"[A-Z][\w.’'-]+(?: (?:al-|bin |von |van |de )?[A-Z][\w.’'-]+){0,4}"
SPEAKER = rf"(?:he|she|they|it|we|I|the [a-z]+(?: [a-z]+)?|{NAME})"
SAID = (
    r"(?:said|says|told|added|adds|replied|answered|asked|wrote|warned|insisted|stressed|explained|noted"
    r"|declared)"
)
CUE_AFTER = re.compile(
    rf"(?<=[,.!?])\s+(?:{SPEAKER}\s+{SAID}|{SAID}\s+{SPEAKER})"
    r"(?=[.,:;]|\s+(?:in|on|at|during|after|before|by|via|later)\b|\s+(?:reporters|journalists)\b|$)"
)
CUE_AT = re.compile(rf"(?:he|she|they|it|we|I|the [a-z]+(?: [a-z]+)?|{NAME})\s+{SAID}\b|{SAID}\b|according to\b")
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


@dataclass(slots=True)
class Draft:
    """A quotation in the making: ``pieces`` as in the record, ``first`` its opening mark."""

    first: Mark
    pieces: list[Range] = field(default_factory=list)
    closed: bool = True


@dataclass(slots=True)
class Open:
    """An entry of the stack: an opened mark, where its piece begins, its draft, a doubtful closing mark."""

    mark: Mark
    start: int
    draft: Draft
    weak: Mark | None = None


@dataclass(slots=True)
class Pairing:
    """What a pass found: drafts in no special order, and closing marks without an opening one."""

    drafts: list[Draft] = field(default_factory=list)
    strays: list[Mark] = field(default_factory=list)

    def close(self, entry: Open, end: int, closed: bool = True) -> None:
        """Finish the draft of ``entry`` with a last piece up to ``end``."""
        entry.draft.pieces.append((entry.start, end))
        entry.draft.closed = closed
        self.drafts.append(entry.draft)


# -- double marks -----------------------------------------------------------------------------------


def pair_doubles(text: str, paragraphs: Sequence[Range], marks: Sequence[Sequence[Mark]]) -> Pairing:
    """Pair the double ``marks`` of each paragraph (one list a paragraph)."""
    found = Pairing()
    chain: Open | None = None
    for index, (start, end) in enumerate(paragraphs):
        here = marks[index]
        stack: list[Open] = []
        if chain is not None:
            stack.append(Open(chain.mark, start, chain.draft))
            if here and here[0].lead and here[0].role != "close":
                here = here[1:]
        for at, mark in enumerate(here):
            role = _double_role(text, mark, here[at + 1] if at + 1 < len(here) else None, stack, end)
            if role == "open":
                stack.append(Open(mark, mark.start, Draft(mark)))
            elif role == "close" and stack:
                found.close(stack.pop(), mark.end)
            elif role == "close":
                found.strays.append(mark)
        chain = _settle(text, stack, here, end, found, _goes_on(marks, index))
    if chain is not None:
        found.drafts.append(chain.draft)
    return found


def _double_role(text: str, mark: Mark, following: Mark | None, stack: list[Open], end: int) -> str:
    """Decide what an ambiguous double mark does here: ``open``, ``close`` or ``none`` (an inch mark)."""
    if mark.inch and (not stack or (following is not None and following.role == "close")):
        return "none" if mark.role != "open" else "open"
    if mark.role == "either":
        return "close" if stack else "open"
    if mark.role == "open" and stack and _is_astray(text, mark, stack[-1].start):
        return "close"
    return mark.role


def _is_astray(text: str, mark: Mark, floor: int) -> bool:
    """Return whether a mark that looks opening closes a quotation ("We agree, "he said)."""
    before = text[max(floor, mark.start - 3) : mark.start].rstrip()[-1:]
    return text[mark.start] in '"”＂' and before in STOPS - {":"} and CUE_AT.match(text, mark.end) is not None


def _goes_on(marks: Sequence[Sequence[Mark]], index: int) -> bool:
    """Return whether the text after paragraph ``index`` takes an open quotation up again, or closes it."""
    for later in range(index + 1, min(index + 1 + REACH, len(marks))):
        if marks[later]:
            first = marks[later][0]
            if later == index + 1 and first.lead and first.role != "close":
                return True
            return first.role == "close" and not first.inch
    return False


def _settle(
    text: str, stack: list[Open], marks: Sequence[Mark], end: int, found: Pairing, goes_on: bool
) -> Open | None:
    """End what is open at the end of a paragraph; return the quotation that goes on after it, if any."""
    starts = [m.start for m in marks]
    for entry in stack[:-1]:
        found.close(entry, _plausible_end(text, entry, starts, end), closed=False)
    if not stack:
        return None
    last = stack[-1]
    undisturbed = not starts or starts[-1] <= last.start
    if goes_on and (undisturbed or last.draft.pieces) and not CUE_AFTER.search(text, last.start, end):
        last.draft.pieces.append((last.start, end))
        last.draft.closed = False
        return last
    found.close(last, _plausible_end(text, last, starts, end), closed=False)
    return None


def _plausible_end(text: str, entry: Open, starts: Sequence[int], end: int) -> int:
    """Return where an unclosed quotation ends: before "he said", before the next mark, or at ``end``."""
    after = bisect_right(starts, max(entry.mark.start, entry.start))
    limit = starts[after] if after < len(starts) else end
    if cue := CUE_AFTER.search(text, entry.start + 1, limit):
        return cue.start()
    if limit < end:
        ends = [stop.end() for stop in SENTENCE_END.finditer(text, entry.start + 1, limit)]
        limit = ends[-1] if ends else limit
    while limit > entry.start + 1 and text[limit - 1].isspace():
        limit -= 1
    return limit


# -- single marks -----------------------------------------------------------------------------------


def pair_singles(
    text: str, paragraphs: Sequence[Range], marks: Sequence[Sequence[Mark]], doubles: Sequence[Draft]
) -> Pairing:
    """Pair the single ``marks`` of each paragraph; a pair never crosses the edge of a double quotation."""
    found = Pairing()
    groups = _by_region(paragraphs, marks, doubles)
    chains: dict[int, Open] = {}
    for index, (start, _) in enumerate(paragraphs):
        for region, (here, limit) in groups[index].items():
            chain = chains.pop(region, None)
            stack = [Open(chain.mark, max(start, here[0].start), chain.draft)] if chain else []
            for mark in here[1:] if chain else here:
                _step(text, mark, stack, found)
            following = groups[index + 1].get(region) if index + 1 < len(groups) else None
            goes_on = following is not None and following[0][0].lead and following[0][0].role == "open"
            while region >= 0 and limit > start and text[limit - 1] in DOUBLES + "'’":
                limit -= 1
            left = _settle_single(text, stack, limit, found, goes_on)
            if left is not None:
                chains[region] = left
    return found


Group = tuple[list[Mark], int]


def _by_region(
    paragraphs: Sequence[Range], marks: Sequence[Sequence[Mark]], doubles: Sequence[Draft]
) -> list[dict[int, Group]]:
    """Group the marks of each paragraph by the double quotation they stand in, with its end there."""
    pieces = sorted((s, -e, i) for i, draft in enumerate(doubles) for s, e in draft.pieces)
    groups: list[dict[int, Group]] = []
    at, stack = 0, [(0, 1 << 62, -1)]
    for (_, end), here in zip(paragraphs, marks, strict=True):
        group: dict[int, Group] = {}
        for mark in here:
            while at < len(pieces) and pieces[at][0] <= mark.start:
                stack.append((pieces[at][0], -pieces[at][1], pieces[at][2]))
                at += 1
            while stack[-1][1] <= mark.start:
                stack.pop()
            _, stop, region = stack[-1]
            group.setdefault(region, ([], min(stop, end)))[0].append(mark)
        groups.append(group)
    return groups


def _step(text: str, mark: Mark, stack: list[Open], found: Pairing) -> None:
    """Feed one single mark to the stack."""
    if mark.role in ("open", "weak-open"):
        if stack and stack[-1].weak is not None:
            entry = stack.pop()
            found.close(entry, entry.weak.end)  # type: ignore[union-attr]
        stack.append(Open(mark, mark.start, Draft(mark)))
    elif mark.role == "weak-close":
        if stack and stack[-1].weak is None and _is_phrase(text, stack[-1].start, mark.start):
            stack[-1].weak = mark
    elif stack:
        entry = stack.pop()
        if entry.mark.role == "open" or mark.start - entry.start < SHORT:
            found.close(entry, mark.end)


def _is_phrase(text: str, start: int, end: int) -> bool:
    """Return whether the words between a mark and a doubtful closing one are short and no sentence."""
    return end - start <= SHORT and not SENTENCE_END.search(text, start, end)


def _is_sentence(text: str, mark: Mark) -> bool:
    """Return whether a single mark surely opens someone's words ("said: 'We"), not a name ('Abd)."""
    before = text[max(0, mark.start - 3) : mark.start].rstrip()
    after = text[mark.end : mark.end + 2]
    return (mark.lead or before[-1:] in {",", ":"}) and after[:1].isupper() and after != "Ab"


def _settle_single(text: str, stack: list[Open], limit: int, found: Pairing, goes_on: bool) -> Open | None:
    """End or drop what is open at the end of a region; return the quotation that goes on, if any."""
    left: Open | None = None
    starts = [entry.start for entry in stack]
    for place, entry in enumerate(stack):
        sure = entry.mark.role == "open" and (bool(entry.draft.pieces) or _is_sentence(text, entry.mark))
        top = place == len(stack) - 1
        if sure and goes_on and top:
            entry.draft.pieces.append((entry.start, limit))
            entry.draft.closed = False
            left = entry
        elif entry.weak is not None:
            found.close(entry, entry.weak.end)
        elif sure:
            found.close(entry, _plausible_end(text, entry, starts, limit), closed=False)
    return left
