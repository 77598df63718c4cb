"""The record: three nouns. A ``Store`` opens it, a ``Writer`` adds readings, a ``View`` gives them back."""

from pourparler.store.filters import Filters
from pourparler.store.store import Store
from pourparler.store.view import Hit, View
from pourparler.store.writer import Outcome, Writer

__all__ = ["Filters", "Hit", "Outcome", "Store", "View", "Writer"]
