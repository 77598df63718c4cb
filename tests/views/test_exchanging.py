"""``pourparler import`` and ``export``: files in, files out, and what the person is told."""

import json

import pytest
from click.testing import CliRunner

from pourparler.lexicon.formats import FORMATS, GDELT, ICEWS
from pourparler.views.cli.exchanging import export, import_

ROW = {
    "Event ID": "7",
    "Event Date": "2019-05-02",
    "Source Name": "Norway",
    "Source Country": "Norway",
    "CAMEO Code": "036",
    "Target Name": "Peru",
    "Target Country": "Peru",
    "Story ID": "1",
    "Publisher": "Fjord Wire",
}


@pytest.fixture
def files(tmp_path):
    lines = ["\t".join(ICEWS)]
    for number, code in enumerate(("036", "0999", "190"), 1):
        row = ROW | {"CAMEO Code": code, "Event ID": str(number), "Story ID": str(number)}
        lines.append("\t".join(row.get(column, "") for column in ICEWS))
    path = tmp_path / "icews.tab"
    path.write_text("\n".join(lines))
    return path, str(tmp_path / "record.sqlite")


def run(command, *arguments):
    return CliRunner().invoke(command, arguments)


def test_in_and_out_again(files, tmp_path):
    path, record = files
    done = run(import_, str(path), "--record", record)
    assert done.exit_code == 1
    assert "line 3: no CAMEO code '0999'" in done.stderr
    assert "2 events of 2 reports read, 2 reports new or changed, 1 line left out" in done.stderr
    assert "0 reports new or changed" in run(import_, str(path), "--record", record).stderr
    for format in FORMATS:
        done = run(export, format, "--record", record)
        assert done.exit_code == 0
        assert "2 events written" in done.stderr
    row = run(export, "gdelt", "--record", record).stdout.splitlines()[0].split("\t")
    assert len(row) == len(GDELT)
    target = tmp_path / "out.jsonl"
    done = run(export, "plover", "--record", record, "-o", str(target), "--limit", "1", "--coder", "import:icews")
    assert done.stdout == ""
    (only,) = target.read_text().splitlines()
    assert json.loads(only)["actor"][0]["id"] == "nor"
    assert run(export, "plover", "--record", record, "--coder", "events").stdout == ""


def test_misuse(files):
    path, record = files
    assert run(export, "acled", "--record", record).exit_code == 2
    assert run(import_, str(path), "--format", "acled").exit_code == 2
    assert run(import_).exit_code == 2
