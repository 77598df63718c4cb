"""Figures with intervals, checked against values worked out elsewhere."""

import pytest

from evals import stats

PAIRS = [("a", "a")] * 6 + [("a", "b")] * 2 + [("b", "b")] * 3 + [("b", "c")]
ALONE = [[pair] for pair in PAIRS]


def test_wilson_interval():
    figure = stats.share(8, 10)
    assert (round(figure.low, 4), round(figure.high, 4)) == (0.4902, 0.9433)
    assert stats.share(0, 10).low == 0
    assert round(stats.share(0, 10).high, 4) == 0.2775
    assert stats.share(10, 10).high == pytest.approx(1)
    assert stats.share(0, 0) == stats.Figure(0, 0, 1, 0)
    with pytest.raises(ValueError, match="no share"):
        stats.share(3, 2)


def test_per_class_figures():
    a, b = stats.by_class(ALONE)
    assert (a.label, a.gold, a.precision.value, a.recall.value) == ("a", 8, 1.0, 0.75)
    assert a.f1.value == pytest.approx(2 * 0.75 / 1.75)
    assert (b.precision.value, b.recall.value, b.precision.cases) == (0.6, 0.75, 5)
    assert stats.macro_f1(PAIRS, ["a", "b"]) == pytest.approx((a.f1.value + b.f1.value) / 2)
    assert stats.macro_f1(PAIRS) == pytest.approx((a.f1.value + b.f1.value) / 3)


def test_intervals_hold_their_values_and_are_never_narrower_than_those_of_shares():
    for one in stats.by_class(ALONE, rounds=300):
        for figure, share in ((one.precision, stats.share), (one.recall, stats.share)):
            plain = share(round(figure.value * figure.cases), figure.cases)
            assert figure.low <= plain.low <= figure.value <= plain.high <= figure.high
        assert one.f1.low <= one.f1.value <= one.f1.high
    whole = stats.macro(ALONE, rounds=300)
    assert whole == stats.macro(ALONE, rounds=300)
    assert whole.value == pytest.approx(stats.macro_f1(PAIRS))
    assert whole.low <= whole.value <= whole.high


def test_the_same_case_three_times_is_one_case():
    thrice = [list(pair) * 3 for pair in ALONE]
    one, more = stats.by_class(ALONE, rounds=300), stats.by_class(thrice, rounds=300)
    assert [(c.precision.low, c.recall.high, c.f1.low) for c in one] == [
        (c.precision.low, c.recall.high, c.f1.low) for c in more
    ]
    assert stats.macro(ALONE, rounds=300).low == stats.macro(thrice, rounds=300).low


def test_macro_f1_is_that_of_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    gold, predicted = zip(*PAIRS, strict=True)
    assert stats.macro_f1(PAIRS) == pytest.approx(metrics.f1_score(gold, predicted, average="macro"))
    assert stats.kappa(PAIRS) == pytest.approx(metrics.cohen_kappa_score(gold, predicted))


def test_bootstrap_is_seeded_and_holds_the_value():
    figure = stats.bootstrap(PAIRS, stats.accuracy, rounds=500)
    assert figure == stats.bootstrap(PAIRS, stats.accuracy, rounds=500)
    assert figure.low <= figure.value <= figure.high
    assert 0.4 < figure.low < 0.75 < figure.high <= 1
    assert stats.bootstrap(PAIRS[:1], stats.accuracy).high == 1


def test_a_paired_difference():
    better = [(g, g) for g, _ in PAIRS]
    gain = stats.difference(better, PAIRS, stats.accuracy, rounds=500)
    assert gain.value == pytest.approx(0.25)
    assert gain.low >= 0
    with pytest.raises(ValueError, match="same cases"):
        stats.difference(better, PAIRS[:2], stats.accuracy)


def test_tables(capsys):
    assert stats.confusions(PAIRS) == [("a", "b", 2), ("b", "c", 1)]
    rows = stats.cells(stats.by_class(ALONE))
    assert rows[0][:2] == ("a", "8")
    text = stats.markdown(stats.HEADER, rows)
    assert text.splitlines()[1] == "| --- | ---: | ---: | ---: | ---: |"
    assert text.count("\n") == 4
    stats.show(stats.HEADER, rows, "forces")
    assert "forces" in capsys.readouterr().out
    assert stats.kappa([]) == 0
    assert stats.kappa([("a", "a")] * 3) == 1
