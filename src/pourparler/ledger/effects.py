"""What a move does to an overture: one table, by kind of overture, who moves, and the force of the act.

``own`` is the side that made the overture, ``other`` the one it is put to, ``both`` the two together.
A cell names the move and the outcome after it; ``=`` leaves the outcome as it is. What no cell names
does nothing. ``did`` stands for the deed itself.
"""

from __future__ import annotations

from typing import NamedTuple


class Effect(NamedTuple):
    """A move and the outcome it leads to (``=``: none)."""

    move: str
    outcome: str


REPEATED = Effect("repeated", "=")
ACCEPTED = Effect("accepted", "accepted")
ANSWERED = Effect("answered", "answered")
REFUSED = Effect("refused", "refused")
WITHDRAWN = Effect("withdrawn", "withdrawn")
DONE = Effect("done", "fulfilled")
BROKEN = Effect("broken", "withdrawn")
REVERSED = Effect("reversed", "overtaken")
DENIED = Effect("denied", "=")
UNDONE = Effect("not done", "=")

_PROPOSAL = {
    "own": {
        "offer": REPEATED,
        "request": REPEATED,
        "demand": REPEATED,
        "promise": REPEATED,
        "accept": ACCEPTED,
        "refuse": WITHDRAWN,
        "did": DONE,
    },
    "other": {
        "accept": ACCEPTED,
        "promise": ACCEPTED,
        "offer": ACCEPTED,
        "request": ACCEPTED,
        "refuse": REFUSED,
        "answer": ANSWERED,
    },
    "both": {"accept": ACCEPTED, "promise": ACCEPTED, "offer": ACCEPTED, "refuse": WITHDRAWN, "did": DONE},
}

EFFECTS: dict[str, dict[str, dict[str, Effect]]] = {
    "offer": _PROPOSAL,
    "meeting": _PROPOSAL,
    "demand": {
        "own": {"demand": REPEATED, "request": REPEATED},
        "other": {
            "accept": ACCEPTED,
            "promise": ACCEPTED,
            "offer": ACCEPTED,
            "refuse": REFUSED,
            "did": DONE,
            "answer": ANSWERED,
        },
        "both": {"accept": ACCEPTED, "promise": ACCEPTED, "did": DONE},
    },
    "threat": {
        "own": {"threaten": REPEATED, "did": DONE, "refuse": WITHDRAWN},
        "other": {"threaten": ANSWERED, "answer": ANSWERED},
        "both": {},
    },
    "promise": {
        "own": {"promise": REPEATED, "offer": REPEATED, "accept": REPEATED, "did": DONE, "refuse": WITHDRAWN},
        "other": {"accept": ACCEPTED, "answer": ANSWERED},
        "both": {"accept": ACCEPTED, "promise": REPEATED, "did": DONE},
    },
    "forbearance": {
        "own": {"refuse": REPEATED, "promise": REPEATED, "did": BROKEN, "threaten": WITHDRAWN},
        "other": {"accept": ACCEPTED},
        "both": {"refuse": REPEATED, "accept": ACCEPTED, "did": BROKEN},
    },
    "refusal": {
        "own": {"refuse": REPEATED, "accept": REVERSED, "promise": REVERSED, "did": REVERSED},
        "other": {},
        "both": {"accept": REVERSED, "did": REVERSED},
    },
    "prediction": {"own": {"did": DONE}, "other": {}, "both": {"did": DONE}},
}
"""``forbearance`` is a promise not to do a hostile act."""
