"""The attribution network: MiniLM with letter case and quotation marks, a CRF tagger, a biaffine linker.

Encoder: BERT (Devlin et al. 2019) in the MiniLM-L6 size (Wang et al. 2020). Links: biaffine
attention as in dependency parsing (Dozat and Manning 2017). Tags: linear-chain CRF (Lafferty et
al. 2001).
"""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.attributions.chain import TAGS
from onrecord.attributions.encoding import CASES, QUOTE_STATES

NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Size:
    """Measures of the encoder; the defaults are MiniLM-L6-H384's."""

    hidden: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    vocabulary: int = 30522
    positions: int = 512
    link: int = 128
    dropout: float = 0.1


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.dropout = size.dropout
        self.projected = nn.Linear(size.hidden, 3 * size.hidden)  # queries, keys and values
        self.mixed = nn.Linear(size.hidden, size.hidden)
        self.norm_attention = nn.LayerNorm(size.hidden, eps=1e-12)
        self.wide = nn.Linear(size.hidden, size.inner)
        self.narrow = nn.Linear(size.inner, size.hidden)
        self.norm_out = nn.LayerNorm(size.hidden, eps=1e-12)

    def forward(self, x: Tensor, visible: Tensor) -> Tensor:
        """`x` [batch, pieces, hidden]; `visible` [batch, 1, 1, pieces]: which can be attended to."""
        batch, length, hidden = x.shape
        width = hidden // self.heads
        projected = self.projected(x).view(batch, length, 3, self.heads, width)
        q, k, v = projected.permute(2, 0, 3, 1, 4).unbind(0)
        attended = self._attend(q, k, v, visible)
        mixed = self.mixed(attended.transpose(1, 2).reshape(batch, length, hidden))
        x = self.norm_attention(x + functional.dropout(mixed, self.dropout, self.training))
        inner = self.narrow(functional.gelu(self.wide(x)))
        return self.norm_out(x + functional.dropout(inner, self.dropout, self.training))

    def _attend(self, q: Tensor, k: Tensor, v: Tensor, visible: Tensor) -> Tensor:
        if self.training:
            return functional.scaled_dot_product_attention(q, k, v, attn_mask=visible)
        # the same in plain steps: these become the fewest and fastest ONNX nodes
        unseen = (visible.to(q.dtype) - 1.0) * -NEVER
        scores = (q * (1 / math.sqrt(q.shape[-1]))) @ k.transpose(-1, -2)
        return (scores + unseen).softmax(-1) @ v


class Network(nn.Module):
    """Pieces in; tag scores of words [batch, words, 7], link scores [batch, words, words] and hidden states out.

    The hidden states [batch, words, 3 × hidden] are those of every word's first piece after a third, two thirds and
    all of the layers: what the heads stand on.
    """

    def __init__(self, size: Size | None = None) -> None:
        super().__init__()
        self.size = size = size or Size()
        self.word = nn.Embedding(size.vocabulary, size.hidden)
        self.position = nn.Embedding(size.positions, size.hidden)
        self.case = nn.Embedding(CASES, size.hidden)
        self.quote = nn.Embedding(QUOTE_STATES, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.tag = nn.Linear(size.hidden, len(TAGS))
        self.dependent = nn.Linear(size.hidden, size.link)
        self.governor = nn.Linear(size.hidden, size.link)
        self.biaffine = nn.Parameter(torch.empty(size.link, size.link))
        self.governor_bias = nn.Linear(size.link, 1)
        for embedding in (self.case, self.quote):
            nn.init.normal_(embedding.weight, std=0.02)
        nn.init.xavier_uniform_(self.biaffine)

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor, first_piece: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Inputs [batch, pieces] of whole numbers (`mask`: 1 where there is a piece).

        `first_piece` [batch, words] is the place of every word's first piece.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids).to(self.position.weight.dtype) + self.position(places) + self.case(case) + self.quote(quote)
        x = functional.dropout(self.norm(x), self.size.dropout, self.training)
        visible = mask[:, None, None, :].bool()
        first = first_piece[:, :, None].expand(-1, -1, x.shape[2])
        states = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, visible)
            if number in read_layers(len(self.layers)):
                states.append(x.gather(1, first))
        words = states[-1]
        dependent = functional.gelu(self.dependent(words))
        governor = functional.gelu(self.governor(words))
        links = dependent @ self.biaffine @ governor.transpose(1, 2)
        return self.tag(words), links + self.governor_bias(governor).transpose(1, 2), torch.cat(states, -1)


def read_layers(count: int) -> set[int]:
    """After which layers the hidden states are handed on."""
    return {-(-count // 3), -(-2 * count // 3), count}


def pretrained(folder: Path, size: Size | None = None) -> Network:
    """A network whose encoder starts from a BERT-shaped `model.safetensors`; the heads are fresh."""
    network = Network(size)
    weights = {
        name.removeprefix("bert."): value.float() for name, value in load_file(folder / "model.safetensors").items()
    }
    state = network.state_dict()
    state["word.weight"] = weights["embeddings.word_embeddings.weight"]
    state["position.weight"] = (
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    )
    attention = [f"attention.self.{name}" for name in ("query", "key", "value")]
    renamed = {
        "projected": attention,
        "mixed": ["attention.output.dense"],
        "norm_attention": ["attention.output.LayerNorm"],
        "wide": ["intermediate.dense"],
        "narrow": ["output.dense"],
        "norm_out": ["output.LayerNorm"],
    }
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for i in range(network.size.layers):
            for ours, theirs in renamed.items():
                state[f"layers.{i}.{ours}.{kind}"] = torch.cat(
                    [weights[f"encoder.layer.{i}.{t}.{kind}"] for t in theirs]
                )
    network.load_state_dict(state)
    return network


class ChainCRF(nn.Module):
    """A linear-chain CRF whose impossible transitions (O to I, source to I-cue, …) are never taken."""

    def __init__(self) -> None:
        super().__init__()
        count = len(TAGS)
        self.start = nn.Parameter(torch.zeros(count))
        self.end = nn.Parameter(torch.zeros(count))
        self.step = nn.Parameter(torch.zeros(count, count))
        forbidden = [[tag.startswith("I-") and previous[2:] != tag[2:] for tag in TAGS] for previous in TAGS]
        self.register_buffer("forbidden", torch.tensor(forbidden))

    def transitions(self) -> Tensor:
        """Scores [from, to], forbidden ones far below any other."""
        return self.step.masked_fill(self.forbidden, NEVER)

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood a word; `scores` [batch, words, tags], `tags` and `mask` [batch, words]."""
        scores, step = scores.float(), self.transitions()
        real = mask.float()
        gold = scores.gather(2, tags[:, :, None]).squeeze(2)
        moves = step[tags[:, :-1], tags[:, 1:]]
        last = tags.gather(1, (mask.sum(1) - 1)[:, None]).squeeze(1)
        path = (gold * real).sum(1) + (moves * real[:, 1:]).sum(1) + self.start[tags[:, 0]] + self.end[last]
        alpha = self.start + scores[:, 0]
        for i in range(1, scores.shape[1]):
            following = torch.logsumexp(alpha[:, :, None] + step, 1) + scores[:, i]
            alpha = torch.where(mask[:, i, None].bool(), following, alpha)
        total = torch.logsumexp(alpha + self.end, 1)
        return (total - path).sum() / real.sum()
