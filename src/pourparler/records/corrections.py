"""A person's judgements on findings and overtures: rows that are added and never changed.

========== ============================================================================================
action     what it says
========== ============================================================================================
accept     this is right
reject     this is wrong: it is shown no more, and the ledger leaves it out
edit       ``payload["set"]`` holds fields and their right values (an event's force, act, actors, date …;
           a statement's speaker, kind …; an overture's outcome, kind, due)
add        here is one that was not found: ``payload["finding"]`` is the event or statement as JSON,
           ``payload["overture"]`` the overture
merge      this overture is the same as ``payload["into"]``
split      the changes that rest on the events of ``payload["events"]`` are an overture of their own
========== ============================================================================================

A correction names its target by id, and by the words it stands on (``payload["anchor"]``: report, start,
end, words): a newer coder may give the finding another id, but it finds it at the same words.
``payload["actors"]`` describes actors that a person names and the report may not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pourparler.records.ids import make_id

ACTIONS = ("accept", "reject", "edit", "merge", "split", "add")
TARGETS = ("event", "statement", "overture")
PERSON = "person"
"""The coder of what a person added."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One judgement: ``who`` made it, ``made_at`` (ISO date-time), ``why`` in the person's words."""

    target_kind: str
    target: str
    action: str
    who: str
    made_at: str
    why: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the id: the same judgement made twice in one second is one row."""
        said = (
            self.target_kind,
            self.target,
            self.action,
            self.who,
            self.made_at,
            sorted(self.payload.items(), key=str),
        )
        return make_id("c", *said)

    @property
    def anchor(self) -> tuple[str, int, int] | None:
        """Return (report, start, end) of the words that the target stands on."""
        found = self.payload.get("anchor")
        return (found["report"], found["start"], found["end"]) if found else None
