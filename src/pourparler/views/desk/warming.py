"""What takes longest in a large record, looked up when the desk opens, before anybody asks."""

from __future__ import annotations

from pourparler.project import Asked, Filters, Project
from pourparler.project.remembering import LARGE
from pourparler.views.desk.pages.common import has_record
from pourparler.views.desk.pages.plots import drawn_network


def warm(project: Project) -> None:
    """Ask what the pages ask when nothing is filtered; a record that is not large needs none of it."""
    if not has_record(project) or project.newest() < LARGE:
        return
    every = Filters()
    project.facets("events", every)
    project.facets("statements", every)
    project.board(Asked(), limit=1)
    project.counted("events", every)
    project.counted("events", Filters(min_confidence=0.6))
    project.foretold()
    project.places(every)
    drawn_network(project, every, "country", 80)
    project.pairs(every, "country")
