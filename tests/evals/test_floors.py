"""Pinned floors: what falls below is told, other data are told, files without floors are left alone."""

import json

import pytest

from evals import events, floors, force


@pytest.fixture
def pinned(tmp_path, monkeypatch):
    data = tmp_path / "data.json"
    data.write_text("[]", "utf-8")
    own = {"sha256": floors.digest(data), "least": {"type": 0.5}, "most": {"invented": 0.1}}
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"events": {"data.json": own}}), "utf-8")
    monkeypatch.setattr(floors, "FLOORS", file)
    return data


def test_what_is_below_is_told(pinned):
    assert floors.below("events", pinned, {"type": 0.5, "invented": 0.1}) == []
    worse = floors.below("events", pinned, {"type": 0.4, "invented": 0.2})
    assert worse == ["type 0.400 < 0.5", "invented 0.200 > 0.1"]
    assert floors.told(worse).count("below floor: ") == 2


def test_other_data_are_told_and_unknown_files_are_free(pinned, tmp_path):
    pinned.write_text("[1]", "utf-8")
    assert "not those" in floors.below("events", pinned, {"type": 1, "invented": 0})[0]
    assert floors.below("force", pinned, {}) == []
    assert floors.below("events", tmp_path / "else.json", {}) == []


def test_the_gold_of_force_is_what_its_floors_were_pinned_on():
    held = json.loads(floors.FLOORS.read_text("utf-8"))["force"]
    for path in (force.GOLD, force.HELD_OUT):
        assert held[path.name]["sha256"] == floors.digest(path)


def test_figures_of_events_by_type():
    actor = [{"code": "NOR"}]
    records = [{"id": "1", "event": "DEMAND", "source": actor, "target": [{"code": "PER"}]}]
    rows = [{"type": "REQUEST", "actors": ["NOR"], "recipients": ["PER"]}]
    found = events.score(records, [{"id": "1", "events": rows}])
    assert (found["type"], found["main"], found["dyad"], found["both"]) == (1.0, 1.0, 1.0, 1.0)
    assert "| REQUEST | 1 | 100.0" in found["table"]
    assert events.score(records, [{"id": "1", "events": []}])["confusion"] == {"REQUEST > -": 1}
