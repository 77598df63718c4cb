"""The public facade: read reports, keep the record, ask it."""

from pourparler.project.explaining import Explanation, Mark
from pourparler.project.facade import ActorPage, Project, Shown
from pourparler.project.lists import Asked, Board
from pourparler.store import Filters, Hit

__all__ = ["ActorPage", "Asked", "Board", "Explanation", "Filters", "Hit", "Mark", "Project", "Shown"]
