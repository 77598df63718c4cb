"""The trained statement model in NumPy: what ``training/`` fits in PyTorch, run without it.

A model is one file of arrays (float16 on disk, float32 here). Several models that differ only in
their seed are run side by side and their chances averaged. All rows of a document go through each layer as
one matrix.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from pourparler.coders.statements.features import COLUMNS, Features
from pourparler.coders.statements.layers import Arrays, Bag, Strip, block, normal, sigmoid, softmax
from pourparler.coders.statements.pairs import PAIR_COLUMNS, Frames, frames


@dataclass(frozen=True, slots=True)
class Model:
    """All seeds of the model: ``vocabulary`` of lemmas, ``settings`` (sizes, thresholds), ``seeds``.

    ``tokens`` and ``pairs`` are the embeddings of all seeds, ``dense`` their projections of the float vectors.
    """

    vocabulary: dict[str, int]
    settings: dict[str, Any]
    seeds: tuple[Arrays, ...]
    tokens: Bag
    pairs: Bag
    dense: tuple[np.ndarray, np.ndarray]

    @classmethod
    def of(cls, vocabulary: dict[str, int], settings: dict[str, Any], seeds: tuple[Arrays, ...]) -> Model:
        """Return the model of seeds that are prepared."""
        tokens = Bag.of([w["bag.weight"] for w in seeds], COLUMNS, len(vocabulary) + 1)
        pairs = Bag.of([w["pair_bag.weight"] for w in seeds], PAIR_COLUMNS, 0)
        dense = tuple(np.concatenate([w[f"dense.{part}"] for w in seeds], axis=-1) for part in ("weight", "bias"))
        return cls(vocabulary, settings, seeds, tokens, pairs, (dense[0], dense[1]))


@dataclass(frozen=True, slots=True)
class Scores:
    """Chances for one document: ``anchor`` (n,), ``frames`` and ``labels`` (m, 13) of their rows."""

    anchor: np.ndarray
    frames: Frames
    labels: np.ndarray


@cache
def load_model() -> Model:
    """Return the model that ships with the package."""
    folder = files(__package__).joinpath("weights")
    settings = json.loads(folder.joinpath("settings.json").read_text("utf-8"))
    words = folder.joinpath("vocabulary.txt").read_text("utf-8").splitlines()
    seeds = []
    for name in settings["seeds"]:
        with folder.joinpath(name).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            seeds.append(prepare({key: arrays[key].astype(np.float32) for key in arrays.files}))
    return Model.of({word: i + 1 for i, word in enumerate(words)}, settings, tuple(seeds))


def prepare(raw: Arrays) -> Arrays:
    """Return the arrays as the layers want them: matrices transposed, embeddings as they are."""
    return {
        key: np.ascontiguousarray(value.T if value.ndim == 2 and "bag" not in key else value)
        for key, value in raw.items()
    }


def run(model: Model, features: Features) -> Scores:
    """Return the chances of all tokens and of the frames of likely anchors."""
    states = encode(model, features)
    chances = [
        sigmoid(x @ w["anchor.weight"] + w["anchor.bias"])[:, 0] for x, w in zip(states, model.seeds, strict=True)
    ]
    chance = np.mean(chances, 0)
    found = frames(features, np.flatnonzero(chance > model.settings["anchor_threshold"]))
    labels = label(model, states, found) if len(found.tokens) else np.zeros((0, 13), np.float32)
    return Scores(chance, found, labels)


def encode(model: Model, features: Features) -> list[np.ndarray]:
    """Return the states (n, width) of the tokens, one matrix a seed."""
    dilations = tuple(model.settings["dilations"])
    strip = Strip(np.array([len(features.heads)]), max(dilations))
    sums = features.dense @ model.dense[0]
    sums += model.dense[1]
    model.tokens.add(features.ids, sums)
    states = []
    for w, own in zip(model.seeds, np.split(sums, len(model.seeds), axis=1), strict=True):
        x = opened(own, w, "norm", strip)
        for k, step in enumerate(dilations):
            block(w, f"blocks.{k}", x, strip, step, features.heads)
        states.append(x[strip.rows])
    return states


def label(model: Model, states: list[np.ndarray], found: Frames) -> np.ndarray:
    """Return the label chances (m, 13) of the frames' rows."""
    dilations = tuple(model.settings["pair_dilations"])
    strip = Strip(np.diff(found.starts), max(dilations))
    mine, cue = (
        [x[rows] @ w[f"{name}.weight"] + w[f"{name}.bias"] for x, w in zip(states, model.seeds, strict=True)]
        for name, rows in (("mine", slice(None)), ("cue", found.anchors))
    )
    sums = np.concatenate(mine, axis=1)[found.tokens]
    sums += np.concatenate(cue, axis=1)[found.frame]
    model.pairs.add(found.ids, sums)
    chances = []
    for w, own in zip(model.seeds, np.split(sums, len(model.seeds), axis=1), strict=True):
        z = opened(own, w, "pair_norm", strip)
        for k, step in enumerate(dilations):
            block(w, f"pair_blocks.{k}", z, strip, step)
        logits = z[strip.rows] @ w["label.weight"] + w["label.bias"]
        chances.append(softmax(np.ascontiguousarray(logits.T)))
    return np.ascontiguousarray(np.mean(chances, 0).T)


def opened(sums: np.ndarray, w: Arrays, name: str, strip: Strip) -> np.ndarray:
    """Return relu(norm(sums)) laid out as a strip."""
    x = np.zeros((strip.total, sums.shape[1]), np.float32)
    y = normal(np.ascontiguousarray(sums), w[name + ".weight"], w[name + ".bias"])
    x[strip.rows] = np.maximum(y, 0, out=y)
    return x
