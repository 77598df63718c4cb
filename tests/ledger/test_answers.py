"""Answers that leave out whose proposal they answer; refusals of what an offer was made on."""

from __future__ import annotations

from dataclasses import replace

from pourparler.ledger.moves import moves_of
from tests import builders


def event_at(start: int, force: str, act: str, actor: str, words: str, **values):
    made = builders.reading().events[0]
    party = replace(made.actors[0], id=actor.lower(), name=actor, country=actor, sector="GOV")
    span = replace(made.anchor, start=start, end=start + 4, text=words.split()[0])
    fields = {"actors": (party,), "recipients": (), "condition": None, "condition_of": None, "historical": False}
    evidence = replace(made.evidence, start=start, end=start + len(words), text=words)
    event = replace(made, id=f"e{start:010}", force=force, act=act, mode=None, anchor=span, evidence=evidence)
    return replace(event, **{**fields, **values})


def sides(*events):
    report = replace(builders.reading().document.report, published="2031-03-05")
    return {(m.event, m.force, m.act, m.side, m.other) for m in moves_of(report, events, {})}


def test_the_offer_is_the_one_that_the_report_has_just_told():
    offer = event_at(10, "offer", "AGREE", "RUS", "offered to extend the deal")
    refusal = event_at(90, "refuse", "REJECT", "UKR", "rejected the offer")
    assert sides(offer, refusal) == {
        (offer.id, "offer", "AGREE", "RUS", "UKR"),
        (refusal.id, "refuse", "REJECT", "UKR", "RUS"),
    }


def test_far_away_it_is_not():
    offer = event_at(10, "offer", "AGREE", "RUS", "offered to extend the deal")
    refusal = event_at(2000, "refuse", "REJECT", "UKR", "rejected the offer")
    assert (refusal.id, "refuse", "REJECT", "UKR", "RUS") not in sides(offer, refusal)


def test_who_refuses_the_terms_refuses_the_offer():
    other = event_at(0, "did", "AID", "UKR", "x").actors
    offer = event_at(10, "offer", "SUPPORT", "RUS", "ready to guarantee safety", recipients=other)
    term = event_at(60, "demand", "AID", "RUS", "cleared the mines", recipients=other, condition_of=offer.id)
    refusal = event_at(120, "refuse", "AID", "UKR", "would not clear the mines")
    found = sides(offer, term, refusal)
    assert (refusal.id, "refuse", "SUPPORT", "UKR", "RUS") in found


def test_a_headline_is_told_once():
    headline = event_at(0, "offer", "AGREE", "TUR", "offers to host talks")
    headline = replace(headline, coding=replace(headline.coding, rule="bare offer; force verb offer (offer)"))
    offer = event_at(
        50, "offer", "CONSULT", "TUR", "offered to host talks", recipients=event_at(0, "did", "AID", "UKR", "x").actors
    )
    assert {event for event, *_ in sides(headline, offer)} == {offer.id}
