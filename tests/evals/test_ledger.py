"""The ledger keeps the states of the demo dossier: the floors of ``evals/ledger/floors.json``."""

import pytest

from evals import ledger


@pytest.mark.parametrize("name", list(ledger.DOSSIERS))
def test_a_dossier_stays_above_its_floor(name: str) -> None:
    gold, reports = ledger.DOSSIERS[name]
    assert ledger.below_floor(name, ledger.evaluate(str(gold), reports=str(reports))) == []
