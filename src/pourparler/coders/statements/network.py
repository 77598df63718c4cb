"""The trained statement model in NumPy: what ``training/`` fits in PyTorch, run without it.

A model is one file of arrays (float16 on disk, float32 here). Several models that differ only in
their seed are run side by side and their chances averaged. All rows of a document go through each layer as
one matrix; the LSTM walks all paragraphs at once, longest first, so no row is padding.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from pourparler.coders.statements.features import COLUMNS, Features
from pourparler.coders.statements.pairs import PAIR_COLUMNS, Frames, frames

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Model:
    """All seeds of the model: ``vocabulary`` of lemmas, ``settings`` (sizes, thresholds), ``seeds``."""

    vocabulary: dict[str, int]
    settings: dict[str, Any]
    seeds: tuple[Arrays, ...]


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
            seeds.append(prepare({key: arrays[key].astype(np.float32) for key in arrays.files}, settings))
    return Model({word: i + 1 for i, word in enumerate(words)}, settings, tuple(seeds))


def prepare(raw: Arrays, settings: dict[str, Any]) -> Arrays:
    """Return the arrays as the layers want them: transposed, gates halved for the tanh form of sigmoid."""
    found = {
        key: np.ascontiguousarray(value.T if value.ndim == 2 and "bag" not in key else value)
        for key, value in raw.items()
    }
    if settings["lstm"]:
        width = settings["lstm"]
        gates = np.full(4 * width, 0.5, np.float32)
        gates[2 * width : 3 * width] = 1
        for end in ("", "_reverse"):
            bias = raw["lstm.bias_ih_l0" + end] + raw["lstm.bias_hh_l0" + end]
            found["in" + end] = np.ascontiguousarray(raw["lstm.weight_ih_l0" + end].T * gates)
            found["bias" + end] = bias * gates
            found["again" + end] = np.ascontiguousarray(raw["lstm.weight_hh_l0" + end].T * gates)
    return found


def run(model: Model, features: Features) -> Scores:
    """Return the chances of all tokens and of the frames of likely anchors."""
    n, s = len(features.heads), model.settings
    near = neighbours(((0, n),), n, tuple(s["dilations"]))
    ids = features.ids + offsets(COLUMNS, len(model.vocabulary) + 1)
    order = walk(features.paragraphs) if s["lstm"] else None
    states = [encode(w, ids, features, near, order, s["lstm"]) for w in model.seeds]
    chance = np.mean(
        [sigmoid(x @ w["anchor.weight"] + w["anchor.bias"])[:, 0] for x, w in zip(states, model.seeds, strict=True)],
        0,
    )
    found = frames(features, np.flatnonzero(chance > s["anchor_threshold"]))
    m = len(found.tokens)
    if not m:
        return Scores(chance, found, np.zeros((0, 13), np.float32))
    bounds = tuple(zip(found.starts[:-1].tolist(), found.starts[1:].tolist(), strict=True))
    near = neighbours(bounds, m, tuple(s["pair_dilations"]))
    pair_ids = found.ids + offsets(PAIR_COLUMNS, 0)
    labels = [label(w, x, found, pair_ids, near) for x, w in zip(states, model.seeds, strict=True)]
    return Scores(chance, found, np.mean(labels, 0))


@cache
def offsets(columns: tuple[tuple[str, int], ...], vocabulary: int) -> np.ndarray:
    """Return where the rows of each column begin in the table of all."""
    sizes = [size or vocabulary for _, size in columns]
    return np.concatenate(([0], np.cumsum(sizes[:-1]))).astype(np.int64)


def encode(w: Arrays, ids: np.ndarray, features: Features, near: list, order: list | None, width: int) -> np.ndarray:
    """Return the states of the tokens."""
    x = features.dense @ w["dense.weight"] + w["dense.bias"]
    bag(w["bag.weight"], ids, x)
    x = np.maximum(normal(x, w["norm.weight"], w["norm.bias"]), 0)
    for k, places in enumerate(near):
        x = block(w, f"blocks.{k}", x, [*places, features.heads])
    if order is None:
        return x
    return np.concatenate([x, lstm(w, x, order, width)], axis=1)


def label(w: Arrays, states: np.ndarray, found: Frames, ids: np.ndarray, near: list) -> np.ndarray:
    """Return the label chances of the frames' rows."""
    z = (states @ w["mine.weight"] + w["mine.bias"])[found.tokens]
    z += (states[found.anchors] @ w["cue.weight"] + w["cue.bias"])[found.frame]
    bag(w["pair_bag.weight"], ids, z)
    z = np.maximum(normal(z, w["pair_norm.weight"], w["pair_norm.bias"]), 0)
    for k, places in enumerate(near):
        z = block(w, f"pair_blocks.{k}", z, places)
    return softmax(z @ w["label.weight"] + w["label.bias"])


def bag(table: np.ndarray, ids: np.ndarray, out: np.ndarray) -> None:
    """Add to each row of ``out`` the embeddings of its columns."""
    for column in range(ids.shape[1]):
        out += table[ids[:, column]]


def block(w: Arrays, name: str, x: np.ndarray, places: list[np.ndarray]) -> np.ndarray:
    """Return norm(x + relu(W [x, rows at places]))."""
    n, width = x.shape
    padded = np.concatenate([x, np.zeros((1, width), np.float32)])
    rows = np.empty((n, width * (len(places) + 1)), np.float32)
    rows[:, :width] = x
    for k, place in enumerate(places):
        rows[:, width * (k + 1) : width * (k + 2)] = padded[place]
    y = rows @ w[name + ".linear.weight"]
    y += w[name + ".linear.bias"]
    np.maximum(y, 0, out=y)
    y += x
    return normal(y, w[name + ".norm.weight"], w[name + ".norm.bias"])


def lstm(w: Arrays, x: np.ndarray, order: list[tuple[np.ndarray, np.ndarray]], width: int) -> np.ndarray:
    """Return the states (n, 2 * width) of a bidirectional LSTM over paragraphs."""
    drive = np.stack([x @ w["in"] + w["bias"], x @ w["in_reverse"] + w["bias_reverse"]])
    again = np.stack([w["again"], w["again_reverse"]])
    count = len(order[0][0])
    h, c = np.zeros((2, count, width), np.float32), np.zeros((2, count, width), np.float32)
    out = np.empty((len(x), 2 * width), np.float32)
    for forward, backward in order:
        b = len(forward)
        g = np.matmul(h[:, :b], again)
        g[0] += drive[0, forward]
        g[1] += drive[1, backward]
        np.tanh(g, out=g)
        i, f, o = (0.5 * g[:, :, k * width : (k + 1) * width] + 0.5 for k in (0, 1, 3))
        c = f * c[:, :b] + i * g[:, :, 2 * width : 3 * width]
        h = o * np.tanh(c)
        out[forward, :width], out[backward, width:] = h[0], h[1]
    return out


def walk(paragraphs: tuple[tuple[int, int], ...]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return for each step the rows that stand at it, from the start and from the end, longest paragraph first."""
    ordered = sorted(paragraphs, key=lambda p: (p[0] - p[1], p[0]))
    first, last = np.array([a for a, _ in ordered]), np.array([b for _, b in ordered])
    lengths = last - first
    counts = [int((lengths > t).sum()) for t in range(int(lengths[0]))]
    return [(first[:k] + t, last[:k] - 1 - t) for t, k in enumerate(counts)]


def neighbours(bounds: tuple, n: int, dilations: tuple[int, ...]) -> list[list[np.ndarray]]:
    """Return for each dilation the rows before and after each row, ``n`` (zeros) beyond its segment."""
    here = np.arange(n)
    sizes = [b - a for a, b in bounds]
    low, high = np.repeat([a for a, _ in bounds], sizes), np.repeat([b for _, b in bounds], sizes)
    before = [np.where(here - d >= low, here - d, n) for d in dilations]
    after = [np.where(here + d < high, here + d, n) for d in dilations]
    return [[a, b] for a, b in zip(before, after, strict=True)]


def normal(x: np.ndarray, gain: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Return the layer norm of the rows."""
    x = x - x.mean(axis=1, keepdims=True)
    scale = np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + 1e-5)
    x *= gain
    x /= scale[:, None]
    x += bias
    return x


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-x)) without overflow."""
    return 0.5 * np.tanh(0.5 * x) + 0.5


def softmax(x: np.ndarray) -> np.ndarray:
    """Return the softmax of the rows."""
    x = np.exp(x - x.max(axis=1, keepdims=True))
    return x / x.sum(axis=1, keepdims=True)
