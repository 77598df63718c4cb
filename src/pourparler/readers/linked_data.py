"""Schema.org data of a page (JSON-LD): the article object and what it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pourparler.readers.dates import parse_date
from pourparler.readers.known import Known

ARTICLE = re.compile(r"(?:News|Report|Opinion|Analysis|Background|Review|LiveBlog)?(?:Article|Posting|BlogPosting)$")


def body_of(tree: Any) -> str | None:
    """Return the text of the report where the page's JSON-LD holds it (pages that a script fills in)."""
    return next((body for one in _objects(tree) if _is_article(one) and (body := _text(one.get("articleBody")))), None)


def linked_data(tree: Any) -> Known:
    """Return what the first article object of the page's JSON-LD says."""
    objects = list(_objects(tree))
    article = next((one for one in objects if _is_article(one)), None)
    if article is None:
        return Known()
    named = {one["@id"]: one for one in objects if isinstance(one.get("@id"), str) and one.get("name")}
    article = {key: _resolved(value, named) for key, value in article.items()}
    url = _text(article.get("mainEntityOfPage")) or _text(article.get("url"))
    return Known(
        title=_text(article.get("headline")) or _text(article.get("name")),
        publisher=_name(article.get("publisher")) or _name(article.get("sourceOrganization")),
        published=parse_date(_text(article.get("datePublished")) or _text(article.get("dateCreated"))),
        url=url if url and url.startswith("http") else None,
        authors=tuple(names_of([name for one in _list(article.get("author")) if (name := _text(one))])),
        topics=tuple(_topics(article)),
    )


def _objects(tree: Any) -> Iterator[Mapping[str, Any]]:
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower():
            continue
        raw = re.sub(r"^\s*(?:<!--|<!\[CDATA\[|//<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", node.text or "")
        try:
            value = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _list(value):
            if isinstance(one, Mapping):
                yield one
                yield from (inner for inner in _list(one.get("@graph")) if isinstance(inner, Mapping))


def _is_article(value: Mapping[str, Any]) -> bool:
    return any(isinstance(kind, str) and ARTICLE.search(kind) for kind in _list(value.get("@type")))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    """Return a JSON-LD value as text: itself, the name of an object, the first of a list."""
    if isinstance(value, list):
        return next((found for one in value if (found := _text(one))), None)
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("@id") or value.get("url"))
    return value.strip() or None if isinstance(value, str) else None


def _resolved(value: Any, named: Mapping[str, Any]) -> Any:
    """Return ``value`` with references ({"@id": …}) replaced by the objects of the page they point to."""
    if isinstance(value, list):
        return [_resolved(one, named) for one in value]
    if isinstance(value, Mapping) and "name" not in value:
        return named.get(str(value.get("@id")), value)
    return value


def _name(value: Any) -> str | None:
    """Return a JSON-LD value as a name: an address is none."""
    text = _text(value)
    return None if text is None or "://" in text else text


def _topics(article: Mapping[str, Any]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ("keywords", "about", "articleSection"):
        for one in _list(article.get(name)):
            for part in (_text(one) or "").split(","):
                label = part.strip().split(":", 1)[-1].strip() if part.strip().startswith("tag:") else part.strip()
                if label and "://" not in label and label.casefold() not in seen:
                    seen.add(label.casefold())
                    yield label


def names_of(values: list[str]) -> Iterator[str]:
    """Yield names of authors; addresses of their pages are no names."""
    for value in values:
        for one in re.split(r"\s*(?:,\s*and\s|,|;|\sand\s)\s*", re.sub(r"^[Bb]y\s+", "", value)):
            if one and "://" not in one and len(one) < 80:
                yield one
