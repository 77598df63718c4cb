"""The dates keep their floors, on the cases they were written with, on those held out, and beside the oracle."""

import pytest

from evals.dates import CASES, HELD_OUT, evaluate


@pytest.mark.parametrize(("path", "least"), [(CASES, 0.97), (HELD_OUT, 0.9)], ids=["cases", "held out"])
def test_floors(path, least):
    found = evaluate(path)
    assert found["precision"] >= least
    assert found["recall"] >= least
    assert found["table"].splitlines()[1].split() == ["category", "expressions", "precision", "recall", "F1", "role"]


def test_the_oracle_agrees_where_it_can():
    pytest.importorskip("ms_recognizers_date_time")
    found = evaluate(oracle="yes")
    assert found["cases"] >= 200
    assert found["oracle"]["both resolve"] >= 150
    assert found["oracle"]["agreement"] >= 0.65
    assert found["oracle"]["ours right"] > found["oracle"]["oracle right, either way"]
