"""Figures with intervals, checked against values worked out elsewhere."""

import pytest

from evals import stats

PAIRS = [("a", "a")] * 6 + [("a", "b")] * 2 + [("b", "b")] * 3 + [("b", "c")]


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
    a, b = stats.by_class(PAIRS)
    assert (a.label, a.gold, a.precision.value, a.recall.value) == ("a", 8, 1.0, 0.75)
    assert a.f1 == pytest.approx(2 * 0.75 / 1.75)
    assert (b.precision.value, b.recall.value, b.precision.cases) == (0.6, 0.75, 5)
    assert stats.macro_f1(PAIRS, ["a", "b"]) == pytest.approx((a.f1 + b.f1) / 2)
    assert stats.macro_f1(PAIRS) == pytest.approx((a.f1 + b.f1) / 3)


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
    rows = stats.cells(stats.by_class(PAIRS))
    assert rows[0][:2] == ("a", "8")
    text = stats.markdown(stats.HEADER, rows)
    assert text.splitlines()[1] == "| --- | ---: | ---: | ---: | ---: |"
    assert text.count("\n") == 4
    stats.show(stats.HEADER, rows, "forces")
    assert "forces" in capsys.readouterr().out
    assert stats.kappa([]) == 0
    assert stats.kappa([("a", "a")] * 3) == 1
