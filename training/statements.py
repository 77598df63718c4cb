"""Train the statement model and write its weights into the package.

    python -m training.statements TRAIN.jsonl [--check DEV.jsonl] [--seeds 2] [--epochs 20] [--out FOLDER]

Stages: parse (kept in .cache/training), count the vocabulary, train one network a seed, round to float16,
choose thresholds and fit the calibration on the check articles. Without ``--check`` every twelfth article of
TRAIN is kept aside for that. The same file gives the same weights on one machine.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch

from pourparler.coders.statements import network
from pourparler.records import Analysis
from training.statements_cache import parsed
from training.statements_data import Example, example, vocabulary
from training.statements_fit import fitted
from training.statements_net import Net, Sizes
from training.statements_train import Plan, train

HOME = Path(network.__file__).parent / "weights"
ANCHOR_THRESHOLD = 0.2


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Train the statement model.")
    parser.add_argument("path")
    parser.add_argument("--check")
    parser.add_argument("--seeds", type=int, nargs="+", default=[2])
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HOME)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.use_deterministic_algorithms(True)
    fit, check = _split(parsed(given.path), parsed(given.check) if given.check else None)
    words = vocabulary(fit[1])
    print(f"{len(fit[0])} articles to train on, {len(check[0])} to check, {len(words)} lemmas", flush=True)
    lessons, exam = _examples(fit, words), _examples(check, words)
    sizes = Sizes(len(words) + 1)
    arrays = []
    for seed in given.seeds:
        plan = Plan(
            seed=seed, epochs=given.epochs, log=lambda line, seed=seed: print(f"seed {seed} {line}", flush=True)
        )
        arrays.append(halved(train(lessons, sizes, plan)))
    settings = {
        "seeds": [f"seed{seed}.npz" for seed in given.seeds],
        "dilations": list(sizes.dilations),
        "pair_dilations": list(sizes.pair_dilations),
        "anchor_threshold": ANCHOR_THRESHOLD,
        "trained_on": sha256(Path(given.path).read_bytes()).hexdigest(),
    }
    model = as_model(words, settings, arrays)
    settings.update(fitted(model, check[0], exam, check[1]))
    write(given.out, words, settings, arrays)
    print(json.dumps({k: settings[k] for k in ("threshold", "calibration")}))
    for part, figures in settings["check"].items():
        print(part, {k: v["f1"] for k, v in figures.items() if isinstance(v, dict)})


Corpus = tuple[list[dict[str, Any]], list[Analysis]]


def _split(whole: Corpus, check: Corpus | None) -> tuple[Corpus, Corpus]:
    if check is not None:
        return whole, check
    kept, aside = ([k for k in range(len(whole[0])) if (k % 12 == 11) is flag] for flag in (False, True))
    return tuple(([whole[0][k] for k in part], [whole[1][k] for k in part]) for part in (kept, aside))  # type: ignore[return-value]


def _examples(corpus: Corpus, words: dict[str, int]) -> list[Example]:
    found = [example(a["id"], analysis, a["attributions"], words) for a, analysis in zip(*corpus, strict=True)]
    return [replace(e, features=replace(e.features, dense=e.features.dense.astype(np.float16))) for e in found]


def halved(net: Net) -> network.Arrays:
    """Return the weights as float16 arrays under the names that ``network`` reads."""
    return {
        name: value.numpy().astype(np.float16)
        for name, value in net.state_dict().items()
        if not name.endswith("offsets")
    }


def as_model(words: dict[str, int], settings: dict[str, Any], arrays: list[network.Arrays]) -> network.Model:
    """Return the model as the package would load it."""
    wide = [{key: value.astype(np.float32) for key, value in one.items()} for one in arrays]
    return network.Model.of(words, settings, tuple(network.prepare(one) for one in wide))


def write(folder: Path, words: dict[str, int], settings: dict[str, Any], arrays: list[network.Arrays]) -> None:
    """Write settings.json, vocabulary.txt and one file of arrays a seed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocabulary.txt").write_text("".join(f"{w}\n" for w in words), "utf-8")
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    for name, one in zip(settings["seeds"], arrays, strict=True):
        np.savez_compressed(folder / name, **one)


if __name__ == "__main__":
    main()
