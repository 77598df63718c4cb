"""Store: the record on disk."""
