"""Coders: each finds one kind of row in an analysis."""
