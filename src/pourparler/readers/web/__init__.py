"""Reading from the web: addresses that may be fetched, polite fetching, lists of feeds."""

from pourparler.readers.web.fetching import Fetched, Fetcher, Memory
from pourparler.readers.web.sources import sources_of

__all__ = ["Fetched", "Fetcher", "Memory", "sources_of"]
