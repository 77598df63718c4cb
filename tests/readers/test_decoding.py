"""Bytes to text: every encoding that news comes in, and none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.readers.decoding import decode
from pourparler.readers.sniffing import sniff

SPOKEN = "“We wait,” the minister’s aide said – and left for Zürich."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
def test_encodings(encoding):
    text, notices = decode(SPOKEN.encode(encoding))
    assert text == SPOKEN
    assert all(n.level == "info" for n in notices)


def test_a_declared_encoding():
    page = '<html><head><meta charset="windows-1251"></head><body>Переговоры продолжаются</body></html>'
    assert decode(page.encode("windows-1251")) == (page, [])
    assert decode(b'<?xml version="1.0" encoding="no-such-thing"?><a>x</a>')[0]


def test_latin_1_means_windows_1252():
    page = '<meta charset="iso-8859-1"><p>“No,” he said.</p>'
    assert decode(page.encode("windows-1252"))[0] == page


def test_a_few_wrong_bytes():
    data = ("“No,” she said – " * 3).encode() + b"the minister\x92s aide left."
    text, (notice,) = decode(data)
    assert text.endswith("the minister’s aide left.")
    assert notice.level == "warning"


def test_text_encoded_twice():
    twice = SPOKEN.encode().decode("windows-1252", "ignore")
    text, (notice,) = decode(("It’s so. ".encode().decode("windows-1252") * 2 + "Then.").encode())
    assert text == "It’s so. It’s so. Then."
    assert "twice" in notice.message
    assert "â" in twice


def test_french_is_not_encoded_twice():
    text = "L’Âge d’or, à côté de la forêt – « Ça va », répète-t-il."
    assert decode(text.encode()) == (text, [])


BINARY = [
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    b"PK\x03\x04\x14\x00\x06\x00",
    bytes(range(256)) * 20,
    b"\x00" * 1000,
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
]


@pytest.mark.parametrize("data", BINARY)
def test_binary(data):
    text, notices = decode(data)
    assert text is None
    assert notices[0].level == "error"
    assert sniff(data) == "binary"


def test_words_that_begin_like_a_format():
    for text in ("MZ is the name of the paper. It wrote: no.", "RIFFs opened.", "BZh said the note."):
        assert decode(text.encode())[0] == text


KINDS = [
    (b"", "x.txt", "empty"),
    (b" \n\t", "x.txt", "empty"),
    (b"The council met.", "x.txt", "text"),
    (b"[Seoul] The council met.", "x.txt", "text"),
    (b"<b>The</b> council met.", "x.txt", "text"),
    (b"  <!DOCTYPE html><html>", "x", "html"),
    (b"<!-- saved --><html>", "x", "html"),
    (b"<div><p>x</p></div>", "x", "html"),
    (b'{"text": "x"}', "x", "json"),
    (b'{"text": "x"}\n{"text": "y"}\n', "x", "jsonl"),
    (b'{"text": "x"}', "x.jsonl", "jsonl"),
    (b'[{"text": "x"}]', "x", "json"),
    (b'{"text": ', "x.json", "json"),
    (b'<?xml version="1.0"?><rss version="2.0">', "x", "feed"),
    (b'<feed xmlns="http://www.w3.org/2005/Atom">', "x", "feed"),
    ("{“x”} he wrote".encode(), "x.txt", "text"),
]


@pytest.mark.parametrize(("data", "name", "kind"), KINDS)
def test_sniff(data, name, kind):
    assert sniff(data, name) == kind


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_never_raises(data):
    decode(data)
    sniff(data)
