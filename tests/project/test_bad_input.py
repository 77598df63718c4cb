"""Everything that is no report, through the command line: a diagnostic each, the rest is read, in bounded time."""

from __future__ import annotations

import json
import os
import time
from itertools import islice

import pytest

from tests.project.conftest import REPORT

SECONDS = 120
"""All of it together; a few seconds on an idle machine."""

FEED = (
    "<rss version='2.0'><channel><title>Feed</title>"
    + "".join(f"<item><guid>{n}</guid><title>T{n}</title><description>{REPORT}{n}</description></item>" for n in "123")
    + "</channel></rss>"
)
LINE = json.dumps({"id": 1, "text": REPORT})
RUSSIAN = "Министр иностранных дел заявил во вторник, что переговоры продолжатся в Женеве. " * 4
SIGNATURE = bytes(range(256)) * 100

# Name: bytes, and the words of its diagnostic. Those with an error make the exit code 1.
ERRORS: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t\n", "the file is empty"),
    "binary.txt": (SIGNATURE, "not text: this looks like binary data"),
    "binary": (SIGNATURE, "not text: this looks like binary data"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
    "line.txt": (b"The minister said that talks go on. " * 555_556, "a single line of 2,000,000 characters or more"),
    "word.txt": (b"x" * 20_000_000, "a single line of 2,000,000 characters or more"),
    "bare.html": (b"<html><head><script>var x = 1</script></head><body></body></html>", "no main text found"),
    "deep.html": (b"<html><body>" + b"<div>" * 20_000 + b"</div>", "no main text found"),
    "marks.txt": (b'"' * 10_000, "no words"),
    "apart.txt": ("“ ".encode() * 10_000, "no words"),
    "numbers.txt": (b"1 2 3 4 " * 2_000, "no words"),
    "ads.txt": (b"Advert\n\nAdvertisement\n\nShare\n", "no text but furniture"),
    "list.json": (f"[{LINE}, {LINE[:40]}".encode(), "broken JSON"),
    "lines.jsonl": (f"{LINE}\n{LINE[:40]}\n{LINE}x".encode(), "broken JSON"),
    "deep.json": (b'{"a":' * 50_000, "broken JSON"),
    "feed.xml": (FEED[: len(FEED) // 2].encode(), "the feed is not well-formed"),
    "columns.csv": (b"day,actor\n2025-10-28,Norway\n", "not a table of reports"),
    "packed.gz": (b"\x1f\x8bgarbage", "a broken gzip archive"),
}
WARNINGS: dict[str, tuple[bytes, str]] = {
    "russian.txt": (RUSSIAN.encode(), "the report is in Russian: it is kept and not coded"),
    "koi8.txt": (RUSSIAN.encode("koi8-r"), "the report is in Russian: it is kept and not coded"),
    "more-marks.txt": (f"{REPORT}\n\n{'“ ' * 10_000}".encode(), "a quotation is opened and never closed"),
    "row.txt": (f"{REPORT}\n\n{chr(34) * 10_000}".encode(), "a row of quotation marks is passed over"),
    "odd.txt": (REPORT.replace('blockade,"', "blockade,").encode(), "a quotation is opened and never closed"),
    "mixed.txt": (REPORT.encode() + "Žižek says “no”. ".encode() + "“So”".encode("cp1252"), "not UTF-8"),
    "twice.txt": (REPORT.replace('"', "â€œ").encode(), "encoded twice"),
}
FINE: dict[str, bytes] = {
    "plain.txt": REPORT.encode(),
    "latin.txt": REPORT.replace('"', "”").encode("cp1252"),
    "wide.txt": REPORT.encode("utf-16"),
    "broken.html": f"<html><body><p>{REPORT.replace(chr(10) * 2, '<p>')}<div></b><table></p".encode(),
    "table.csv": f'Date,Text\n2031-03-03,"{REPORT.replace(chr(34), chr(34) * 2)}"\n'.encode(),
    "same-names.txt": (REPORT + "Kim Jong Un, Donald Trump, " * 1_500).encode(),
    "same-clauses.txt": (REPORT + "He said that " * 300 + "it is over.").encode(),
    "nul.txt": REPORT.replace("Oslo", "Os\0lo").encode(),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    for name, data in {**{n: d for n, (d, _) in {**ERRORS, **WARNINGS}.items()}, **FINE}.items():
        (folder / name).write_bytes(data)
    (folder / "nowhere.txt").symlink_to(folder / "no such file")
    return folder


@pytest.fixture(scope="module")
def found(run, folder):
    """Read the whole folder in one go; return exit code, seconds and the objects by file name."""
    begin = time.perf_counter()
    done = run("read", folder, "--no-keep", "--format", "jsonl")
    seconds = time.perf_counter() - begin
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    by_name: dict[str, list[dict]] = {}
    for one in objects:
        by_name.setdefault(os.path.basename(one["report"]["origin"]).split("#")[0], []).append(one)
    return done, seconds, by_name


def messages(objects, *levels):
    return [d["message"] for one in objects for d in one["diagnostics"] if d["level"] in levels]


def test_nothing_stops_the_batch_and_it_says_so(found):
    done, seconds, by_name = found
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    assert set(by_name) == {*ERRORS, *WARNINGS, *FINE, "nowhere.txt"}
    assert not [m for objects in by_name.values() for m in messages(objects, "error") if "coder" in m or "coded" in m]
    assert seconds < SECONDS


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_be_read(found, name):
    assert any(ERRORS[name][1] in message for message in messages(found[2][name], "error", "warning"))
    assert messages(found[2][name], "error")


@pytest.mark.parametrize("name", WARNINGS)
def test_what_is_read_with_a_warning(found, name):
    assert any(WARNINGS[name][1] in message for message in messages(found[2][name], "warning"))
    assert not messages(found[2][name], "error")


@pytest.mark.parametrize("name", FINE)
def test_what_is_odd_and_read(found, name):
    (one,) = found[2][name]
    assert not messages([one], "error")
    assert any(s["speaker"] and s["speaker"]["name"].endswith("Berg") for s in one["statements"])
    assert {e["force"] for e in one["events"]} >= {"offer", "refuse"}


@pytest.mark.parametrize(("name", "count"), [("list.json", 1), ("lines.jsonl", 1), ("feed.xml", 1)])
def test_what_stands_beside_the_break_is_read(found, name, count):
    assert sum(bool(one["statements"]) for one in found[2][name]) >= count


@pytest.mark.parametrize("form", ["text", "summary", "json", "jsonl", "csv", "md"])
def test_an_error_is_told_in_every_format(run, folder, form):
    done = run("read", folder / "empty.txt", "--no-keep", "--format", form)
    assert done.exit_code == 1
    assert "the file is empty" in done.output


def test_a_folder_without_a_report(run, tmp_path, folder):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    done = run("read", tmp_path, folder / "plain.txt", "--no-keep", "--format", "summary")
    assert done.exit_code == 1
    assert "the folder holds no report" in done.stderr
    assert "2 reports, 3 statements" in done.stdout


def test_a_missing_file_among_others(run, folder, tmp_path):
    done = run("read", tmp_path / "missing.txt", folder / "plain.txt", "--no-keep", "--format", "jsonl")
    assert done.exit_code == 1
    assert "missing.txt: cannot be read: No such file or directory" in done.stderr
    assert [bool(json.loads(line)["statements"]) for line in done.stdout.splitlines()] == [False, True]


def test_nothing_but_missing_files(run, tmp_path):
    done = run("read", tmp_path / "missing.txt", "--no-keep")
    assert done.exit_code == 2
    assert "no such file" in done.stderr


@pytest.mark.parametrize("name", list(islice(ERRORS, 3)))
def test_standard_input(run, name):
    done = run("read", "-", "--no-keep", input=ERRORS[name][0])
    assert done.exit_code == 1
    assert ERRORS[name][1] in done.output


def test_what_could_not_be_read_is_not_kept(run, folder, tmp_path):
    record = tmp_path / "own.sqlite"
    run("read", folder / "empty.txt", folder / "plain.txt", folder / "russian.txt", "--record", record)
    assert len(run("search", "talks", "--record", record, "--format", "json").stdout.splitlines()) >= 1
    assert len(run("search", "Женеве", "--record", record, "--format", "jsonl").stdout.splitlines()) == 1
