"""How relations between actors move. Not built yet; see docs/ARCHITECTURE.md."""
