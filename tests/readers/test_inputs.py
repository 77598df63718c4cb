"""From names on a command line to documents: every kind of file, and every way to be broken."""

import gzip
import io
import json
import sys

import pytest

from pourparler.errors import NotFoundError, SettingsError
from pourparler.readers import Overrides, document_from_text, read_inputs


def read(*inputs, **overrides):
    return list(read_inputs(inputs, Overrides(**overrides)))


def errors(document):
    return [d.message for d in document.diagnostics if d.level == "error"]


def test_plain_text(write, body):
    path = write("a.txt", "Talks go on\n\n" + body)
    (document,) = read(path, published="2025-10-28", publisher="Example Post")
    assert document.text == "Talks go on\n\n" + body
    report = document.report
    assert (report.title, report.published, report.publisher) == ("Talks go on", "2025-10-28", "Example Post")
    assert (report.origin, report.language) == (path, "en")
    assert document.diagnostics == ()


def test_ids_and_versions(write, body):
    one, two = write("a.txt", body), write("b.txt", body)
    first, second = read(one, two)
    assert first.report.id == second.report.id == document_from_text(body).report.id
    (dated,) = read(one, published="2025-10-28")
    assert dated.report.id == first.report.id
    assert dated.report.version != first.report.version
    (old,) = read(one, url="https://www.example.org/talks/?utm_source=x#top")
    (new,) = read(write("c.txt", body + "More."), url="http://example.org/talks")
    assert old.report.id == new.report.id != first.report.id
    assert old.report.version != new.report.version


def test_standard_input(monkeypatch, body):
    stdin = io.TextIOWrapper(io.BytesIO(body.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    (document,) = read("-")
    assert document.report.origin == "-"
    assert document.text == body


def test_folders_and_patterns(write, tmp_path, body):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "style.css", "photo.png"):
        write(name, body + name)
    names = [d.report.origin.removeprefix(str(tmp_path)) for d in read(str(tmp_path))]
    assert names == ["/a.txt", "/b.txt", "/sub/c.txt"]
    assert [d.report.origin for d in read(f"{tmp_path}/?.txt")] == [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"]
    assert len(read(f"{tmp_path}/b.txt", str(tmp_path))) == 3


def test_misuse(write, tmp_path, body):
    with pytest.raises(NotFoundError, match=r"no\.txt"):
        read_inputs([str(tmp_path / "no.txt")])
    with pytest.raises(NotFoundError):
        read_inputs([str(tmp_path / "*.nothing")])
    with pytest.raises(NotFoundError, match="not fetched"):
        read_inputs(["https://example.org/talks"])
    with pytest.raises(SettingsError, match="not a date"):
        read_inputs([write("a.txt", body)], Overrides(published="someday"))
    with pytest.raises(SettingsError, match="one report only"):
        read_inputs([write("a.txt", body), write("b.txt", body)], Overrides(title="x"))


BROKEN = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"  \n \n", "empty"),
    "binary.dat": (bytes(range(256)) * 40, "not text"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "broken.json": (b'{"text": "x', "broken JSON"),
    "empty.json": (b"[]", "no report"),
    "no-text.json": (b'{"title": "x"}', "no text"),
    "number.json": (b"[1]", "JSON object"),
    "broken.xml": (b'<?xml version="1.0"?><rss version="2.0"><channel><', "feed"),
    "empty.html": (b"<html><head><title>x</title></head><body></body></html>", "no main text"),
    "furniture.txt": (b"Advert\n\nShare\n", "furniture"),
    "deep.json": (b"[" * 100_000, "broken JSON"),
    "one-line.txt": (b"x" * 300_000, "single line"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_is_a_diagnostic(write, name):
    data, why = BROKEN[name]
    (document,) = read(write(name, data))
    assert document.paragraphs == ()
    assert any(why in message for message in errors(document))
    assert document.report.origin.endswith(name)


def test_one_broken_file_does_not_stop_a_folder(write, tmp_path, body):
    write("a.txt", body)
    write("b.dat", bytes(range(256)) * 40)
    write("c.txt", body + "Again.")
    found = read(str(tmp_path))
    assert [bool(errors(d)) for d in found] == [False, True, False]


def test_an_unreadable_file(write, body, monkeypatch):
    path = write("a.txt", body)

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    (document,) = read(path)
    assert errors(document) == ["cannot be read: Permission denied"]


@pytest.mark.parametrize("unit", [b"x", b"The council met. ", b'"'])
def test_twenty_megabytes_in_one_line_are_refused(write, unit):
    path = write("big.txt", unit * (20_000_000 // len(unit)))
    (document,) = read(path)
    assert errors(document)


def test_a_long_text_is_cut(write, body):
    path = write("long.txt", (body + "\n") * 2_000)
    (document,) = read(path)
    assert 100_000 < len(document.text) <= 200_000
    assert any("too long" in d.message for d in document.diagnostics)


def test_another_language(write):
    path = write(
        "f.txt",
        "Le ministre a déclaré mardi que les pourparlers allaient se poursuivre à Genève malgré tout.",
    )
    (document,) = read(path)
    assert document.report.language == "fr"
    assert any("French" in d.message for d in document.diagnostics)
    (told,) = read(path, language="en-GB")
    assert told.report.language == "en"


# -- JSON -------------------------------------------------------------------------------------------


def test_json(write, body):
    item = {
        "headline": "Talks &amp; more", "body": f"<p>{body}</p><p>They left.</p>",
        "source": {"id": None, "name": "Example"}, "publishedAt": "2025-10-28T10:00:00Z",
        "link": "https://example.org/1", "author": "Jane Example, John Test",
        "tags": ["Ferries", {"name": "Fish"}],
    }  # fmt: skip
    (document,) = read(write("a.json", json.dumps(item)))
    assert document.text == f"{body.strip()}\n\nThey left."
    report = document.report
    assert (report.title, report.publisher, report.url) == (
        "Talks & more",
        "Example",
        "https://example.org/1",
    )
    assert (report.authors, report.topics) == (("Jane Example", "John Test"), ("Ferries", "Fish"))
    assert report.published == "2025-10-28T10:00:00+00:00"


def test_a_list_inside_an_object(write, body):
    value = {"status": "ok", "articles": [{"content": body, "id": 1}, {"content": body, "id": 2}]}
    path = write("a.json", json.dumps(value))
    found = read(path)
    assert [d.report.origin for d in found] == [f"{path}#1", f"{path}#2"]
    assert found[0].report.id != found[1].report.id


def test_jsonl_with_a_broken_line(write, body):
    lines = [json.dumps({"id": 1, "text": body}), "{broken", "", json.dumps({"id": 2, "text": body})]
    found = read(write("a.jsonl", "\n".join(lines)))
    assert [d.report.origin[-2:] for d in found] == ["#1", "#2", "#4"]
    assert [bool(errors(d)) for d in found] == [False, True, False]


def test_a_broken_address(write, body):
    (document,) = read(write("a.json", json.dumps({"url": "http://[x", "text": body})))
    assert (document.report.url, document.report.publisher) == ("http://[x", None)
    assert document.paragraphs


def test_packed_files(write, body):
    (plain,) = read(write("a.txt.gz", gzip.compress(body.encode())))
    assert plain.text == body
    lines = "".join(json.dumps({"id": n, "text": body}) + "\n" for n in range(3))
    assert len(read(write("b.jsonl.gz", gzip.compress(lines.encode())))) == 3
    (broken,) = read(write("c.gz", gzip.compress(body.encode())[:40]))
    assert "gzip" in errors(broken)[0]


def test_a_long_jsonl_is_read_line_by_line(write, body, monkeypatch):
    monkeypatch.setattr("pourparler.readers.files.LARGEST_TEXT", 1_000)
    monkeypatch.setattr("pourparler.readers.files.CHUNK", 500)
    monkeypatch.setattr("pourparler.readers.files.LONGEST_LINE", 3_000)
    lines = [json.dumps({"id": n, "text": body}) for n in range(20)]
    lines[5] = json.dumps({"id": 5, "text": body * 50})
    found = read(write("a.jsonl", "\n".join(lines)))
    assert [n for n, d in enumerate(found) if errors(d)] == [5]
    assert len(found) == 20


def test_lone_surrogates(write, body):
    (document,) = read(write("a.json", json.dumps({"title": "x \ud800", "text": body + "\udfff"})))
    assert document.text.endswith("\ufffd")
    document.report.title.encode()


# -- feeds ------------------------------------------------------------------------------------------

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Feed</title><language>en-us</language>
<item><title>One &amp; two</title><link>https://example.org/1</link><guid>g1</guid>
<pubDate>Tue, 28 Oct 2025 10:00:00 GMT</pubDate><category>Ferries</category><description>Short.</description>
<content:encoded><![CDATA[<p>{body}</p><figure><figcaption>A pier</figcaption></figure>
<p>They left.</p>]]></content:encoded></item>
<item><title>Bare</title><guid>g2</guid>
<description>&lt;b&gt;They&lt;/b&gt; met on Monday.</description></item>
<item><title>Nothing</title><guid>g3</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Feed</title>
<entry><id>tag:example.org,2025:1</id><title>Talks</title><updated>2025-10-28T10:00:00Z</updated>
<author><name>Jane Example</name></author>
<content type="html">&lt;p&gt;{body}&lt;/p&gt;</content></entry></feed>"""


def test_rss(write, body):
    first, second, third = read(write("a.xml", RSS.format(body=body)))
    assert first.text == f"{body.strip()}\n\nThey left."
    report = first.report
    assert (report.title, report.publisher, report.topics) == ("One & two", "Example Feed", ("Ferries",))
    assert (report.published, report.url) == ("2025-10-28T10:00:00+00:00", "https://example.org/1")
    assert second.text == "They met on Monday."
    assert errors(third) == ["the entry holds no text"]
    assert len({d.report.id for d in (first, second, third)}) == 3


def test_atom(write, body):
    (document,) = read(write("a.atom", ATOM.format(body=body)))
    assert document.text == body.strip()
    assert (document.report.published, document.report.authors) == (
        "2025-10-28T10:00:00+00:00",
        ("Jane Example",),
    )


# -- pages ------------------------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="en"><head><title>Talks go on | Example News</title>
<meta property="og:site_name" content="Example News"><link rel="canonical" href="https://example.org/talks">
{head}</head><body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Talks go on</h1>
<p>By Jane Example</p>{paragraphs}<p>Advertisement</p><p>{body}At the end they shook hands.</p>
<p>Read more: Something else happened</p></article>
<footer>Copyright 2025 Example News</footer></body></html>"""
LINKED = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "Organization",
"@id": "https://example.org/#us", "name": "The Example"},
{"@type": "NewsArticle", "headline": "Talks go on, for now", "datePublished": "2025-10-28T09:00:00+09:00",
"publisher": {"@id": "https://example.org/#us"},
"author": [{"@type": "Person", "name": "Jane Example"}],
"keywords": ["Ferries", "Fish"]}]}</script>"""
TAGGED = '<meta property="article:published_time" content="2025-10-27"><meta name="keywords" content="a, b">'


def page(body, head):
    return PAGE.format(head=head, body=body, paragraphs=f"<p>{body}</p>" * 2)


def test_a_page_with_linked_data(write, body):
    (document,) = read(write("a.html", page(body, LINKED)))
    report = document.report
    assert (report.title, report.publisher) == ("Talks go on, for now", "The Example")
    assert (report.published, report.url) == ("2025-10-28T09:00:00+09:00", "https://example.org/talks")
    assert (report.authors, report.topics) == (("Jane Example",), ("Ferries", "Fish"))
    words = [document.text[a:b] for a, b in document.paragraphs]
    assert words[-1].endswith("At the end they shook hands.")
    assert not any("Read more" in w or "Copyright" in w or "Advertisement" in w for w in words)


def test_a_page_with_tags_only(write, body):
    (document,) = read(write("a.html", page(body, TAGGED)))
    report = document.report
    assert (report.title, report.publisher, report.published) == ("Talks go on", "Example News", "2025-10-27")
    assert report.topics == ("a", "b")


def test_a_page_that_a_script_fills_in(write, body):
    data = json.dumps({"@type": "NewsArticle", "headline": "Talks go on", "articleBody": f"{body}\n\nThey left."})
    markup = f'<html><head><script type="application/ld+json">{data}</script></head><body></body>'
    (document,) = read(write("a.html", markup))
    assert document.text == f"{body.strip()}\n\nThey left."


SAVED = """<!DOCTYPE html><!-- saved from url=(0034)https://www.example.org/2019/talks -->
<html><head><title>Talks go on | Example News</title><link rel="canonical" href="https://www.example.org/">
<meta name="author" content="Jane Example, Reuters"></head><body><article><h1>Talks go on</h1>
<div class="article-date">Published 1 March 2019</div>{paragraphs}</article></body></html>"""


def test_a_saved_page_with_few_tags(write, body):
    (document,) = read(write("a.html", SAVED.format(paragraphs=f"<p>{body}</p>" * 3)))
    report = document.report
    assert (report.url, report.publisher) == ("https://www.example.org/2019/talks", "example.org")
    assert (report.title, report.published) == ("Talks go on", "2019-03-01")
    assert (report.authors, report.agency) == (("Jane Example",), "Reuters")


def test_flags_win_over_the_page(write, body):
    (document,) = read(write("a.html", page(body, LINKED)), title="T", publisher="P", published="2020-01-02")
    report = document.report
    assert (report.title, report.publisher, report.published) == ("T", "P", "2020-01-02")


def test_a_broken_page_is_read(write, body):
    (document,) = read(write("a.html", "<html><body><p>x<div><<<>> &&& <p>" + body * 4 + "</table></span>"))
    assert "third time this year" in document.text


def test_the_same_bytes_give_the_same_documents(write, body):
    paths = [write("a.html", page(body, LINKED)), write("b.xml", RSS.format(body=body)), write("c.txt", body)]
    assert read(*paths) == read(*paths)
    assert sorted(read(*paths), key=str) == sorted(read(*reversed(paths)), key=str)
