"""Pinned floors: what a task must reach on data of a known hash; lowering one is a change that shows.

``floors.json`` holds for each task and file name ``sha256``, ``least`` and ``most`` (what figures may not fall
below and not exceed, in 0 to 1). A file that has no floors is scored like any other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def below(task: str, path: str | Path, measured: Mapping[str, float]) -> list[str]:
    """Return what of ``measured`` does not hold the floors of a file, and whether the file is another one."""
    pinned = json.loads(FLOORS.read_text("utf-8")).get(task, {}).get(Path(path).name)
    if pinned is None:
        return []
    if digest(path) != pinned["sha256"]:
        return ["the data are not those that the floors were pinned on"]
    low = [f"{k} {measured[k]:.3f} < {v}" for k, v in pinned.get("least", {}).items() if round(measured[k], 4) < v]
    high = [f"{k} {measured[k]:.3f} > {v}" for k, v in pinned.get("most", {}).items() if round(measured[k], 4) > v]
    return low + high


def digest(path: str | Path) -> str:
    """Return the sha256 of a file."""
    return sha256(Path(path).read_bytes()).hexdigest()


def told(found: list[str]) -> str:
    """Return the floors that are not held, one a line."""
    return "".join(f"below floor: {one}\n" for one in found)
