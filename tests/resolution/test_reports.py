from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from marked_reports import parse, problems, resolve

CASES = tomllib.loads(Path(__file__).with_name("reports.toml").read_text(encoding="utf-8"))["report"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_mentions_resolve_as_marked(case, analyser, gazetteer):
    marked = parse(case["text"].strip())
    world = resolve(marked, analyser, gazetteer, case["published"])
    assert not (wrong := problems(marked, world)), "\n".join(wrong)
