"""What is known about a report besides its text, and how its address is written one way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pourparler.lexicon.furniture import agency_name, is_agency
from pourparler.records import one_line

TRACKERS = re.compile(r"utm_\w+|fbclid|gclid|mc_cid|mc_eid|ocid|cmpid|smid|ref|ref_src|at_\w+")
LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a report besides its text; what a person says wins over what a page says.

    ``identity`` is what the id is made of when there is no address: a feed's guid or a hash of bytes.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    agency: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    origin: str | None = None
    identity: str | None = None

    def over(self, other: Known) -> Known:
        """Return ``other`` with everything that is known here put over it."""
        return replace(other, **{name: value for name in self.__slots__ if (value := getattr(self, name))})


def tidy(known: Known) -> Known:
    """Return ``known`` with agencies among the authors as agency and a publisher from the address."""
    publisher = (known.publisher or "").casefold()
    names = dict.fromkeys(one_line(name) for name in known.authors if name.casefold() != publisher)
    known = replace(known, authors=tuple(names))
    agencies = [name for name in names if is_agency(name)]
    if agencies:
        authors = tuple(name for name in names if name not in agencies)
        known = replace(known, authors=authors, agency=known.agency or agency_name(agencies[0]))
    if known.url and not known.publisher:
        known = replace(known, publisher=_host(known.url))
    return known


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname if url.startswith("http") else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def whole(known: Known) -> Known:
    """Return ``known`` without lone surrogates, which JSON may hold and no file can."""
    values: dict[str, Any] = {name: getattr(known, name) for name in Known.__slots__}
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = LONE.sub("\ufffd", value)
        elif isinstance(value, tuple):
            values[name] = tuple(LONE.sub("\ufffd", one) for one in value)
    return Known(**values)


def digest(data: bytes) -> str:
    """Return what the id of a report without an address is made of: a hash of its bytes."""
    return blake2b(data, digest_size=16).hexdigest()


def plain_address(url: str) -> str:
    """Return ``url`` without fragment, trackers, scheme and trailing slash, so that one page has one id."""
    try:
        parts = urlsplit(url.strip())
        query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not TRACKERS.fullmatch(k)])
    except ValueError:
        return url
    return urlunsplit(("", parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), query, "")) or url
