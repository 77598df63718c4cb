"""Two overtures with the same id: the later one is left out, and folding goes on."""

from __future__ import annotations

from pourparler.records.overtures import Change, Overture

MADE = Change("2031-03-01", "2031-03-01", "made", "unanswered", "NOR", "an offer")


def overture(id: str, lane: str) -> Overture:
    side, other = lane.split("|")
    return Overture(id, "offer", "CONSULT", None, side, other, lane, "offered to meet", (MADE,))


def test_a_clash_leaves_the_first(store):
    with store.ledger(writes=True) as rows:
        rows.keep("NOR|SUD", [(overture("o0123456789", "NOR|SUD"), True)])
        rows.keep("CHL|PER", [(overture("o0123456789", "CHL|PER"), True), (overture("o9876543210", "CHL|PER"), True)])
    with store.ledger() as rows:
        assert {(o.id, o.lane) for o in rows.overtures()} == {("o0123456789", "NOR|SUD"), ("o9876543210", "CHL|PER")}
