"""What a page says about itself: JSON-LD, OpenGraph and meta tags, time elements."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pourparler.readers.dates import parse_date
from pourparler.readers.documents import Known

ARTICLE = re.compile(
    r"(?:News|Report|Opinion|Analysis|Background|Review|LiveBlog)?(?:Article|Posting|BlogPosting)$"
)
TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title", "headline", "parsely-title")
PUBLISHER = ("og:site_name", "publisher", "dc.publisher", "application-name", "twitter:site")
PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "publication_date",
    "og:published_time",
)  # fmt: skip
AUTHOR = (
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
)
TOPICS = ("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


def known_of(tree: Any) -> Known:
    """Return what the page (an lxml tree) says about itself: JSON-LD first, then tags, then elements."""
    meta = _meta(tree)
    return _from_json(tree).over(_from_tags(tree, meta))


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        value = (node.get("content") or "").strip()
        if name and value:
            found[name.strip().lower()].append(value)
    return found


def _first(meta: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _from_tags(tree: Any, meta: Mapping[str, list[str]]) -> Known:
    publisher = _first(meta, PUBLISHER)
    authors = next((meta[name] for name in AUTHOR if name in meta), [])
    topics = next((meta[name] for name in TOPICS if name in meta), [])
    return Known(
        title=_first(meta, TITLE[:2]) or _heading(tree) or _first(meta, TITLE[2:]),
        publisher=publisher.lstrip("@") if publisher else None,
        published=next((d for name in PUBLISHED for v in meta.get(name, ()) if (d := parse_date(v))), None)
        or _time(tree),
        url=_canonical(tree, meta),
        authors=tuple(_names(authors)),
        topics=tuple(part.strip() for one in topics for part in one.split(",") if part.strip()),
    )


def _heading(tree: Any) -> str | None:
    heads = [" ".join(node.itertext()).split() for node in tree.iter("h1")]
    if len(heads) == 1 and heads[0]:
        return " ".join(heads[0])
    title = next(iter(tree.iter("title")), None)
    return SITE.sub("", " ".join((title.text or "").split())) or None if title is not None else None


def _canonical(tree: Any, meta: Mapping[str, list[str]]) -> str | None:
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and (node.get("href") or "").startswith("http"):
            return str(node.get("href"))
    url = _first(meta, ("og:url", "twitter:url", "parsely-link"))
    return url if url and url.startswith("http") else None


def _time(tree: Any) -> str | None:
    for node in tree.iter("time"):
        if found := parse_date(node.get("datetime")):
            return found
    return None


def _names(values: list[str]) -> Iterator[str]:
    """Yield names of authors; addresses of their pages are no names."""
    for value in values:
        for one in re.split(r"\s*(?:,|;| and )\s*", re.sub(r"^[Bb]y\s+", "", value)):
            if one and "://" not in one and len(one) < 80:
                yield one


# -- JSON-LD ----------------------------------------------------------------------------------------


def body_of(tree: Any) -> str | None:
    """Return the text of the report where the page's JSON-LD holds it (pages that a script fills in)."""
    return next(
        (body for one in _objects(tree) if _is_article(one) and (body := _text(one.get("articleBody")))), None
    )


def _from_json(tree: Any) -> Known:
    """Return what the first article object of the page's JSON-LD says."""
    article = next((one for one in _objects(tree) if _is_article(one)), None)
    if article is None:
        return Known()
    url = _text(article.get("mainEntityOfPage")) or _text(article.get("url"))
    return Known(
        title=_text(article.get("headline")) or _text(article.get("name")),
        publisher=_text(article.get("publisher")) or _text(article.get("sourceOrganization")),
        published=parse_date(_text(article.get("datePublished")) or _text(article.get("dateCreated"))),
        url=url if url and url.startswith("http") else None,
        authors=tuple(_names([name for one in _list(article.get("author")) if (name := _text(one))])),
        topics=tuple(_topics(article)),
    )


def _objects(tree: Any) -> Iterator[Mapping[str, Any]]:
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower():
            continue
        raw = re.sub(
            r"^\s*(?:<!--|<!\[CDATA\[|//<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", node.text or ""
        )
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


def _topics(article: Mapping[str, Any]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ("keywords", "about", "articleSection"):
        for one in _list(article.get(name)):
            for part in (_text(one) or "").split(","):
                label = (
                    part.strip().split(":", 1)[-1].strip()
                    if part.strip().startswith("tag:")
                    else part.strip()
                )
                if label and "://" not in label and label.casefold() not in seen:
                    seen.add(label.casefold())
                    yield label
