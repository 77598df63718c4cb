from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from pourparler import language
from pourparler.coders.itineraries import code_itineraries
from pourparler.lexicon import gazetteer as gazetteers
from pourparler.records import Document, Report
from pourparler.resolution import find_mentions, find_times, link

WORDS = tomllib.loads(files("pourparler.lexicon").joinpath("travel.toml").read_text(encoding="utf-8"))["word"]
MARK = re.compile(r"\[([^]]+)\]")
DAY = "2025-10-28"

CASES = [
    ("{Speaking} before his Asia tour, which will see Trump visit nations including Malaysia, South Korea, and Japan,"
     " the president spoke of Kim.", "donald-trump",
     [("Malaysia", None, True), ("South Korea", None, True), ("Japan", None, True)]),
    ("Wang Yi will travel to Hanoi on Tuesday before heading to Bangkok.", "wang-yi",
     [("Hanoi", "2025-10-28", True), ("Bangkok", None, True)]),
    ("Antonio Guterres arrived in Singapore on Sunday.", "antonio-guterres", [("Singapore", "2025-10-26", False)]),
    ("Marco Rubio returned from Qatar on Monday.", "marco-rubio", [("Qatar", "2025-10-27", False)]),
    ("On his way to the first stop of Malaysia, Trump spoke to reporters.", "donald-trump", [("Malaysia", None, True)]),
    ("Emmanuel Macron's visit to Egypt ended on Monday.", "emmanuel-macron", [("Egypt", None, False)]),
    ("Keir Starmer flew to Kyiv on Friday. He will go on to Warsaw.", "keir-starmer",
     [("Kyiv", "2025-10-24", False), ("Warsaw", None, True)]),
    ("Kaja Kallas will travel to Bucharest on Friday and on to Brussels two days later.", "kaja-kallas",
     [("Bucharest", "2025-10-31", True), ("Brussels", "2025-11-02", True)]),
]  # fmt: skip


@pytest.fixture(scope="module")
def analyser():
    return language.load()


def read(text, analyser, published=DAY):
    gazetteer = gazetteers.load(None)
    doc = Document(Report("r", "v", published=published), text, ((0, len(text)),))
    analysis = analyser.analyse(doc)
    mentions, times = find_mentions(analysis, gazetteer, published), find_times(analysis, published)
    return link(doc, analysis, gazetteer, mentions, times, itineraries=code_itineraries(analysis, mentions, times))


@pytest.mark.parametrize("case", CASES, ids=[c[1] + " " + c[0][:24] for c in CASES])
def test_journeys(case, analyser):
    text, actor, wanted = case
    reading = read(text.replace("{", "").replace("}", ""), analyser)
    found = {i.actor.id: [(s.place, s.date, s.planned) for s in i.stops] for i in reading.itineraries}
    assert found == {actor: wanted}


@pytest.mark.parametrize("word", WORDS, ids=[w["id"] for w in WORDS])
def test_examples_of_travel_words(word, analyser):
    gazetteer = gazetteers.load(None)

    def stops(text):
        doc = Document(Report("r", "v", published=DAY), text, ((0, len(text)),))
        analysis = analyser.analyse(doc)
        mentions, times = find_mentions(analysis, gazetteer, DAY), find_times(analysis, DAY)
        return [s.place for i in code_itineraries(analysis, mentions, times) for s in i.stops]

    for example in word["match"]:
        assert stops(MARK.sub(r"\1", example)) == MARK.findall(example), example
    for example in word["reject"]:
        assert not stops(example), example


def test_an_early_journey_stands_apart(analyser):
    reading = read("Xi Jinping visited Serbia in May 2024. He will fly to Seoul on Thursday.", analyser)
    assert [[s.place for s in i.stops] for i in reading.itineraries] == [["Serbia"], ["Seoul"]]
