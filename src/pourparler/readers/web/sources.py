"""What to watch: addresses of feeds, and OPML files that list them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pourparler.errors import NotFoundError, SettingsError


def sources_of(names: Iterable[str]) -> list[str]:
    """Return the addresses of feeds that ``names`` (addresses and OPML files) stand for, each once.

    Raises ``NotFoundError`` for a file that is not there, ``SettingsError`` for one that lists no feed.
    """
    found: list[str] = []
    for name in names:
        if name.startswith(("http://", "https://")):
            found.append(name)
            continue
        path = Path(name)
        if not path.is_file():
            raise NotFoundError(f"no such file, and no http address: {name}")
        listed = opml(path.read_bytes())
        if not listed:
            raise SettingsError(f"{name} lists no feed (an OPML file has outlines with xmlUrl)")
        found += listed
    return list(dict.fromkeys(found))


def opml(data: bytes) -> list[str]:
    """Return the addresses of the feeds in an OPML file; nothing outside the file is loaded."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root is None:
        return []
    urls = (e.get("xmlUrl") or e.get("xmlurl") for e in root.iter("outline"))
    return [url.strip() for url in urls if url and url.strip().startswith(("http://", "https://"))]
