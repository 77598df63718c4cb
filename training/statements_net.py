"""The statement model in PyTorch, for training only; ``coders.statements.network`` runs it in NumPy.

Stage 1 reads the tokens of a document: sums of embeddings and projected vectors, blocks of dilated
convolutions that also see each token's syntactic head. It scores every token as cue anchor and gives it a
role (an auxiliary task). Stage 2 reads the frame of each anchor and labels its tokens as source, cue and
content (BIOES).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import embedding_bag

from pourparler.coders.statements.features import COLUMNS
from pourparler.coders.statements.pairs import PAIR_COLUMNS

LABELS = 13
"""O, then B I E S of source, cue and content."""


@dataclass(frozen=True)
class Sizes:
    """Widths of the model."""

    vocabulary: int
    dense: int = 396
    token: int = 192
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    pair: int = 64
    pair_dilations: tuple[int, ...] = (1, 2, 4, 8)
    drop: float = 0.3


class Bag(nn.Module):
    """The sum of one embedding a column."""

    def __init__(self, sizes: list[int], width: int) -> None:
        super().__init__()
        offsets = [0]
        for size in sizes[:-1]:
            offsets.append(offsets[-1] + size)
        self.register_buffer("offsets", torch.tensor(offsets))
        self.weight = nn.Parameter(torch.randn(sum(sizes), width) * 0.08)

    def forward(self, ids: Tensor) -> Tensor:
        return embedding_bag(ids + self.offsets, self.weight, mode="sum")


class Drop(nn.Module):
    """Dropout with masks from NumPy's generator: a tenth of the time of PyTorch's on a CPU."""

    def __init__(self, share: float, seed: int = 0) -> None:
        super().__init__()
        self.share, self.rng = share, np.random.default_rng(seed)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        kept = self.rng.integers(0, 256, tuple(x.shape), np.uint8) >= round(256 * self.share)
        return x * torch.from_numpy(kept).to(x.dtype).mul_(1 / (1 - self.share))


@dataclass(frozen=True)
class Places:
    """Where the other rows of a layer come from: ``steps`` (distance, 1 where that row is in the same segment,
    (n, 1)) and ``heads``, row numbers, or None.
    """

    steps: list[tuple[int, Tensor]]
    heads: Tensor | None = None

    def rows(self, x: Tensor) -> list[Tensor]:
        """Return the rows at each place, zeros where there is none."""
        found = []
        for step, inside in self.steps:
            d = min(abs(step), len(x))
            pad = x.new_zeros(d, x.shape[1])
            moved = torch.cat([pad, x[: len(x) - d]]) if step < 0 else torch.cat([x[d:], pad])
            found.append(moved * inside)
        return found if self.heads is None else [*found, x.index_select(0, self.heads)]


class Block(nn.Module):
    """A residual layer over rows at fixed places (neighbours, head): norm(x + drop(relu(W [rows])))."""

    def __init__(self, width: int, places: int, drop: Drop) -> None:
        super().__init__()
        self.linear = nn.Linear(width * places, width)
        self.norm = nn.LayerNorm(width)
        self.drop = drop

    def forward(self, x: Tensor, places: Places) -> Tensor:
        rows = torch.cat([x, *places.rows(x)], dim=1)
        return self.norm(x + self.drop(torch.relu(self.linear(rows))))


class Net(nn.Module):
    """Both stages."""

    def __init__(self, sizes: Sizes, seed: int = 0) -> None:
        super().__init__()
        self.sizes = sizes
        s = sizes
        self.drop = Drop(s.drop, seed)
        self.bag = Bag([size or s.vocabulary for _, size in COLUMNS], s.token)
        self.dense = nn.Linear(s.dense, s.token)
        self.norm = nn.LayerNorm(s.token)
        self.blocks = nn.ModuleList(Block(s.token, 4, self.drop) for _ in s.dilations)
        self.tag = nn.Linear(s.token, LABELS)
        self.anchor = nn.Linear(s.token, 1)
        nn.init.constant_(self.anchor.bias, -3.0)
        self.mine, self.cue = nn.Linear(s.token, s.pair), nn.Linear(s.token, s.pair)
        self.pair_bag = Bag([size for _, size in PAIR_COLUMNS], s.pair)
        self.pair_norm = nn.LayerNorm(s.pair)
        self.pair_blocks = nn.ModuleList(Block(s.pair, 3, self.drop) for _ in s.pair_dilations)
        self.label = nn.Linear(s.pair, LABELS)

    def encode(self, ids: Tensor, dense: Tensor, places: list[Places]) -> Tensor:
        """Return the states (n, token) of the tokens."""
        if self.training:
            ids = ids.clone()
            ids[:, :2][torch.rand(len(ids), 2) < 0.15] = 0
        x = self.norm(self.bag(ids) + self.dense(dense))
        x = self.drop(torch.relu(x))
        for block, near in zip(self.blocks, places, strict=True):
            x = block(x, near)
        return x

    def pairs(self, states: Tensor, tokens: Tensor, cue: Tensor, ids: Tensor, places: list[Places]) -> Tensor:
        """Return label scores (m, LABELS) of the frames' rows."""
        z = self.mine(states).index_select(0, tokens) + self.cue(states).index_select(0, cue) + self.pair_bag(ids)
        z = self.drop(torch.relu(self.pair_norm(z)))
        for block, near in zip(self.pair_blocks, places, strict=True):
            z = block(z, near)
        return self.label(z)
