"""What becomes of proposals: answers in other reports, reversals, clocks, and nothing merged wrongly."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from story import NAMES, event, ledger, moves, reading, told

from pourparler.ledger.fold import Lane, fold
from pourparler.ledger.thread import thaw
from pourparler.records import Party
from pourparler.records.overtures import as_of, deadline, overture_dict, overture_from, silence

HOLM = NAMES["holm"]
PRESS = Party("the press", None, None, None)
OFFER = reading("2031-03-01", event("offer", "CONSULT", "berg", "tal", "offered to meet in Vienna", due="2031-04"))
ACCEPT = reading("2031-03-05", event("accept", "AGREE", "tal", "berg", "accepted the invitation"))
CANCEL = reading("2031-03-20", event("refuse", "CONSULT", "tal", "berg", "cancelled the meeting in Vienna"))
REVIVE = reading(
    "2031-03-25", event("promise", "CONSULT", "tal", "berg", "would meet Berg in Vienna after all", date="2031-04-10")
)
MEET = reading("2031-04-10", event("did", "CONSULT", "berg tal", "", "met in Vienna", date="2031-04-10"))


def test_an_offer_is_accepted_called_off_revived_and_done() -> None:
    (overture,) = ledger(OFFER, ACCEPT, CANCEL, REVIVE, MEET)
    assert told(overture) == [
        ("2031-03-01", "made", "unanswered"),
        ("2031-03-05", "accepted", "accepted"),
        ("2031-03-20", "withdrawn", "withdrawn"),
        ("2031-03-25", "revived", "accepted"),
        ("2031-04-10", "done", "fulfilled"),
    ]
    assert (overture.kind, overture.side, overture.other) == ("offer", "NOR", "SUD")
    assert all(c.why and c.evidence for c in overture.history)


@pytest.mark.parametrize("day", ["2031-03-01", "2031-03-04", "2031-03-05", "2031-03-21", "2031-04-09", "2031-04-30"])
def test_as_of_is_the_fold_of_the_reports_of_that_day(day: str) -> None:
    all_of_them = (OFFER, ACCEPT, CANCEL, REVIVE, MEET)
    (overture,) = ledger(*all_of_them)
    then = ledger(*(r for r in all_of_them if (r.document.report.published or "") <= day))
    cut = as_of(overture, day)
    assert cut is not None
    assert [cut.history] == [o.history for o in then]


def test_terms_set_before_an_offer_are_no_answer_to_it() -> None:
    offer = event("offer", "CONSULT", "berg", "tal", "would love to see him", 0)
    terms = event("offer", "CONSULT", "tal", "berg", "was open to a meeting", 1, date="2031-02", condition="if X")
    again = event("offer", "CONSULT", "tal", "berg", "nothing stands in the way", 2, condition="if X is dropped")
    hers, his = sorted(ledger(reading("2031-03-28", offer, terms, again)), key=lambda o: o.side)
    assert (hers.side, hers.outcome, silence(hers, "2031-03-30")) == ("NOR", "unanswered", 2)
    assert told(his) == [("2031-03-28", "made", "unanswered"), ("2031-03-28", "repeated", "unanswered")]
    assert silence(his, "2031-03-30") == 30


def test_a_request_to_somebody_unknown_is_none_to_the_other_side() -> None:
    offer = event("offer", "CONSULT", "berg", "tal", "would love to see him", 0)
    asks = replace(event("request", "AID", "berg", "", "hopes for help from the press", 1), recipients=(PRESS,))
    assert {(o.act, o.other) for o in ledger(reading("2031-03-01", offer, asks))} == {("CONSULT", "SUD"), ("AID", None)}


def test_a_statement_that_is_expected_by_a_day_is_a_prediction() -> None:
    expects = event("predict", "STATE", "tal", "", "was likely to issue a statement", due="2031-03-02", speaker=HOLM)
    (overture,) = ledger(reading("2031-03-01", expects))
    assert (overture.kind, overture.side, overture.due) == ("prediction", "per-holm", "2031-03-02")


def test_nothing_is_known_before_the_first_report() -> None:
    (overture,) = ledger(OFFER)
    assert as_of(overture, "2031-02-28") is None


def test_the_deadline_is_no_outcome() -> None:
    (overture,) = ledger(OFFER)
    assert [deadline(overture, d) for d in ("2031-03-31", "2031-04-01", "2031-04-30", "2031-05-01")] == [
        "not yet due",
        "due",
        "due",
        "expired",
    ]
    assert overture.outcome == "unanswered"


def test_silence_has_a_clock_that_stops_with_an_answer() -> None:
    assert silence(ledger(OFFER)[0], "2031-03-05") == 4
    assert silence(ledger(OFFER, ACCEPT)[0], "2031-03-05") is None


def test_an_answer_on_a_condition() -> None:
    answer = event("accept", "CONSULT", "tal", "berg", "would meet her", condition="if the blockade ends")
    (overture,) = ledger(OFFER, reading("2031-03-05", answer))
    assert overture.outcome == "accepted on condition"
    assert overture.conditions == ("if the blockade ends",)


def test_a_refusal_and_a_welcome() -> None:
    refused = reading("2031-03-05", event("refuse", "CONSULT", "tal", "berg", "refused to meet"))
    greeted = reading("2031-03-05", event("did", "SUPPORT/praise", "tal", "berg", "welcomed the proposal"))
    assert ledger(OFFER, refused)[0].outcome == "refused"
    assert ledger(OFFER, greeted)[0].outcome == "answered"


def test_each_addressee_answers_for_itself() -> None:
    both = reading("2031-03-01", event("offer", "CONSULT", "berg", "tal ZEM", "offered to meet"))
    yes = reading("2031-03-05", event("accept", "CONSULT", "ZEM", "berg", "accepted the offer to meet"))
    assert {(o.other, o.outcome) for o in ledger(both, yes)} == {("SUD", "unanswered"), ("ZEM", "accepted")}


def test_other_persons_do_not_keep_a_promise_to_meet() -> None:
    other = reading("2031-04-10", event("did", "CONSULT", "holm", "tal", "met Tal in Geneva", date="2031-04-10"))
    assert ledger(OFFER, other)[0].outcome == "unanswered"


def test_a_meeting_long_before_its_date_is_another_one() -> None:
    early = reading("2031-03-10", event("did", "CONSULT", "berg", "tal", "met Tal in Geneva", date="2031-03-10"))
    assert ledger(OFFER, early)[0].outcome == "unanswered"


def test_a_visit_is_kept_by_a_visit_the_same_way_round() -> None:
    invited = reading(
        "2031-03-01", event("request", "CONSULT/visit", "berg", "tal", "invited Tal to visit Oslo", rule="(offer)")
    )
    wrong = reading("2031-05-01", event("did", "CONSULT/visit", "berg", "tal", "visited Sudia", date="2031-05-01"))
    right = reading("2031-05-01", event("did", "CONSULT/visit", "tal", "berg", "visited Oslo", date="2031-05-01"))
    assert ledger(invited, wrong)[0].outcome == "unanswered"
    assert ledger(invited, right)[0].outcome == "fulfilled"


def test_amounts_and_words_keep_threats_apart() -> None:
    one = reading(
        "2031-03-01", event("threaten", "SANCTION", "NOR", "SUD", "threatened tariffs on steel worth 50 million")
    )
    two = reading("2031-03-04", event("threaten", "SANCTION", "NOR", "SUD", "threatened a ban on fish exports"))
    done = reading(
        "2031-03-20", event("did", "SANCTION", "NOR", "SUD", "imposed the tariffs on steel", date="2031-03-20")
    )
    assert [o.outcome for o in ledger(one, two, done)] == ["fulfilled", "unanswered"]


def test_a_threat_to_stay_away_ends_with_the_meeting() -> None:
    threat = reading("2031-03-10", event("threaten", "CONSULT", "SUD", "NOR", "threatened to pull out of the meeting"))
    overtures = ledger(
        OFFER, ACCEPT, threat, reading("2031-03-20", event("refuse", "CONSULT", "berg", "tal", "cancelled it"))
    )
    assert [(o.kind, o.outcome) for o in overtures] == [("offer", "withdrawn"), ("threat", "overtaken")]


def test_a_promise_not_to_strike_is_broken_by_the_strike() -> None:
    promise = event("refuse", "MOBILIZE/weapons", "SUD", "", "promised not to test missiles", rule="(promise)")
    again = event("promise", "MOBILIZE/weapons", "SUD", "", "tested a missile")
    test = event("did", "MOBILIZE/weapons", "SUD", "", "tested a missile", date="2031-06-01")
    (overture,) = ledger(reading("2031-03-01", promise), reading("2031-06-01", test))
    assert (overture.kind, overture.outcome, overture.history[-1].move) == ("promise", "withdrawn", "broken")
    assert again.force == "promise"


def test_known_by_its_answer() -> None:
    yes = reading("2031-03-01", event("accept", "CONSULT/visit", "tal", "berg", "accepted an invitation to visit Oslo"))
    no = reading("2031-03-01", event("refuse", "AID", "tal", "berg", "rejected a demand for grain"))
    off = reading("2031-03-01", event("refuse", "CONSULT", "tal", "berg", "cancelled talks"))
    found = [(o.kind, o.side, o.outcome) for r in (yes, no, off) for o in ledger(r)]
    assert found == [("offer", "NOR", "accepted"), ("demand", "NOR", "refused"), ("meeting", "SUD", "withdrawn")]


def test_a_denial_stands_beside_what_it_denies() -> None:
    denied = reading(
        "2031-03-02", event("deny", "CONSULT", "tal", "berg", "denied that a meeting in Vienna was planned")
    )
    (overture,) = ledger(OFFER, denied)
    assert told(overture)[-1] == ("2031-03-02", "denied", "unanswered")


def test_copies_are_one_source() -> None:
    again = reading(
        "2031-03-02", event("offer", "CONSULT", "berg", "tal", "offered to meet in Vienna"), publisher="Post"
    )
    (overture,) = ledger(OFFER, again)
    assert len(overture.evidence) == 2
    assert overture.sources == 2
    own = list(moves(again))
    assert own[0].source == again.document.report.id


def test_json_round_trip() -> None:
    (overture,) = ledger(OFFER, ACCEPT, CANCEL, REVIVE, MEET)
    assert overture_from(overture_dict(overture)) == overture
    assert thaw(overture).freeze() == overture


def test_going_on_is_folding_again() -> None:
    """A lane folded in two parts, with a stop anywhere, gives what one fold gives."""
    made = _random_lane(random.Random(7), 400)
    whole = [t.freeze() for t in _folded(made).threads]
    for cut in (1, 57, 200, 399):
        first = _folded(made[:cut])
        live = {t.id for threads in first.live.values() for t in threads}
        held = {t.id: t.freeze() for t in first.threads}
        lane = Lane(thaw(held[t.id]) for t in first.threads if t.id in live)
        for move in made[cut:]:
            lane.take(move)
        held |= {t.id: t.freeze() for t in lane.threads}
        assert {o.id: o for o in whole} == held


def test_the_order_of_reports_of_one_day_does_not_matter() -> None:
    made = [OFFER, ACCEPT, CANCEL, REVIVE, MEET]
    assert ledger(*made) == ledger(*reversed(made))


def _folded(made: list) -> Lane:
    lane = Lane()
    for move in made:
        lane.take(move)
    assert [t.freeze() for t in lane.threads] == fold(made)
    return lane


def _random_lane(dice: random.Random, size: int) -> list:
    forces = ("offer", "request", "demand", "promise", "threaten", "accept", "refuse", "did", "deny", "predict")
    acts = ("CONSULT", "CONSULT/visit", "AID", "SANCTION", "AGREE", "RETREAT/release", "SUPPORT/praise")
    words = "grain ship tariff prisoner border fleet harbour proposal offer Vienna Geneva".split()
    found = []
    for number in range(size):
        sides = dice.choice(("NOR SUD", "SUD NOR", "berg tal", "tal berg"))
        day = f"2031-{1 + number * 11 // size:02}-{1 + number % 27:02}"
        text = f"{dice.choice(('said', 'cancelled', 'agreed'))} {' '.join(dice.sample(words, 3))} {number}"
        side, other = sides.split()
        more = {"date": day} if dice.random() < 0.3 else {"due": f"2031-{dice.randint(1, 12):02}"}
        made = event(dice.choice(forces), dice.choice(acts), side, other, text, number, **more)
        found += [m for m in moves(reading(day, made)) if m.lane == "NOR|SUD"]
    return sorted(found, key=lambda m: m.key)
