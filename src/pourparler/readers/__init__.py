"""Readers: from bytes to documents."""
