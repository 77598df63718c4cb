"""From the text of a report, and what is known about it, to a ``Document``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pourparler.lexicon.furniture import agency_name
from pourparler.readers.dates import date_in_path, parse_date
from pourparler.readers.known import LONE, Known, digest, plain_address, tidy, whole
from pourparler.readers.languages import language_of
from pourparler.readers.marking import Layout, letters, mark
from pourparler.records import Diagnostic, Document, Report, one_line
from pourparler.records.ids import make_id

LONGEST = 200_000
"""Characters of a report that are kept; a whole newspaper page has a tenth of them."""

LONGEST_LINE = 100_000
"""Characters of a line above which a text is no report (a dump, a minified file)."""

HEADLINE_WORDS = 25
LANGUAGES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
ANY_STOP = re.compile(r"[.!?][\"'”’)\]]*$")


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    origin: str | None = None,
) -> Document:
    """Return the document of a report given as plain text; offsets of its spans fit ``text``."""
    return build(text, Known(title, publisher, published, url, language, origin=origin))


def failed(origin: str | None, message: str, known: Known | None = None) -> Document:
    """Return the document that stands for an input that could not be read: no text, an error."""
    known = known or Known()
    identity = known.url or known.identity or f"unread:{origin}"
    report = Report(
        make_id("r", identity), make_id("v", "", "", ""), known.title, known.publisher,
        url=known.url, published=parse_date(known.published), origin=origin,
    )  # fmt: skip
    return Document(report, "", (), diagnostics=(Diagnostic("error", message),))


def build(text: str, known: Known, notices: Iterable[Diagnostic] = ()) -> Document:
    """Return the document of ``text``. Stages: cut to size, mark furniture, headline, language, report."""
    diagnostics = list(notices)
    text = LONE.sub("\ufffd", text)
    if len(line := max(text.splitlines(), key=len, default="")) > LONGEST_LINE:
        return failed(known.origin, f"not a report: a single line of {len(line):,} characters or more", known)
    if len(text) > LONGEST:
        kept = max(text.rfind("\n", 0, LONGEST), text.rfind(". ", LONGEST - 2_000, LONGEST) + 1, LONGEST // 2)
        diagnostics.append(
            Diagnostic("warning", f"too long for a report: the first {kept:,} of {len(text):,} characters are read")
        )
        text = text[:kept]
    layout = mark(text)
    if layout.paragraphs and not any(c.isalpha() for a, b in layout.paragraphs for c in text[a:b]):
        layout.paragraphs.clear()
        diagnostics.append(Diagnostic("error", "nothing to read: no words, only signs and numbers"))
    elif not layout.paragraphs:
        diagnostics.append(Diagnostic("error", "nothing to read: no text" + (" but furniture" if text.strip() else "")))
        if not text.strip():
            return replace(failed(known.origin, "", known), diagnostics=tuple(diagnostics))
    known = known.over(_told(layout))
    headline = _headline(text, layout, known.title)
    if headline and not known.title:
        known = replace(known, title=one_line(text[slice(*headline)]))
    known = replace(known, published=_published(known, layout, diagnostics), language=_language(text, layout, known))
    diagnostics += _foreign(known.language)
    known = tidy(known)
    return Document(
        _report(text, known),
        text,
        tuple(layout.paragraphs),
        tuple(layout.furniture),
        headline,
        tuple(diagnostics),
    )


def _told(layout: Layout) -> Known:
    """Return what the furniture of the text says about the report."""
    facts = layout.facts
    place = facts.get("place")
    return Known(
        title=facts.get("title"),
        publisher=facts.get("publisher"),
        published=parse_date(facts.get("date")),
        url=facts.get("url"),
        language=facts.get("language"),
        agency=agency_name(facts["agency"]) if "agency" in facts else None,
        place=place.title() if place and place.isupper() and len(place) > 3 else place,
        authors=tuple(dict.fromkeys(layout.authors)),
        topics=tuple(dict.fromkeys(layout.topics)),
    )


def _headline(text: str, layout: Layout, title: str | None) -> tuple[int, int] | None:
    """Return the range of the headline when the text begins with one.

    It is one when it says what the title says, or is short, has no full stop and stands before a blank
    line, a byline or dateline, or a much longer paragraph that is a sentence.
    """
    if not layout.paragraphs:
        return None
    first, following = layout.paragraphs[0], layout.paragraphs[1:2]
    words = one_line(text[slice(*first)])
    if title and letters(title) == letters(words):
        return first
    if not following or len(words.split()) > HEADLINE_WORDS or words[-1] in ".,;:" or ANY_STOP.search(words[:-1]):
        return None
    if (words[0] in '"“' and words[-1] in '"”') or not (
        words[0].isupper() or words[0] in "'‘\"“" or words[0].isdigit()
    ):
        return None
    body = text[slice(*following[0])]
    longer = len(body) > 1.5 * len(words) and ANY_STOP.search(body) is not None
    return first if layout.headed or longer else None


def _published(known: Known, layout: Layout, diagnostics: list[Diagnostic]) -> str | None:
    """Return when the report was published: as told, else from address, file name or dateline."""
    if known.published and (told := parse_date(known.published)):
        return told
    found = date_in_path(known.url or "") or date_in_path((known.origin or "").replace("\\", "/").rsplit("/", 1)[-1])
    line = layout.facts.get("dateline")
    dated = parse_date(line, int(found[:4]) if found else None)
    if found or dated:
        return found or dated
    why = "no date of publication: relative dates stay open"
    diagnostics.append(Diagnostic("info", why + (f"; the dateline says {line} without a year" if line else "")))
    return None


def _language(text: str, layout: Layout, known: Known) -> str | None:
    if known.language:
        return known.language.replace("_", "-").split("-")[0].lower()
    return language_of(" ".join(text[a:b] for a, b in layout.paragraphs[:40]))


def _foreign(language: str | None) -> list[Diagnostic]:
    if language in (None, "en"):
        return []
    name = LANGUAGES.get(language or "", f"the language {language!r}")
    return [Diagnostic("warning", f"the report is in {name}: it is kept and not coded")]


def _report(text: str, known: Known) -> Report:
    known = whole(known)
    address = plain_address(known.url) if known.url else known.identity or digest(text.encode())
    return Report(
        id=make_id("r", address),
        version=make_id("v", known.title or "", known.published or "", text),
        title=one_line(known.title) if known.title else None,
        publisher=known.publisher,
        agency=known.agency,
        url=known.url,
        published=known.published,
        language=known.language,
        place=known.place,
        authors=known.authors,
        topics=known.topics,
        origin=known.origin,
    )
