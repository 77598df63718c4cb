"""The scorer of relations: its format, gold that may hold anything, figures."""

from __future__ import annotations

import json
from pathlib import Path

from evals.relations import evaluate, pair_of, read, score

HEAD = "sentence_id\tgold_root\tgold_penta\tsentence\tmarked_sentence\tsource\ttarget\n"
ROWS = [
    ("7", "ACCUSE", "3", "<s>Norway</s> accused <t>Peru</t> of lying.", "Norway", "Peru"),
    ("3", "anything", "?", "<s>Norway</s> arrested <t>a sailor</t>.", "Norway", "a sailor"),
    ("3", "", "", "", "Norway", "Peru"),
]


def table(folder: Path, rows: list[tuple[str, ...]] = ROWS) -> Path:
    path = folder / "rows.tsv"
    lines = [f"{i}\t{root}\t{quad}\tNorway met Peru.\t{text}\t{s}\t{t}\n" for i, root, quad, text, s, t in rows]
    path.write_text(HEAD + "".join(lines), "utf-8")
    return path


def test_one_line_a_row_in_order(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    found = evaluate(table(tmp_path), out)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["sentence_id"] for line in lines] == ["7", "3", "3"]
    assert [line["type"] for line in lines[:2]] == ["ACCUSE", "COERCE"]
    assert all(line["type"] in line["scores"] for line in lines)
    assert (found["rows"], found["scored"]) == (3, 1)


def test_gold_is_not_read(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    evaluate(table(tmp_path), one)
    evaluate(table(tmp_path, [(i, "ASSAULT", "4", *rest) for i, _, _, *rest in ROWS]), other)
    assert one.read_bytes() == other.read_bytes()


def test_words_where_marks_are_missing(tmp_path: Path) -> None:
    pair = pair_of(read(table(tmp_path))[2])
    assert pair.text == "Norway met Peru."
    assert (pair.source, pair.target) == (((0, 6),), ((11, 15),))


def test_figures() -> None:
    rows = [{"gold_root": "AID", "gold_penta": "2"}, {"gold_root": "ASSAULT", "gold_penta": "4"}]
    assert score(rows, ["AID", "ASSAULT"])["macro_f1"] == {"types": 1.0, "quads": 1.0, "sides": 1.0}
    found = score(rows, ["YIELD", "COERCE"])["macro_f1"]
    assert found == {"types": 0.0, "quads": 1.0, "sides": 1.0}
