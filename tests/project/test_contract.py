"""What is printed of a report is what the JSON Schema says, for every report of the demo dossier."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator


def test_every_reading_of_the_demo_is_what_the_schema_says(run, demo):
    schema = json.loads(run("schema", "reading").output)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    _, readings = demo
    wrong = [f"{r['report']['title']}: {e.json_path}: {e.message}" for r in readings for e in validator.iter_errors(r)]
    assert len(readings) > 20
    assert wrong == []


def test_spans_give_the_words_of_the_text(demo):
    def check(item: object, text: str) -> int:
        if isinstance(item, list):
            return sum(check(i, text) for i in item)
        if not isinstance(item, dict):
            return 0
        mine = 0
        if {"start", "end", "text"} <= item.keys():
            assert text[item["start"] : item["end"]] == item["text"]
            mine = 1
        return mine + sum(check(v, text) for k, v in item.items() if k != "document")

    for reading in demo[1]:
        assert check(reading, reading["document"]["text"]) > 10
