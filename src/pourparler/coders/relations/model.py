"""The trained model in NumPy: one linear score a class over hashed features and mean vectors.

``weights/relations.npz`` holds no words: a feature is the first eight bytes of its BLAKE2 hash. Arrays:
``keys`` (f, uint64, sorted), ``group`` (f), ``idf`` (f), ``weight`` (f, 15), ``bias`` (15), ``mean`` and
``scale`` (d) and ``vector`` (d, 15) for the mean vectors, ``types`` (15), ``sharpness``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np

GROUPS = {"event": 0.5, "verb": 1.0, "path": 1.0, "between": 1.0, "around": 1.0, "all": 1.0}
WORD_VECTORS = {"all": 0.4, "between": 0.4, "path": 0.4, "above": 0.4, "below": 0.4, "complement": 0.3}
PARSER_VECTORS = {"source": 0.2, "target": 0.2, "verb": 0.2, "way": 0.2, "content": 0.2, "text": 0.3}
SHARES = WORD_VECTORS | PARSER_VECTORS
"""Groups of features and mean vectors, with their shares of a kernel that is the sum of them all."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as in the file; scores are ``x @ weight + v @ vector + bias``."""

    keys: np.ndarray
    group: np.ndarray
    idf: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    mean: np.ndarray
    scale: np.ndarray
    vector: np.ndarray
    types: tuple[str, ...]
    sharpness: float

    def chances(self, sparse: Mapping[str, Iterable[str]], dense: Mapping[str, np.ndarray]) -> dict[str, float]:
        """Return the chance of each type, in the order of ``types``; they add up to 1."""
        score = self.bias.copy()
        rows = self._rows(sparse)
        for index, share in enumerate(GROUPS.values()):
            own = rows[self.group[rows] == index]
            if len(own):
                score += measured(self.idf[own], share) @ self.weight[own]
        score += scaled(dense, self.mean, self.scale) @ self.vector
        power = np.exp(self.sharpness * (score - score.max()))
        return dict(zip(self.types, (power / power.sum()).tolist(), strict=True))

    def _rows(self, sparse: Mapping[str, Iterable[str]]) -> np.ndarray:
        keys = np.array(sorted({key(g, f) for g in GROUPS for f in sparse[g]}), np.uint64)
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        return places[self.keys[places] == keys]


def key(group: str, feature: str) -> int:
    """Return the number that stands for a feature of a group."""
    return int.from_bytes(blake2b(f"{group}\t{feature}".encode(), digest_size=8).digest(), "little")


def measured(idf: np.ndarray, share: float) -> np.ndarray:
    """Return what the features of a group count in a text that has them: length one, times the root of the share."""
    return idf * (share**0.5 / np.linalg.norm(idf))


def scaled(dense: Mapping[str, np.ndarray], mean: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Return the mean vectors side by side, each standardised, of length one, times the root of its share."""
    found, at = [], 0
    for name, part in SHARES.items():
        vector = dense[name]
        one = (vector - mean[at : at + len(vector)]) * scale[at : at + len(vector)]
        found.append(one * (part**0.5 / (np.linalg.norm(one) or 1.0)))
        at += len(vector)
    return np.concatenate(found)


@cache
def load_model() -> Model:
    """Return the model that ships with the package."""
    path = files(__package__).joinpath("weights", "relations.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        plain = {name: arrays[name] for name in arrays.files}
    for name in ("idf", "weight", "bias", "mean", "scale", "vector"):
        plain[name] = plain[name].astype(np.float32)
    types = tuple(str(one) for one in plain.pop("types"))
    return Model(types=types, sharpness=float(plain.pop("sharpness")), **plain)
