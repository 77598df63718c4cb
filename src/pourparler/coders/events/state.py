"""What the climb for a force has learnt so far."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class State:
    """What the climb has learnt. Tokens for people; ``nodes`` are the words passed, anchor first."""

    force: str = "did"
    kind: str = ""
    neg: bool = False
    future: bool = False
    would: bool = False
    obliged: str = ""
    historical: bool = False
    holder: int | None = None
    asked: int | None = None
    source: int | None = None
    said: int | None = None
    condition: int | None = None
    ended: bool = False
    dropped: bool = False
    counterpart: int | None = None
    inner_negated: bool = False
    uncertain: bool = False
    counterfactual: bool = False
    verbal: bool = False
    possible: bool = False
    unknown: bool = False
    considered: int | None = None
    received: bool = False
    sayings: list[int] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
