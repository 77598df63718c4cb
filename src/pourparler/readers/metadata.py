"""What a page says about itself: JSON-LD, OpenGraph and meta tags, elements that hold a date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from pourparler.readers.dates import parse_date
from pourparler.readers.known import Known
from pourparler.readers.linked_data import linked_data, names_of
from pourparler.readers.marking import letters

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
SITE = re.compile(r"\s+(?:[|–—-]|--)\s+[^|–—]{2,40}$")
DATED = re.compile(r"\b(?:date|dateline|pub-?date|published|publish|posted|time-?stamp)", re.IGNORECASE)
ELSEWHERE = re.compile(r"comment|related|sidebar|widget|footer|ticker|current|today|update|modif", re.IGNORECASE)
DATE_NAME = re.compile(
    r"^(?!.*(?:modif|updat|expir|valid))(?:.*(?:publish|publication|created|issued|original|release).*(?:date|time)"
    r"|.*(?:date|time).*(?:publish|publication|created|issued|original|release))",
    re.IGNORECASE,
)
SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)")


def known_of(tree: Any, markup: str) -> Known:
    """Return what the page (an lxml tree) says about itself: JSON-LD first, then tags, then elements."""
    meta = _meta(tree)
    known = linked_data(tree).over(_from_tags(tree, meta))
    if not known.url and (saved := SAVED.search(markup[:2_000])):
        known = replace(known, url=saved[1])
    return replace(known, title=_bare_title(known)) if known.title else known


def _bare_title(known: Known) -> str:
    """Return the title without the name of the site after it."""
    title, site = known.title or "", known.publisher
    found = SITE.search(title)
    return title[: found.start()] if found and site and letters(site) in letters(found[0]) else title


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
        or _time(tree, meta),
        url=_canonical(tree, meta),
        authors=tuple(names_of(authors)),
        topics=tuple(part.strip() for one in topics for part in one.split(",") if part.strip()),
    )


def _heading(tree: Any) -> str | None:
    marked = [n for n in tree.iter() if n.get("itemprop") == "headline" or "entry-title" in (n.get("class") or "")]
    for nodes in (marked, list(tree.iter("h1"))):
        heads = [" ".join(" ".join(node.itertext()).split()) for node in nodes]
        if len(heads) == 1 and heads[0]:
            return heads[0]
    title = next(iter(tree.iter("title")), None)
    return SITE.sub("", " ".join((title.text or "").split())) or None if title is not None else None


def _canonical(tree: Any, meta: Mapping[str, list[str]]) -> str | None:
    links = [node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    for url in (*links, _first(meta, ("og:url", "twitter:url", "parsely-link"))):
        # Some templates name the front page on every page.
        if url and url.startswith("http") and url.split("//", 1)[1].rstrip("/").count("/"):
            return str(url)
    return None


def _time(tree: Any, meta: Mapping[str, list[str]]) -> str | None:
    """Return the date of publication: in a tag, marked up, in a time element, near the headline."""
    named = (v for name, values in meta.items() if DATE_NAME.search(name) for v in values)
    marked = (_moment(n) for n in tree.iter() if n.get("itemprop", "").lower() == "datepublished")
    timed = (_moment(node) for node in tree.iter("time"))
    return next((d for text in chain(named, marked, timed, _near_headline(tree)) if (d := parse_date(text))), None)


def _moment(node: Any) -> str:
    return node.get("datetime") or node.get("content") or " ".join(node.itertext())


def _near_headline(tree: Any) -> Iterator[str]:
    """Yield the text of elements called a date that follow a headline (before it stands today's date)."""
    begun = False
    for node in tree.iter("h1", "article", "main", "span", "div", "p", "li", "small", "td"):
        begun = begun or node.tag in ("h1", "article", "main")
        called = f"{node.get('class') or ''} {node.get('id') or ''}"
        if begun and DATED.search(called) and not ELSEWHERE.search(called):
            text = " ".join(" ".join(node.itertext()).split())
            if len(text) < 80:
                yield text
