"""The gazetteer: who is who in diplomacy, with names, offices and dates, as tables of this project.

``load()`` reads the tables in ``data/`` (and a user's file) into a ``Gazetteer``, which finds names and
titles in a text and knows who held which office when. See ``docs/gazetteer.md`` for the tables.
"""

from pourparler.lexicon.gazetteer.entries import Candidate, Entry, Match, Name, NameKind, TitleMatch
from pourparler.lexicon.gazetteer.gazetteer import Gazetteer, load

__all__ = ["Candidate", "Entry", "Gazetteer", "Match", "Name", "NameKind", "TitleMatch", "load"]
