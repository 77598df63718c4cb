"""Ledger: events of many reports folded into overtures with a state."""
