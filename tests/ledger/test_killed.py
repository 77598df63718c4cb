"""Killed a dozen times, the record loses nothing (``python -m evals.kill_loop`` does it hundreds of times)."""

from evals import kill_loop


def test_a_record_survives_kills() -> None:
    result = kill_loop.run(12, seed=3)
    assert result.wrong == []
    assert result.kills == 12
    assert result.acknowledged > 0
