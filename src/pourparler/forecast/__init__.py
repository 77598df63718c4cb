"""Forecasts: how likely the next step is. Not built yet; see docs/ARCHITECTURE.md."""
