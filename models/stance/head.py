"""The head in torch: five layers on the shared encoder's first, and an answer for each target."""

import copy
from typing import Any

import torch
from toolkit_sentiment.grammar import KINDS
from torch import nn
from torch.nn import functional

from models.reader.network import Reader, Rounding
from models.stance.examples import TASKS

BELOW = 1
"""Layers of the shared encoder that are used as they are."""
HEADS = 6


class Head(nn.Module):
    """Reads a passage once, and answers both questions for any number of targets in it."""

    def __init__(self, shipped: Reader) -> None:
        super().__init__()
        width = shipped.encoder.config.hidden_size
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in list(shipped.encoder.encoder.layer)[BELOW:])
        self.key, self.value = Rounding(width, width), Rounding(width, width)
        self.query = nn.ModuleDict({task: nn.Linear(width, width) for task in TASKS})
        self.out = nn.ModuleDict({task: nn.Linear(width, width) for task in TASKS})
        self.hidden = nn.ModuleDict({task: nn.Linear(2 * width + len(KINDS), width) for task in TASKS})
        self.answer = nn.ModuleDict({task: nn.Linear(width, 3) for task in TASKS})
        self.dropout = nn.Dropout(0.1)

    def round(self, rounding: bool) -> None:
        """Computes from now on as 8-bit integers would be, or not."""
        for layer in self.modules():
            if isinstance(layer, Rounding):
                layer.rounding = rounding

    def passages(self, middle: Any, mask: Any) -> tuple[Any, Any, Any]:
        """`middle` (batch, length, width), `mask` (batch, length) → vectors, keys and values of the pieces."""
        wide = (1.0 - mask[:, None, None, :].to(middle.dtype)) * -1e4
        vectors = middle
        for layer in self.layers:
            found = layer(vectors, attention_mask=wide)
            vectors = found[0] if isinstance(found, tuple) else found
        return vectors, self.key(vectors), self.value(vectors)

    def forward(self, middle: Any, mask: Any, rows: Any, inside: Any, grammar: Any) -> dict[str, Any]:
        """Scores by task: (targets, 3).

        `rows` (targets) is the passage of each target, `inside` (targets, length) its pieces, `grammar` its features.
        """
        vectors, keys, values = self.passages(middle, mask)
        weight = inside[:, :, None].to(vectors.dtype)
        target = (vectors[rows] * weight).sum(1) / weight.sum(1).clamp(min=1)
        keys, values, seen = keys[rows], values[rows], mask[rows]
        n, length, width = keys.shape
        scores = {}
        for task in TASKS:
            query = self.query[task](target).view(n, HEADS, 1, width // HEADS)
            one = keys.view(n, length, HEADS, width // HEADS).transpose(1, 2)
            two = values.view(n, length, HEADS, width // HEADS).transpose(1, 2)
            weights = (query @ one.transpose(2, 3)).float() / (width // HEADS) ** 0.5
            weights = torch.softmax(weights.masked_fill(seen[:, None, None, :] == 0, -1e4), dim=-1)
            context = self.out[task]((weights.to(two.dtype) @ two).reshape(n, width))
            joined = torch.cat([self.dropout(target), self.dropout(context), grammar.to(target.dtype)], dim=1)
            scores[task] = self.answer[task](self.dropout(functional.gelu(self.hidden[task](joined)))).float()
        return scores


class Below(nn.Module):
    """The embeddings and first layers of the shared encoder as they are, in full precision, as the plugin has them."""

    def __init__(self, shipped: Reader) -> None:
        super().__init__()
        self.words = shipped.encoder.embeddings
        self.features = shipped.features
        self.layers = nn.ModuleList(list(shipped.encoder.encoder.layer)[:BELOW])
        for parameter in self.parameters():
            parameter.requires_grad_(False)

    def forward(self, ids: Any, features: Any, mask: Any) -> Any:
        """`ids` and `mask` (batch, length), `features` (batch, length, 3) → vectors."""
        embedded = self.words.word_embeddings(ids)
        for number, table in enumerate(self.features):
            embedded = embedded + table(features[:, :, number])
        vectors = self.words(inputs_embeds=embedded)
        wide = (1.0 - mask[:, None, None, :].to(vectors.dtype)) * -1e4
        for layer in self.layers:
            found = layer(vectors, attention_mask=wide)
            vectors = found[0] if isinstance(found, tuple) else found
        return vectors
