"""Resolution: mentions to actors, words to dates and places."""

from pourparler.resolution.times import find_times

__all__ = ["find_times"]
