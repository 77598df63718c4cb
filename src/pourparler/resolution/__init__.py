"""Resolution: mentions to actors, words to dates and places."""

from pourparler.resolution.link import link
from pourparler.resolution.mentions import find_mentions
from pourparler.resolution.times import find_times

__all__ = ["find_mentions", "find_times", "link"]
