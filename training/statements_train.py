"""Train the statement model: batches, losses, schedule. Seeded; two threads at most."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from pourparler.coders.statements.pairs import Frames, frames
from training.statements_data import ROLES, Example
from training.statements_net import LABELS, Net, Places, Sizes


@dataclass(frozen=True)
class Plan:
    """How to train."""

    seed: int = 1
    epochs: int = 20
    tokens: int = 2500
    rate: float = 2e-3
    decay: float = 0.1
    warm: float = 0.05
    negatives: float = 0.1
    memory: float = 0.999
    log: Callable[[str], None] = field(default=print)


def neighbours(bounds: list[tuple[int, int]], n: int, dilations: tuple[int, ...]) -> list[Places]:
    """Return, for each dilation, the rows before and after each row; zeros beyond its segment."""
    sizes = [b - a for a, b in bounds]
    low, high = np.repeat([a for a, _ in bounds], sizes), np.repeat([b for _, b in bounds], sizes)
    here = np.arange(n)
    inside = {-1: lambda d: here - d >= low, 1: lambda d: here + d < high}
    return [
        Places([(side * d, torch.from_numpy(inside[side](d).astype(np.float32)[:, None])) for side in (-1, 1)])
        for d in dilations
    ]


def tag_targets(example: Example) -> np.ndarray:
    """Return the BIOES role of each token; where attributions meet, cue before source before content."""
    target = np.zeros(len(example.starts), np.int64)
    for role in ("content", "source", "cue"):
        for gold in example.gold:
            for a, b in gold.spans[role]:
                paint(target, a, b, ROLES.index(role))
    mend(target)
    return target


def paint(target: np.ndarray, a: int, b: int, role: int) -> None:
    """Write one span's BIOES labels."""
    base = 1 + 4 * role
    if b - a == 1:
        target[a] = base + 3
    else:
        target[a:b] = base + 1
        target[a], target[b - 1] = base, base + 2


def mend(target: np.ndarray) -> None:
    """Make spans whole again of which another span has taken an end."""
    role = np.where(target > 0, (target - 1) // 4, -1)
    part = (target - 1) % 4
    first = (role >= 0) & (np.concatenate(([-2], role[:-1])) != role) | np.isin(part, (0, 3)) & (target > 0)
    last = (role >= 0) & (np.concatenate((role[1:], [-2])) != role)
    last[:-1] |= first[1:] & (role[:-1] >= 0)
    fixed = 1 + 4 * role + np.where(first & last, 3, np.where(first, 0, np.where(last, 2, 1)))
    target[:] = np.where(role >= 0, fixed, 0)


def pair_targets(example: Example, found: Frames) -> np.ndarray:
    """Return the labels of the frames' rows; frames whose anchor is not a gold one are all O."""
    target = np.zeros(len(found.tokens), np.int64)
    golds: dict[int, list] = {}
    for gold in example.gold:
        golds.setdefault(gold.anchor, []).append(gold)
    for k, anchor in enumerate(found.anchors.tolist()):
        s, e = int(found.starts[k]), int(found.starts[k + 1])
        first, last = int(found.tokens[s]), int(found.tokens[e - 1]) + 1
        for gold in golds.get(anchor, ())[:1]:
            for role in ("content", "source", "cue"):
                for a, b in gold.spans[role]:
                    a, b = max(a, first), min(b, last)
                    if b > a:
                        paint(target, s + a - first, s + b - first, ROLES.index(role))
        mend(target[s:e])
    return target


@dataclass
class Batch:
    """Several documents laid end to end."""

    ids: Tensor
    dense: Tensor
    places: list[Places]
    offsets: list[int]


def make_batch(examples: list[Example], sizes: Sizes) -> Batch:
    """Lay documents end to end."""
    offsets, bounds, heads = [], [], []
    n = 0
    for e in examples:
        k = len(e.starts)
        offsets.append(n)
        bounds.append((n, n + k))
        heads.append(e.features.heads.astype(np.int64) + n)
        n += k
    near = neighbours(bounds, n, sizes.dilations)
    head = torch.from_numpy(np.concatenate(heads))
    return Batch(
        torch.from_numpy(np.concatenate([e.features.ids for e in examples]).astype(np.int64)),
        torch.from_numpy(np.concatenate([e.features.dense for e in examples]).astype(np.float32)),
        [Places(one.steps, head) for one in near],
        offsets,
    )


def frame_inputs(found: list[Frames], offsets: list[int], sizes: Sizes) -> tuple[Tensor, Tensor, Tensor, list[Places]]:
    """Return tokens, cue tokens, pair ids and neighbours of the frames of several documents."""
    tokens = np.concatenate([f.tokens + o for f, o in zip(found, offsets, strict=True)])
    cue = np.concatenate([f.anchors[f.frame] + o for f, o in zip(found, offsets, strict=True)])
    ids = np.concatenate([f.ids for f in found]).astype(np.int64)
    bounds, n = [], 0
    for f in found:
        bounds += [(n + a, n + b) for a, b in zip(f.starts[:-1].tolist(), f.starts[1:].tolist(), strict=True)]
        n += len(f.tokens)
    near = neighbours(bounds, n, sizes.pair_dilations)
    return (
        torch.from_numpy(tokens.astype(np.int64)),
        torch.from_numpy(cue.astype(np.int64)),
        torch.from_numpy(ids),
        near,
    )


def step(net: Net, examples: list[Example], targets: list[np.ndarray], plan: Plan, rng: np.random.Generator) -> Tensor:
    """Return the loss of one batch, a token."""
    batch = make_batch(examples, net.sizes)
    states = net.encode(batch.ids, batch.dense, batch.places)
    n = len(batch.ids)
    wanted = torch.zeros(n)
    for e, o in zip(examples, batch.offsets, strict=True):
        wanted[[g.anchor + o for g in e.gold]] = 1
    scores = net.anchor(states).squeeze(1)
    loss = cross_entropy(net.tag(states), torch.from_numpy(np.concatenate(targets)), reduction="sum") * 0.5
    loss = loss + 4 * binary_cross_entropy_with_logits(scores, wanted, reduction="sum")
    chance = torch.sigmoid(scores).detach().numpy()
    found = []
    for e, o in zip(examples, batch.offsets, strict=True):
        own = chance[o : o + len(e.starts)]
        wrong = np.flatnonzero(own > plan.negatives)
        wrong = wrong[rng.random(len(wrong)) < 0.7][:60]
        anchors = np.unique(np.concatenate([np.array([g.anchor for g in e.gold], np.int64), wrong]))
        found.append(frames(e.features, anchors))
    if sum(len(f.tokens) for f in found):
        tokens, cue, ids, near = frame_inputs(found, batch.offsets, net.sizes)
        labels = net.pairs(states, tokens, cue, ids, near)
        goal = np.concatenate([pair_targets(e, f) for e, f in zip(examples, found, strict=True)])
        loss = loss + cross_entropy(labels, torch.from_numpy(goal), reduction="sum")
    return loss / n


def train(examples: list[Example], sizes: Sizes, plan: Plan, check: Callable[[Net, int], None] | None = None) -> Net:
    """Return a trained network: its weights are a running mean over the steps (``Plan.memory``)."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    net = Net(sizes, plan.seed)
    optimiser = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=plan.decay, betas=(0.9, 0.98))
    mean = [p.detach().clone() for p in net.parameters()]
    targets = [tag_targets(e) for e in examples]
    lengths = np.array([len(e.starts) for e in examples])
    total = plan.epochs * math.ceil(lengths.sum() / plan.tokens)
    done, start = 0, time.time()
    for epoch in range(plan.epochs):
        net.train()
        losses = []
        for group in batches(lengths, plan.tokens, rng):
            share = min(1.0, done / total)
            rate = plan.rate * min(share / plan.warm, 1.0, (1.02 - share) / (1 - plan.warm))
            for g in optimiser.param_groups:
                g["lr"] = rate
            loss = step(net, [examples[i] for i in group], [targets[i] for i in group], plan, rng)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            torch._foreach_lerp_(
                mean, [p.detach() for p in net.parameters()], 1 - min(plan.memory, (1 + done) / (10 + done))
            )
            losses.append(float(loss.detach()))
            done += 1
        plan.log(f"epoch {epoch + 1} loss {np.mean(losses):.4f} seconds {time.time() - start:.0f}")
        if check:
            check(with_weights(net, mean), epoch + 1)
    return with_weights(net, mean)


def with_weights(net: Net, weights: list[Tensor]) -> Net:
    """Return a copy of ``net`` in evaluation mode with other weights."""
    other = copy.deepcopy(net)
    with torch.no_grad():
        for p, w in zip(other.parameters(), weights, strict=True):
            p.copy_(w)
    return other.eval()


def batches(lengths: np.ndarray, size: int, rng: np.random.Generator) -> list[list[int]]:
    """Return shuffled groups of documents of about ``size`` tokens."""
    groups: list[list[int]] = [[]]
    count = 0
    for i in rng.permutation(len(lengths)).tolist():
        if count + lengths[i] > size and groups[-1]:
            groups.append([])
            count = 0
        groups[-1].append(i)
        count += int(lengths[i])
    return groups


@torch.no_grad()
def predict(net: Net, example: Example, threshold: float = 0.2) -> tuple[np.ndarray, np.ndarray, Frames, np.ndarray]:
    """Return anchor chances (n,), role chances (n, LABELS), frames, label chances (m, LABELS)."""
    batch = make_batch([example], net.sizes)
    states = net.encode(batch.ids, batch.dense, batch.places)
    chance = torch.sigmoid(net.anchor(states).squeeze(1)).numpy()
    roles = torch.softmax(net.tag(states), 1).numpy()
    found = frames(example.features, np.flatnonzero(chance > threshold).astype(np.int64))
    if not len(found.tokens):
        return chance, roles, found, np.zeros((0, LABELS), np.float32)
    tokens, cue, ids, near = frame_inputs([found], [0], net.sizes)
    return chance, roles, found, torch.softmax(net.pairs(states, tokens, cue, ids, near), 1).numpy()
