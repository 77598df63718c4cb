"""Named entities as spaCy's recogniser finds them, without its walk through all moves at every token.

spaCy checks each of some 70 moves at each token before it takes one, which is half the time of the recogniser. Of
those only few matter: outside an entity the score of a move depends on one token, so all tokens are scored
in one matrix product; inside one only "goes on" and "ends" of the open label can follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = list[tuple[int, int, str]]
"""Entities of one parsed text: first token, one past the last, label."""


class EntityFinder:
    """Greedy decoding of a spaCy ``ner`` component; same weights, same moves, same choices."""

    def __init__(self, component: Any) -> None:
        self.model = model = component.model
        self.words, self.narrow = model.get_ref("tok2vec").layers[0], model.get_ref("tok2vec").layers[-1]
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self.pad = lower.get_param("pad")[0]
        self.bias = lower.get_param("b")
        self.weights, self.offset = upper.get_param("W"), upper.get_param("b")
        names = [component.moves.get_class_name(i) for i in range(component.moves.n_moves)]
        self.labels = [name[2:] for name in names]
        kind = np.array([name[0] if name == "O" or name[2:] else "" for name in names])
        self.out, self.begin = int(np.flatnonzero(kind == "O")[0]), np.flatnonzero(kind == "B")
        self.begins = frozenset(self.begin.tolist())
        self.opening = np.flatnonzero((kind == "B") | (kind == "U"))
        self.never = np.flatnonzero((kind != "O") & (kind != "B") & (kind != "U"))
        self.go_on = {name[2:]: i for i, name in enumerate(names) if name[0] == "I"}
        self.end = {name[2:]: i for i, name in enumerate(names) if name[0] == "L"}

    @staticmethod
    def fits(component: Any) -> bool:
        """Return whether ``component`` has the layers that this decoder knows, and no beam or masked moves."""
        model = component.model
        plain = component.cfg.get("beam_width", 1) == 1 and model.name == "parser_model"
        if not plain or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
            return False
        return bool(model.get_ref("lower").get_dim("nF") == 3)

    def find(self, docs: Sequence[Doc], vectors: np.ndarray | None = None) -> list[Found]:
        """Return the entities of each text; ``docs`` have their sentence starts set.

        ``vectors`` (n, width) are those of all words, as ``words`` gives them; None computes them.
        """
        if vectors is None:
            vectors = np.concatenate(self.words.predict(docs))
        features = self.model.get_ref("lower").predict(self.narrow.predict(vectors))[1:]
        stops, blank = _bounds(docs)
        best = self._outside(features, stops, blank)
        busy = np.flatnonzero(best != self.out).tolist()
        found: list[Found] = []
        place = base = 0
        for doc in docs:
            own: Found = []
            at, end = base, base + len(doc)
            while place < len(busy) and busy[place] < end:
                token, place = busy[place], place + 1
                if token < at:
                    continue
                move = int(best[token])
                at = self._close(features, token, self.labels[move], stops) if move in self.begins else token + 1
                own.append((token - base, at - base, self.labels[move]))
            found.append(own)
            base = end
        return found

    def _outside(self, features: np.ndarray, stops: np.ndarray, blank: np.ndarray) -> np.ndarray:
        """Return the best move at each token if no entity is open there."""
        sums = features[:, 0] + self.pad[1] + self.pad[2] + self.bias
        scores = sums.max(axis=2) @ self.weights.T + self.offset
        scores[:, self.never] = -np.inf
        scores[np.ix_(np.flatnonzero(blank), self.opening)] = -np.inf
        scores[np.ix_(np.flatnonzero(stops), self.begin)] = -np.inf
        return scores.argmax(axis=1)

    def _close(self, features: np.ndarray, first: int, label: str, stops: np.ndarray) -> int:
        """Return the end of the entity that opens at token ``first``."""
        pair = sorted((self.go_on[label], self.end[label]))
        token = first + 1
        while not stops[token]:
            sums = features[token, 0] + features[first, 1] + features[token - 1, 2]
            hidden = (sums + self.bias).max(axis=1)
            scores = self.weights[pair] @ hidden + self.offset[pair]
            if pair[int(scores.argmax())] == self.end[label]:
                break
            token += 1
        return token + 1


def _bounds(docs: Iterable[Doc]) -> tuple[np.ndarray, np.ndarray]:
    """Return, over the tokens of all texts: the last of its sentence or text, white space."""
    from spacy.attrs import IS_SPACE, SENT_START

    tables = [doc.to_array([SENT_START, IS_SPACE]) for doc in docs]
    table = np.concatenate(tables)
    stops = np.append(table[1:, 0] == 1, True)
    stops[np.cumsum([len(t) for t in tables]) - 1] = True
    return stops, table[:, 1] != 0
