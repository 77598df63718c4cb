"""Small readings for tests: real words, consistent spans, no language model needed."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

from pourparler.records import (
    Actor,
    Codes,
    Coding,
    Condition,
    Diagnostic,
    Document,
    Event,
    Furniture,
    Geo,
    Itinerary,
    Mention,
    Party,
    Reading,
    Report,
    Role,
    Span,
    Statement,
    Stop,
    Time,
)
from pourparler.records.ids import make_id

TEXT = """Norland offers talks on the strait

OSLO, March 3 (Courier) - Norland's Foreign Minister Ada Berg offered on Monday to meet Sudia's leader.

"We are ready to sit down with Sudia if it ends the blockade," Berg told reporters in Oslo.
Advert
Sudia's President Omar Tal refused the offer and said he would visit Norland only after an apology.

Berg will travel to Geneva and Vienna next week."""

CODING = Coding("test", "1", "a-rule")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def document(text: str = TEXT, **facts: object) -> Document:
    digest = blake2b(text.encode(), digest_size=6).hexdigest()
    values: dict[str, object] = {
        "id": make_id("r", facts.get("url") or text),
        "version": make_id("v", facts.get("title"), facts.get("published"), text),
        "title": "Norland offers talks on the strait",
        "publisher": "The Courier",
        "published": "2031-03-03",
        "language": "en",
        "topics": ("Norland",),
        "origin": f"{digest}.txt",
        **facts,
    }
    advert = (Furniture("advert", span(text, "Advert")),) if "Advert" in text else ()
    paragraphs = tuple(
        (s.start, s.end) for line in text.split("\n") if line and line != "Advert" for s in [span(text, line)]
    )
    return Document(Report(**values), text, paragraphs, furniture=advert, headline=paragraphs[0])  # type: ignore[arg-type]


def reading(**facts: object) -> Reading:
    """Return a reading with something in every field."""
    text = str(facts.pop("text", TEXT))
    doc = document(text, **facts)

    def at(words: str) -> Span:
        return span(text, words)

    berg = Party("Ada Berg", at("Ada Berg"), "ada-berg", "NOR", "GOV")
    tal = Party("Omar Tal", at("Omar Tal"), "omar-tal", "SUD", "GOV")
    sudia = Party("Sudia", at("Sudia"), "sudia", "SUD")
    norland = Party("Norland", at("Norland"), "norland", "NOR", candidates=("norland", "norland-fc"))
    said = Statement(
        id=make_id("s", doc.report.id, 1),
        kind="direct",
        speaker=berg,
        cue=at("told"),
        content=(at('"We are ready to sit down with Sudia if it ends the blockade,"'),),
        evidence=at('"We are ready to sit down with Sudia if it ends the blockade," Berg told reporters in Oslo.'),
        confidence=0.97,
        coding=CODING,
        addressee=Party("reporters", at("reporters")),
        venue=at("Oslo"),
        date="2031-03-03",
    )
    vowed = Statement(
        id=make_id("s", doc.report.id, 2),
        kind="indirect",
        speaker=tal,
        others=(sudia,),
        cue=at("said"),
        content=(at("he would visit Norland only after an apology"),),
        evidence=at("said he would visit Norland only after an apology"),
        confidence=0.8,
        coding=CODING,
        parent=None,
    )
    asked = Event(
        id=make_id("e", doc.report.id, 3),
        force="demand",
        act="RETREAT",
        mode=None,
        actors=(norland,),
        recipients=(sudia,),
        evidence=at("it ends the blockade"),
        anchor=at("ends"),
        confidence=0.7,
        coding=CODING,
        codes=Codes("REQUEST", "yield", 3, -1.0, "105", -5.0),
        condition_of=make_id("e", doc.report.id, 1),
        statement=said.id,
    )
    offer = Event(
        id=make_id("e", doc.report.id, 1),
        force="offer",
        act="CONSULT",
        mode="visit",
        actors=(berg,),
        recipients=(sudia,),
        third_parties=(norland,),
        evidence=at("We are ready to sit down with Sudia if it ends the blockade"),
        anchor=at("sit"),
        confidence=0.9,
        coding=CODING,
        codes=Codes("AGREE", None, 1, 2.5, "036", 4.0),
        date="2031-03-03",
        due="2031-03",
        place=Geo("Oslo", "NOR", "Oslo", 59.91, 10.75, 3143244, at("Oslo")),
        condition=Condition(at("if it ends the blockade"), "if", asked.id),
        statement=said.id,
        contexts=("diplomatic",),
    )
    refused = Event(
        id=make_id("e", doc.report.id, 2),
        force="refuse",
        act="CONSULT",
        mode=None,
        actors=(tal,),
        recipients=(berg,),
        speaker=sudia,
        evidence=at("Omar Tal refused the offer"),
        anchor=at("refused"),
        confidence=0.85,
        coding=CODING,
        negated=False,
        historical=False,
    )
    mention = Mention(at("Ada Berg"), (12, 14), 13, "name", "ada-berg", (), "gazetteer", 0.99)
    actors = (
        Actor(
            "ada-berg", "Ada Berg", "person", "NOR", "GOV",
            (Role("Foreign Minister", "Norland", "NOR", "2030-01", "..", False, at("Foreign Minister")),),
            (mention,),
        ),
        Actor("omar-tal", "Omar Tal", "person", "SUD", "GOV", (Role("President", "Sudia", "SUD"),)),
        Actor("sudia", "Sudia", "state", "SUD", None, known=True),
        Actor("norland", "Norland", "state", "NOR", None, known=True),
    )  # fmt: skip
    itinerary = Itinerary(
        berg,
        (
            Stop("Geneva", "CHE", "2031-03-10/2031-03-16", True, at("Geneva")),
            Stop("Vienna", "AUT", None, True, at("Vienna")),
        ),
        CODING,
    )
    monday = Time(at("on Monday"), (17, 19), "2031-03-03", "day", "past", "point", "weekday")
    return Reading(
        document=doc,
        actors=actors,
        statements=(said, vowed),
        events=(offer, asked, refused),
        itineraries=(itinerary,),
        times=(monday,),
        diagnostics=(Diagnostic("warning", "an advert stands in the text", at("Advert")),),
    )


def numbered(number: int, **facts: object) -> Reading:
    """Return one of a series of readings that differ in title, text and date."""
    text = TEXT + f"\n\nThis is report number {number}."
    day = f"2031-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
    return reading(text=text, **{"published": day, "title": f"Report {number}", **facts})


def recoded(old: Reading) -> Reading:
    """Return the same report as another coder would read it: one statement only."""
    return replace(old, statements=old.statements[:1], events=())
