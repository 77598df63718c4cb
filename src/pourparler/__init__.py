"""Pourparler reads news reports about diplomacy and keeps the record of a situation."""

__version__ = "0.1.0"
