"""Polite fetching: conditional requests, robots.txt, a rate for each host, back-off after failures.

The clock and the pause are given, so that tests have their own. What must be known the next time (entity
tags, failures, when to try again) is a ``Memory`` that the caller keeps.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from pourparler import __version__
from pourparler.readers.web.guard import Forbidden, check_address, check_url

AGENT = "pourparler"
USER_AGENT = f"{AGENT}/{__version__} (feed reader)"
LARGEST = 8 * 1024 * 1024
"""Bytes of an answer that are read."""
HOPS = 5
"""Redirects that are followed."""
FIRST_WAIT, LONGEST_WAIT = 300.0, 86_400.0
"""Seconds to wait after the first failure, doubled with each other one, and at most."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of an address: ``next_try`` is in seconds since 1970, ``failures`` those in a row."""

    url: str
    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    next_try: float = 0.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``data`` is None when there is nothing new (``reason`` says why); ``url`` is where it was."""

    memory: Memory
    data: bytes | None = None
    url: str = ""
    reason: str = ""


@dataclass
class Fetcher:
    """Fetches addresses one after another. ``rate`` is the least number of seconds between two requests to
    one host; ``allow_private`` lets it ask addresses of the machine and its network."""

    allow_private: bool = False
    rate: float = 1.0
    timeout: float = 30.0
    now: Callable[[], float] = time.time
    pause: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        headers = {"user-agent": USER_AGENT, "accept-encoding": "gzip, deflate"}
        self._client = httpx.Client(headers=headers, timeout=self.timeout, trust_env=False, follow_redirects=False)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, memory: Memory) -> Fetched:
        """Fetch an address unless it is too early or robots.txt forbids it; never raises for what it meets."""
        if self.now() < memory.next_try:
            return Fetched(memory, reason="too early after a failure or by its own word")
        try:
            return self._fetch(memory)
        except Forbidden as error:
            return Fetched(memory, reason=str(error))
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            return self._failed(memory, f"{type(error).__name__}: {error}")

    def _fetch(self, memory: Memory) -> Fetched:
        conditions = {"if-none-match": memory.etag, "if-modified-since": memory.modified}
        headers = {name: value for name, value in conditions.items() if value}
        url = memory.url
        for _ in range(HOPS + 1):
            if not self._allowed(url):
                return Fetched(memory, reason="robots.txt forbids it")
            status, found, data = self._get(url, headers)
            if status in (301, 302, 303, 307, 308) and found.get("location"):
                url = urljoin(url, found["location"])
                continue
            return self._answer(memory, url, status, found, data)
        return self._failed(memory, f"more than {HOPS} redirects")

    def _answer(self, memory: Memory, url: str, status: int, found: httpx.Headers, data: bytes) -> Fetched:
        if status == 304:
            return Fetched(replace(memory, failures=0, next_try=0.0), url=url, reason="nothing new")
        if status == 200:
            kept = replace(
                memory, etag=found.get("etag"), modified=found.get("last-modified"), failures=0, next_try=0.0
            )
            return Fetched(kept, data, url)
        return self._failed(memory, f"the server answers {status}", _retry_after(found, self.now()))

    def _failed(self, memory: Memory, reason: str, wait: float | None = None) -> Fetched:
        backed_off = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(memory.failures, 16))
        later = self.now() + min(LONGEST_WAIT, max(backed_off, wait or 0.0))
        return Fetched(replace(memory, failures=memory.failures + 1, next_try=later), reason=reason)

    def _get(self, url: str, headers: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
        host = check_url(url, self.allow_private)
        wait = self._last.get(host, 0.0) + self.rate - self.now()
        if wait > 0:
            self.pause(wait)
        self._last[host] = self.now()
        with self._client.stream("GET", url, headers=headers) as answer:
            stream = answer.extensions.get("network_stream")
            peer = stream.get_extra_info("server_addr") if stream is not None else None
            if peer and not self.allow_private:
                check_address(str(peer[0]), host)
            parts, size = [], 0
            for part in answer.iter_bytes():
                size += len(part)
                if size > LARGEST:
                    raise ValueError(f"the answer is larger than {LARGEST} bytes")
                parts.append(part)
            return answer.status_code, answer.headers, b"".join(parts)

    # -- robots.txt -----------------------------------------------------------------------------
    def _allowed(self, url: str) -> bool:
        """Return whether robots.txt lets us: none there, all is allowed; not to be had, nothing is (RFC 9309)."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            self._robots[host] = self._read_robots(f"{host}/robots.txt")
        return self._robots[host].can_fetch(AGENT, url)

    def _read_robots(self, url: str) -> RobotFileParser:
        rules = RobotFileParser()
        at = url
        for _ in range(HOPS + 1):
            try:
                status, found, data = self._get(at, {})
            except httpx.HTTPError:
                status, data = 599, b""
                break
            if status not in (301, 302, 303, 307, 308) or not found.get("location"):
                break
            at = urljoin(at, found["location"])
        if status == 200:
            rules.parse(data.decode("utf-8", "replace").splitlines())
        elif 400 <= status < 500:
            rules.parse([])
        else:
            rules.parse(["User-agent: *", "Disallow: /"])
        return rules


def _retry_after(headers: httpx.Headers, now: float) -> float | None:
    value = headers.get("retry-after")
    if not value:
        return None
    if value.isdigit():
        return float(value)
    try:
        return email.utils.parsedate_to_datetime(value).timestamp() - now
    except (TypeError, ValueError):
        return None
