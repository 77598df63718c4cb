"""The made record is a record: it is whole, its spans fit, and the desk answers every page of it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from evals import load, load_asking, load_reports
from pourparler.ledger.moves import moves_of
from pourparler.project import Project
from pourparler.project.ledger import fold_moves
from pourparler.records import contract
from pourparler.settings import Settings
from pourparler.store import Store
from pourparler.views.desk import create_app

REPORTS, EVENTS = 200, 2_000


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("load") / "made.sqlite")
    made = load.make(path, REPORTS, EVENTS)
    assert (made.reports, made.events) == (REPORTS, EVENTS)
    assert min(made.statements, made.overtures) > 500
    return path


def test_every_page_answers(record: str) -> None:
    with Project(Settings(record=record)) as project:
        client = TestClient(create_app(project), base_url="http://localhost")
        for asked in load_asking.addresses(client):
            for path in asked.paths:
                answer = client.get(path)
                assert answer.status_code == 200, (asked.name, path, answer.text[:300])


def test_its_rows_agree(record: str) -> None:
    with Store(record) as store:
        assert store.check() == []
        with store.view() as view:
            assert (view.count("reports"), view.count("events")) == (REPORTS, EVENTS)
            counted = {a.id: (a.reports, a.statements, a.events) for a in view.actors()}
            made = [contract.to_dict(one) for one in view.readings()]
        with store.ledger() as rows:
            held = rows.overtures()
            kinds = rows.kinds(counted)
    assert sum(1 for one in made for _ in one["events"]) == EVENTS
    assert max(reports for reports, _, _ in counted.values()) > 20
    again = fold_moves(
        m
        for one in load_reports.Maker().readings(REPORTS, EVENTS)
        for m in moves_of(one.document.report, one.events, kinds)
    )
    assert {o.id for o in held} == {o.id for o in again}


def test_its_spans_fit() -> None:
    wrong = []
    for reading in load_reports.Maker().readings(40, 400):
        text, stack = reading.document.text, [contract.to_dict(reading)]
        while stack:
            one = stack.pop()
            if isinstance(one, dict) and {"start", "end", "text"} <= one.keys():
                wrong += [one] if text[one["start"] : one["end"]] != one["text"] else []
            stack += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    assert wrong == []
