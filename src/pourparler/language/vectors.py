"""The vectors that spaCy's tagger, parser and recogniser read, computed without spaCy's layers.

A ``tok2vec`` of spaCy embeds each word by itself and then runs windows of three over the words. What a word is
embedded as depends on its spelling alone, so it is computed once and remembered; for each word alone, since a
product of many words rounds differently, and the same report must give the same rows whatever was read before it.
The windows go over the paragraphs of one report at once, as in spaCy, in fewer passes over memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vectors import Vectors
    from thinc.model import Model

MOST_WORDS = 60_000
"""Words that are remembered; when there are more, all are forgotten."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The greatest of three products, normed: ``weights`` (in, 3 * out), one product after the other."""

    weights: np.ndarray
    offset: np.ndarray
    gain: np.ndarray
    bias: np.ndarray

    @classmethod
    def of(cls, maxout: Any, norm: Any) -> Layer:
        """Return the layer of spaCy's two; raises ValueError when it is of another make."""
        weights, offset = maxout.get_param("W"), maxout.get_param("b")
        out, pieces, width = weights.shape
        if pieces != 3:
            raise ValueError(f"{pieces} products")
        flat = weights.transpose(2, 1, 0).reshape(width, pieces * out)
        return cls(
            np.ascontiguousarray(flat),
            np.ascontiguousarray(offset.T).ravel(),
            norm.get_param("G"),
            norm.get_param("b"),
        )

    def best(self, products: np.ndarray) -> np.ndarray:
        """Return the greatest of each three of ``products`` (n, 3 * out), which are used up."""
        products += self.offset
        one, two, three = np.split(products, 3, axis=1)
        found = np.maximum(one, two)
        return np.maximum(found, three, out=found)


class Encoder:
    """One ``tok2vec`` model: words to embeddings, embeddings to vectors."""

    def __init__(self, model: Model) -> None:
        """Take the weights out of ``model``; raises KeyError or ValueError for layers that are not known here."""
        layers: dict[str, list[Any]] = {"with_array": []}
        for node in model.walk():
            layers.setdefault(node.name.partition("(")[0], []).append(node)
        self.model = model
        self.columns: list[str] = list(layers["extract_features"][0].attrs["columns"])
        self.tables = [(n.get_param("E"), n.attrs["seed"], n.attrs["column"]) for n in layers["hashembed"]]
        self.static = layers["static_vectors"][0].get_param("W")
        self.pad = max(int(node.attrs["pad"]) for node in layers["with_array"])
        self.mixing, *self.windows = map(Layer.of, layers["maxout"], layers["layernorm"])
        self.width = len(self.mixing.gain)

    @classmethod
    def of(cls, model: Model, probe: Doc) -> Encoder | None:
        """Return the encoder of ``model``, None where it would give other vectors than ``model`` for ``probe``."""
        try:
            made = cls(model)
            ours = WordVectors([made]).vectors([probe])[0]
        except (KeyError, IndexError, ValueError):
            return None
        theirs = model.predict([probe])[0]
        return made if ours.shape == theirs.shape and np.allclose(ours, theirs, atol=1e-4) else None

    def embed(self, vectors: Vectors, orths: np.ndarray, attributes: np.ndarray) -> np.ndarray:
        """Return the embeddings (n, width) of words, each computed alone.

        ``attributes`` uint64 (n, len(self.columns)), ``orths`` uint64 (n,): their keys among the word vectors.
        """
        ops: Any = self.model.ops
        parts = []
        for table, seed, column in self.tables:
            keys = ops.hash(np.ascontiguousarray(attributes[:, column]), seed) % len(table)
            parts.append(ops.gather_add(table, keys))
        rows = vectors.find(keys=orths)
        static = np.zeros((len(orths), len(self.static)), np.float32)
        for place in np.flatnonzero(rows >= 0).tolist():
            static[place] = self.static @ vectors.data[rows[place]]
        mixed = np.concatenate([*parts, static], axis=1)
        products = np.stack([row @ self.mixing.weights for row in mixed])
        best = self.mixing.best(products)
        best -= best.mean(axis=1, keepdims=True)
        best /= np.sqrt(np.square(best).mean(axis=1, keepdims=True) + np.float32(1e-8))
        return best * self.mixing.gain + self.mixing.bias

    def encode(self, embedded: np.ndarray, lengths: Sequence[int]) -> np.ndarray:
        """Return the vectors (n, width) of the words of texts of these ``lengths``, laid end to end.

        Between the texts lie rows of zeros, as many as a word looks to each side. spaCy lets the layers run over them
        too, so that is what the weights were fitted with.
        """
        rows = np.arange(len(embedded)) + np.repeat(np.arange(1, len(lengths) + 1) * self.pad, lengths)
        count, width = len(embedded) + (len(lengths) + 1) * self.pad, self.width
        x = np.zeros((count + 2, width), np.float32)
        own = x[1:-1]
        own[rows] = embedded
        window = np.empty((count, 3 * width), np.float32)
        share = np.full(width, 1 / width, np.float32)
        for layer in self.windows:
            for side in range(3):
                window[:, side * width : (side + 1) * width] = x[side : side + count]
            y = layer.best(window @ layer.weights)
            y -= (y @ share)[:, None]
            scale = np.square(y) @ share
            scale += np.float32(1e-8)
            np.sqrt(scale, out=scale)
            y /= scale[:, None]
            y *= layer.gain
            y += layer.bias
            own += y
        return own[rows]


class WordVectors:
    """The vectors of all ``tok2vec`` models of a pipeline; their embeddings are remembered side by side."""

    def __init__(self, encoders: Sequence[Encoder]) -> None:
        self.encoders = tuple(encoders)
        self.columns: list[int | str] = [
            "ORTH",
            *dict.fromkeys(name for encoder in encoders for name in encoder.columns),
        ]
        self.widths = [encoder.width for encoder in encoders]
        self.places: dict[bytes, int] = {}
        self.table = np.zeros((1024, sum(self.widths)), np.float32)

    def vectors(self, docs: Sequence[Doc]) -> list[np.ndarray]:
        """Return for each encoder the vectors of the words of all texts, laid end to end."""
        words = np.concatenate([doc.to_array(self.columns) for doc in docs])
        places = self._places(words, docs[0].vocab.vectors)
        rows = self.table[places]
        lengths = [len(doc) for doc in docs]
        parts = np.split(rows, np.cumsum(self.widths)[:-1], axis=1)
        return [encoder.encode(part, lengths) for encoder, part in zip(self.encoders, parts, strict=True)]

    def _places(self, words: np.ndarray, vectors: Vectors) -> list[int]:
        """Return where in the table the embeddings of ``words`` are, new ones computed."""
        keys = np.ascontiguousarray(words).view((np.void, words.itemsize * words.shape[1])).ravel().tolist()
        new = {key: at for at, key in enumerate(keys) if key not in self.places}
        if len(self.places) + len(new) > MOST_WORDS:
            self.places.clear()
            new = {key: at for at, key in enumerate(keys)}
        if new:
            self._add(list(new), words[list(new.values())], vectors)
        return [self.places[key] for key in keys]

    def _add(self, keys: list[bytes], words: np.ndarray, vectors: Vectors) -> None:
        first = len(self.places)
        while first + len(keys) > len(self.table):
            self.table = np.concatenate([self.table, np.zeros_like(self.table)])
        found = []
        for encoder in self.encoders:
            columns = [self.columns.index(name) for name in encoder.columns]
            found.append(encoder.embed(vectors, np.ascontiguousarray(words[:, 0]), words[:, columns]))
        self.table[first : first + len(keys)] = np.concatenate(found, axis=1)
        self.places.update(zip(keys, range(first, first + len(keys)), strict=True))
