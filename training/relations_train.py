"""Train the relation model, or cross-validate it.

    python training/relations_train.py relations_train.tsv [--events events_dev.json] [--cross-validate]

One-against-rest linear support vector machines on hashed features and mean vectors. Cross-validation: five
folds, rows of one sentence in one fold, three seeds; vocabulary, idf and scales come from the training folds
alone; extra rows (whole events, our own sentences) are trained on in each fold and never scored.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).parent.parent))

from evals.relations import QUADS, digest
from evals.stats import HEADER, by_class, cells, macro_f1, markdown
from pourparler.coders.relations.model import GROUPS, SHARES, Model, key, scaled
from pourparler.pipeline import Tools
from pourparler.settings import Settings
from training.relations_data import OWN, Example, event_rows, features, marked_rows, own_rows

WEIGHTS = Path(__file__).parent.parent / "src/pourparler/coders/relations/weights/relations.npz"
COST = 0.3
"""Of an error, against the size of the weights."""
SHARPNESS = 3.0
"""Margins to chances; the value with the least log loss in cross-validation."""
SEEDS = (0, 1, 2)
Row = tuple[dict, dict]


def fit(rows: Sequence[Row], examples: Sequence[Example], seed: int = 0) -> Model:
    """Return the model of the examples given."""
    keys, group, idf = vocabulary(rows)
    vectors = np.array([np.concatenate([dense[name] for name in SHARES]) for _, dense in rows])
    mean, scale = vectors.mean(0), 1 / (vectors.std(0) + 1e-6)
    x = matrix(rows, keys, group, idf, mean, scale)
    types = sorted(QUADS)
    machine = LinearSVC(C=COST, random_state=seed, tol=1e-5, max_iter=20_000)
    machine.fit(x, [types.index(e.type) for e in examples], sample_weight=[e.weight for e in examples])
    weight = machine.coef_.T.astype(np.float32)
    count = len(keys)
    bias = machine.intercept_.astype(np.float32)
    return Model(keys, group, idf, weight[:count], bias, mean, scale, weight[count:], tuple(types), SHARPNESS)


def vocabulary(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return hashes, groups and idf of the features that at least two rows have, by hash."""
    seen = Counter((index, f) for sparse, _ in rows for index, name in enumerate(GROUPS) for f in sparse[name])
    found = sorted((key(GROUPS[i], f), i, np.log(len(rows) / n) + 1) for (i, f), n in seen.items() if n > 1)
    keys, group, idf = zip(*found, strict=True)
    return np.array(keys, np.uint64), np.array(group, np.int8), np.array(idf, np.float32)


def matrix(rows: Sequence[Row], keys: np.ndarray, group: np.ndarray, idf: np.ndarray, mean, scale) -> csr_matrix:
    """Return one row an example as ``Model.chances`` reads it: groups of length one, then mean vectors."""
    place = {int(k): i for i, k in enumerate(keys)}
    at, columns, values = [], [], []
    for index, (sparse, _) in enumerate(rows):
        for name in GROUPS:
            own = [place[k] for f in sorted(sparse[name]) if (k := key(name, f)) in place]
            if own:
                at += [index] * len(own)
                columns += own
                values += list(idf[own] / np.linalg.norm(idf[own]))
    left = csr_matrix((values, (at, columns)), shape=(len(rows), len(keys)))
    right = csr_matrix(np.array([scaled(dense, mean, scale) for _, dense in rows]))
    return hstack([left, right]).tocsr()


def cross_validate(rows: list[Row], examples: list[Example]) -> str:
    """Return the figures as Markdown: macro F1 a seed, figures by class over all seeds."""
    main = [i for i, e in enumerate(examples) if e.scored]
    extra = [i for i, e in enumerate(examples) if not e.scored]
    lines, every = [], []
    for seed in SEEDS:
        found = out_of_fold(rows, examples, main, extra, seed)
        pairs = [(examples[i].type, found[i]) for i in main]
        quads = [(examples[i].quad, QUADS[found[i]]) for i in main]
        sides = [(gold > 2, got > 2) for gold, got in quads]
        lines.append([100 * macro_f1(one) for one in (pairs, quads, sides)])
        every += pairs
    mean = np.mean(lines, 0)
    table = [(name, *(f"{v:.1f}" for v in line)) for name, line in zip((*SEEDS, "mean"), [*lines, mean], strict=True)]
    head = markdown(("seed", "15 types", "4 quads", "2 classes"), [tuple(map(str, one)) for one in table])
    return head + "\n" + markdown(HEADER, cells(by_class(every)))


def out_of_fold(rows, examples, main, extra, seed) -> dict[int, str]:
    """Return the predicted type of each scored example, each from a model that did not see its sentence."""
    found = {}
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    types, groups = [examples[i].type for i in main], [examples[i].group for i in main]
    for train, test in folds.split(main, types, groups):
        chosen = [main[i] for i in train] + extra
        model = fit([rows[i] for i in chosen], [examples[i] for i in chosen], seed)
        for i in (main[j] for j in test):
            scores = model.chances(*rows[i])
            found[i] = max(scores, key=lambda one: scores[one])
    return found


def save(model: Model, path: Path = WEIGHTS) -> None:
    """Write a model, floats as float16, always the same bytes."""
    half = {n: getattr(model, n).astype(np.float16) for n in ("idf", "weight", "vector")}
    full = {n: getattr(model, n).astype(np.float32) for n in ("bias", "mean", "scale")}
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path, keys=model.keys, group=model.group, types=np.array(model.types), sharpness=model.sharpness, **half, **full
    )


def main() -> None:
    """Train and write the weights, or print cross-validated figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    examples = list(marked_rows(options.data))
    examples += list(own_rows()) if OWN.exists() else []
    examples += list(event_rows(options.events)) if options.events else []
    rows = features(examples, Tools.load(Settings(record=":memory:")))
    if options.cross_validate:
        print(cross_validate(rows, examples))
        return
    save(fit(rows, examples))
    print(json.dumps({"examples": len(examples), "data": digest(options.data), "bytes": WEIGHTS.stat().st_size}))


if __name__ == "__main__":
    main()
