"""The brief as one HTML file: style inside, no script, nothing fetched, everything escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pourparler.views import plots
from pourparler.views.brief.page import Page
from pourparler.views.brief.terminal import labelled
from pourparler.views.wording import day_words, quoted

if TYPE_CHECKING:
    from jinja2 import Template


def text(page: Page) -> str:
    """Return the page as a whole HTML document."""
    plot = plots.svg(plots.relations_over_time(page.months)) if page.months else ""
    return _template().render(page=page, plot=plot, style=_resource("brief.css")) + "\n"


def safe_url(url: str | None) -> str | None:
    """Return an address that may stand in a link: http or https only."""
    return url if url and url.casefold().startswith(("http://", "https://")) else None


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"day_words": day_words, "labelled": labelled, "quoted": quoted, "safe_url": safe_url}
    return environment.from_string(_resource("brief.html.j2"))


def _resource(name: str) -> str:
    return files("pourparler.views.brief").joinpath(name).read_text(encoding="utf-8")
