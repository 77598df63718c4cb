"""Relations between two given actors: marks, features without words of names, types of plain sentences."""

from __future__ import annotations

import pytest

from pourparler.coders.relations import Pair, from_marks, from_words
from pourparler.coders.relations.model import load_model
from pourparler.pipeline import Tools, relate
from pourparler.settings import Settings


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load(Settings(record=":memory:"))


@pytest.mark.parametrize(
    ("marked", "source", "target"),
    [
        ("<s>Norway</s> thanked <t>Peru</t>.", ["Norway"], ["Peru"]),
        ("<t>Peru</t> was thanked by <s>Norway</s>.", ["Norway"], ["Peru"]),
        ("<s>Norway</s> closed its border.", ["Norway"], []),
        ("<s>Norway</s> sent aid to <t>Peru</t>, and <t>Peru</t> was glad.", ["Norway"], ["Peru", "Peru"]),
        ("Norway</s> thanked <t>Peru</t>.", [], ["Peru"]),
        ("<s>Norway thanked <t>Peru</t>.", ["Norway thanked Peru."], ["Peru"]),
        ("Norway thanked Peru<t>", [], []),
        ("<s></s> thanked <t>Peru</t>", [], ["Peru"]),
        ("", [], []),
    ],
)
def test_marks(marked: str, source: list[str], target: list[str]) -> None:
    pair = from_marks(marked)
    assert "<" not in pair.text
    assert [pair.text[a:b] for a, b in pair.source] == source
    assert [pair.text[a:b] for a, b in pair.target] == target


def test_words_stand_in_for_marks() -> None:
    assert from_words("Norway thanked Peru.", "Norway", "nobody") == Pair("Norway thanked Peru.", ((0, 6),), ())


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("<s>The Norwegian foreign minister</s> met <t>his Peruvian counterpart</t> in Oslo on Monday.", "CONSULT"),
        ("<s>Norway</s> has agreed to provide loans to <t>Peru</t> next year.", "AGREE"),
        ("<s>Norway</s> refused to release <t>the Peruvian sailors</t>.", "REJECT"),
        ("<s>Norway</s> accused <t>Peru</t> of spying on its fishermen.", "ACCUSE"),
        ("<s>Norway</s> provided food and medicine to <t>villagers in Peru</t>.", "AID"),
        ("<s>Norwegian police</s> arrested <t>two Peruvian journalists</t>.", "COERCE"),
        ("<s>The rebels</s> shelled <t>an army post</t>, killing two soldiers.", "ASSAULT"),
        ("<s>Norway</s> threatened to attack <t>Peru</t> unless it pulls back.", "THREATEN"),
        ("<s>Norway</s> released <t>two Peruvian prisoners</t>.", "YIELD"),
        ("<s>Norway</s> urged <t>Peru</t> to sign the treaty.", "REQUEST"),
        ("<t>Two Peruvian journalists</t> were arrested by <s>the Norwegian police</s>.", "COERCE"),
    ],
)
def test_types(marked: str, kind: str, tools: Tools) -> None:
    assert relate(from_marks(marked), tools).type == kind


def test_who_it_is_decides_nothing(tools: Tools) -> None:
    one = relate(from_marks("<s>Norway</s> accused <t>Peru</t> of lying."), tools)
    other = relate(from_marks("<s>Sweden</s> accused <t>Chile</t> of lying."), tools)
    assert one.type == other.type == "ACCUSE"


@pytest.mark.parametrize(
    "marked", ["", "   ", "<s></s>", "<s>", "?", "Peru.", "<t>Peru</t>", "\n\n<s>a</s>\n\n<t>b</t>"]
)
def test_every_pair_gets_a_type(marked: str, tools: Tools) -> None:
    found = relate(from_marks(marked), tools)
    assert found.type in found.scores
    assert sum(found.scores.values()) == pytest.approx(1)


def test_same_words_same_scores(tools: Tools) -> None:
    pair = from_marks("<s>Norway</s> praised <t>Peru</t> for its patience.")
    assert relate(pair, tools) == relate(pair, tools)


def test_weights_are_small_and_in_order() -> None:
    model = load_model()
    assert len(model.types) == 15
    assert list(model.types) == sorted(model.types)
    assert (model.keys[1:] > model.keys[:-1]).all()
    assert model.weight.shape == (len(model.keys), 15)
