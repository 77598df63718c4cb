"""Fetching is polite and stays outside: conditional requests, robots.txt, rate, back-off, private addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from server import Server

from pourparler.errors import NotFoundError, SettingsError
from pourparler.readers.web import Fetcher, Memory, sources_of
from pourparler.readers.web.guard import Forbidden, check_address, check_url
from pourparler.readers.web.sources import opml


class Clock:
    def __init__(self) -> None:
        self.at, self.pauses = 1_000_000.0, []

    def now(self) -> float:
        return self.at

    def pause(self, seconds: float) -> None:
        self.pauses.append(round(seconds, 3))
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Fetcher:
    return Fetcher(allow_private=True, rate=2.0, now=clock.now, pause=clock.pause)


def test_what_did_not_change_is_not_sent_again(server: Server, fetcher: Fetcher) -> None:
    url = server.give("/feed", "<rss/>", etag='"one"', last_modified="Mon, 05 Mar 2018 10:00:00 GMT")
    first = fetcher.fetch(Memory(url))
    assert first.data == b"<rss/>"
    second = fetcher.fetch(first.memory)
    assert (second.data, second.reason) == (None, "nothing new")
    assert server.asked[-1][1]["if-modified-since"] == "Mon, 05 Mar 2018 10:00:00 GMT"
    assert server.asked[-1][1]["user-agent"].startswith("pourparler/")


def test_robots_txt_is_read_once_and_obeyed(server: Server, fetcher: Fetcher) -> None:
    server.give("/robots.txt", "User-agent: *\nDisallow: /private\n")
    open_, closed = server.give("/feed", "x"), server.give("/private/feed", "x")
    assert fetcher.fetch(Memory(open_)).data == b"x"
    assert fetcher.fetch(Memory(closed)).reason == "robots.txt forbids it"
    assert server.paths() == ["/robots.txt", "/feed"]


def test_robots_txt_that_cannot_be_had_forbids_all(server: Server, fetcher: Fetcher) -> None:
    server.give("/robots.txt", "", 503)
    assert fetcher.fetch(Memory(server.give("/feed", "x"))).reason == "robots.txt forbids it"


def test_a_host_is_given_time(server: Server, fetcher: Fetcher, clock: Clock) -> None:
    for name in ("/a", "/b"):
        fetcher.fetch(Memory(server.give(name, "x")))
    assert clock.pauses == [2.0, 2.0]


def test_failures_back_off_and_success_forgets_them(server: Server, fetcher: Fetcher, clock: Clock) -> None:
    memory = Memory(server.give("/feed", "", 500))
    waits = []
    for _ in range(3):
        memory = fetcher.fetch(memory).memory
        waits.append(memory.next_try - clock.at)
        assert "too early" in fetcher.fetch(memory).reason
        clock.at = memory.next_try
    assert [round(w) for w in waits] == [300, 600, 1200]
    server.give("/feed", "x")
    assert fetcher.fetch(memory).memory.failures == 0


def test_a_server_may_ask_for_more_time(server: Server, fetcher: Fetcher, clock: Clock) -> None:
    found = fetcher.fetch(Memory(server.give("/feed", "", 429, retry_after="5000"))).memory
    assert round(found.next_try - clock.at) == 5000


def test_redirects_are_followed_a_few_times(server: Server, fetcher: Fetcher) -> None:
    server.give("/new", "x")
    assert fetcher.fetch(Memory(server.give("/old", "", 301, location="/new"))).data == b"x"
    assert "redirects" in fetcher.fetch(Memory(server.give("/loop", "", 302, location="/loop"))).reason


def test_private_addresses_are_refused_unless_allowed(server: Server) -> None:
    found = Fetcher().fetch(Memory(server.give("/feed", "x")))
    assert found.data is None
    assert "not public" in found.reason
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "172.16.0.1", "::1", "fe80::1%eth0", "fd00::1",
     "0.0.0.0", "100.64.0.1", "224.0.0.1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_no_address_inside_is_public(address: str) -> None:
    with pytest.raises(Forbidden):
        check_address(address, "example.org")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/", "http://", "http://u:p@example.org/", "http://[::1]/", "gopher:x"],
)
def test_only_plain_web_addresses(url: str) -> None:
    with pytest.raises(Forbidden):
        check_url(url)


def test_a_redirect_inside_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from pourparler.readers.web import fetching

    def guard(url: str, allow_private: bool) -> str:
        if "/inside" in url:
            raise Forbidden("not public")
        return check_url(url, True)

    monkeypatch.setattr(fetching, "check_url", guard)
    monkeypatch.setattr(fetching, "check_address", lambda *_: None)
    server.give("/inside", "secret")
    found = Fetcher(rate=0).fetch(Memory(server.give("/feed", "", 302, location="/inside")))
    assert found.data is None
    assert "/inside" not in server.paths()


def test_opml_lists_feeds(tmp_path: Path) -> None:
    text = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <opml version="2.0"><body><outline text="World"><outline xmlUrl="https://example.org/a.xml"/>
    <outline xmlUrl="https://example.org/a.xml"/><outline xmlUrl="javascript:alert(1)"/>
    <outline text="&x;" xmlUrl="http://example.org/b"/></outline></body></opml>"""
    path = tmp_path / "feeds.opml"
    path.write_text(text)
    assert sources_of([str(path), "https://example.org/c"]) == [
        "https://example.org/a.xml",
        "http://example.org/b",
        "https://example.org/c",
    ]
    assert opml(b"no xml") == []
    with pytest.raises(NotFoundError):
        sources_of([str(tmp_path / "none.opml")])
    path.write_text("<opml/>")
    with pytest.raises(SettingsError):
        sources_of([str(path)])
