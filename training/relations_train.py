"""Train the relation model, or cross-validate it.

    python -m training.relations_train relations_train.tsv [--events events_dev.json] [--cross-validate]

Kernel ridge regression on the types, one against the rest: the kernel is the sum of the groups of features
and of the mean vectors, so that the model is linear and keeps weights alone. Rows of other make are trained
on beside the marked ones: whole events at half weight, and our own sentences, whose kernel with all others
is halved (``KIN``), so that their wording is learnt and their mix of types is not.

Cross-validation: five folds, rows of one sentence in one fold, three seeds for the folds; vocabulary, idf and
scales come from the training folds alone; the other rows are trained on in each fold and never scored.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedGroupKFold

sys.path.insert(0, str(Path(__file__).parent.parent))

from evals.floors import below, digest, told
from evals.relations import QUADS, figures
from evals.stats import macro_f1, markdown
from pourparler.coders.relations.model import GROUPS, SHARES, Model, key, measured, scaled
from pourparler.pipeline import Tools
from pourparler.settings import Settings
from training.relations_data import Example, event_rows, features, marked_rows, own_rows

WEIGHTS = Path(__file__).parent.parent / "src/pourparler/coders/relations/weights/relations.npz"
RIDGE = 0.6
"""Of an error, against the size of the weights; the same from 0.4 to 0.9 in cross-validation."""
KIN = 0.5
"""How much our own sentences share with all others."""
SHARPNESS = 4.0
"""Scores to chances; the value with the least log loss in cross-validation."""
SEEDS = (0, 1, 2)
Row = tuple[dict, dict]


def fit(rows: Sequence[Row], examples: Sequence[Example]) -> Model:
    """Return the model of the examples given."""
    keys, group, idf = vocabulary(rows)
    vectors = np.array([np.concatenate([dense[name] for name in SHARES]) for _, dense in rows])
    mean, scale = vectors.mean(0), 1 / (vectors.std(0) + 1e-6)
    left = matrix(rows, keys, group, idf)
    right = np.array([scaled(dense, mean, scale) for _, dense in rows])
    types = sorted(QUADS)
    goal = np.full((len(rows), len(types)), -1.0)
    goal[np.arange(len(rows)), [types.index(e.type) for e in examples]] = 1.0
    bias = goal.mean(0)
    near = np.where([e.own for e in examples], KIN, 1.0)
    kernel = ((left @ left.T).toarray() + right @ right.T) * np.where(np.equal.outer(near, near), 1.0, KIN)
    kernel[np.diag_indices(len(rows))] += RIDGE / np.array([e.weight for e in examples])
    part = np.linalg.solve(kernel, goal - bias) * near[:, None]
    weight, vector = (left.T @ part).astype(np.float32), (right.T @ part).astype(np.float32)
    return Model(keys, group, idf, weight, bias.astype(np.float32), mean, scale, vector, tuple(types), SHARPNESS)


def vocabulary(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return hashes, groups and idf of the features that at least two rows have, by hash."""
    seen = Counter((index, f) for sparse, _ in rows for index, name in enumerate(GROUPS) for f in sparse[name])
    names = list(GROUPS)
    found = sorted((key(names[i], f), i, np.log(len(rows) / n) + 1) for (i, f), n in seen.items() if n > 1)
    keys, group, idf = zip(*found, strict=True)
    return np.array(keys, np.uint64), np.array(group, np.int8), np.array(idf, np.float32)


def matrix(rows: Sequence[Row], keys: np.ndarray, group: np.ndarray, idf: np.ndarray) -> csr_matrix:
    """Return the features of each example as ``Model.chances`` weighs them, one row an example."""
    place = {int(k): i for i, k in enumerate(keys)}
    at, columns, values = [], [], []
    for index, (sparse, _) in enumerate(rows):
        for name, share in GROUPS.items():
            own = [place[k] for f in sorted(sparse[name]) if (k := key(name, f)) in place]
            if own:
                at += [index] * len(own)
                columns += own
                values += list(measured(idf[own], share))
    return csr_matrix((values, (at, columns)), shape=(len(rows), len(keys)))


def cross_validate(rows: list[Row], examples: list[Example]) -> tuple[dict[str, float], str]:
    """Return mean macro F1 (0 to 1) of types, quads and sides, and the figures as Markdown.

    Intervals and classes are those of all seeds together, a sentence with its three predictions in one group.
    """
    main = [i for i, e in enumerate(examples) if e.scored]
    extra = [i for i, e in enumerate(examples) if not e.scored]
    lines, judged, losses = [], [], []
    for seed in SEEDS:
        found = out_of_fold(rows, examples, main, extra, seed)
        best = {i: max(scores, key=lambda one, scores=scores: scores[one]) for i, scores in found.items()}
        pairs = [(examples[i].type, best[i]) for i in main]
        quads = [(examples[i].quad, QUADS[best[i]]) for i in main]
        sides = [(gold > 2, got > 2) for gold, got in quads]
        lines.append([macro_f1(one) for one in (pairs, quads, sides)])
        losses.append(-np.mean([np.log(found[i][examples[i].type]) for i in main]))
        judged += [(examples[i].group, examples[i].type, str(examples[i].quad), best[i]) for i in main]
    mean = np.mean(lines, 0)
    seeds = zip((*SEEDS, "mean"), [*lines, mean], strict=True)
    table = [(str(name), *(f"{100 * v:.1f}" for v in line)) for name, line in seeds]
    head = markdown(("seed", "15 types", "4 quads", "2 classes"), table)
    loss = f"log loss {np.mean(losses):.3f}\n"
    means = dict(zip(("types", "quads", "sides"), mean.tolist(), strict=True))
    return means, "\n".join((head, loss, figures(judged)["table"]))


def out_of_fold(rows, examples, main, extra, seed) -> dict[int, dict[str, float]]:
    """Return the chances of each scored example, each from a model that did not see its sentence."""
    found = {}
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    types, groups = [examples[i].type for i in main], [examples[i].group for i in main]
    for train, test in folds.split(main, types, groups):
        chosen = [main[i] for i in train] + extra
        model = fit([rows[i] for i in chosen], [examples[i] for i in chosen])
        found |= {i: model.chances(*rows[i]) for i in (main[j] for j in test)}
    return found


def save(model: Model, path: Path = WEIGHTS) -> None:
    """Write a model, floats as float16, always the same bytes."""
    half = {n: getattr(model, n).astype(np.float16) for n in ("idf", "weight", "vector")}
    full = {n: getattr(model, n).astype(np.float32) for n in ("bias", "mean", "scale")}
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path, keys=model.keys, group=model.group, types=np.array(model.types), sharpness=model.sharpness, **half, **full
    )


def main() -> int:
    """Train and write the weights, or print cross-validated figures; 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    examples = list(marked_rows(options.data)) + list(own_rows())
    examples += list(event_rows(options.events)) if options.events else []
    rows = features(examples, Tools.load(Settings(record=":memory:")))
    if options.cross_validate:
        means, table = cross_validate(rows, examples)
        worse = below("relations, cross-validated", options.data, means)
        print(table, told(worse), sep="\n", end="")
        return 1 if worse else 0
    save(fit(rows, examples))
    print(json.dumps({"examples": len(examples), "data": digest(options.data), "bytes": WEIGHTS.stat().st_size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
