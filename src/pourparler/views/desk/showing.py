"""Templates filled in: escaping is on for everything, an unknown name in a template is an error."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pourparler import __version__
from pourparler.lexicon.countries import name_of
from pourparler.lexicon.phrases import phrase_of
from pourparler.records import one_line
from pourparler.records.people import Identity, covers
from pourparler.views import sentences, wording
from pourparler.views.answers import pieces
from pourparler.views.brief.html import safe_url
from pourparler.views.desk.asking import Here, address
from pourparler.views.desk.safety import TOKEN, token_of

PAGES = (
    ("Now", (("/", "Situation"), ("/overtures", "Overtures"), ("/watches", "Watches"))),
    ("Who", (("/actors", "Actors"), ("/network", "Network"), ("/map", "Map"), ("/timeline", "Timeline"))),
    ("What", (("/events", "Events"), ("/statements", "Statements"), ("/reports", "Reports"))),
    ("How sure", (("/track-record", "Track record"), ("/quality", "Quality"))),
)


def show(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page: ``template`` filled with ``values``, the address and the navigation."""
    here = Here.of(request.url.path, request.query_params)
    token = token_of(request)
    me: Identity = getattr(request.state, "identity", None) or Identity("", "reader")
    held = {
        "me": me,
        "may_edit": covers(me.role, "editor") and bool(me.name),
        "bare": False,
        "here": here,
        "token": token,
        "links": [],
        "pages": PAGES,
        "version": __version__,
        **values,
    }
    response = HTMLResponse(environment().get_template(template).render(**held), status)
    if request.cookies.get(TOKEN) != token:
        response.set_cookie(TOKEN, token, httponly=True, samesite="strict", max_age=30 * 86_400)
    return response


@cache
def environment() -> Environment:
    """Return the templates with their filters."""
    made = Environment(
        loader=PackageLoader("pourparler.views.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "same_length": lambda text: wording.clean(text, keep_length=True),
        "clean_inline": wording.clean,
        "clean": lambda text: wording.clean(one_line(text or "")),
        "country": lambda code: name_of(code) or code if code else "",
        "day": wording.day_words,
        "due": wording.due_words,
        "plain": sentences.plain_sentence,
        "pieces": sentences.sentence,
        "found": pieces,
        "quoted": wording.quoted,
        "role": wording.role_of,
        "safe_url": safe_url,
        "short": wording.short,
        "setting": wording.setting,
        "source": wording.place_of,
        "title_of": wording.title_of,
        "value_words": wording.value_words,
        "words_of": wording.words_of,
        "who": wording.who,
    }
    made.globals |= {
        "address": address,
        "plural": wording.plural,
        "noun": lambda act, mode: phrase_of(act, mode).noun,
        "asset": asset,
    }
    return made


@cache
def asset(name: str) -> str:
    """Return the address of a file of the package, another one for other bytes."""
    data = files("pourparler.views.desk").joinpath(f"static/{name}").read_bytes()
    return f"/static/{name}?{hashlib.blake2b(data, digest_size=6).hexdigest()}"
