"""Training the heads that stand on the encoder: names, and type, commitment and kind of speaker of attributions.

The encoder stays as it is, so that its attributions do; names are taught by another pipeline, the rest by readers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.attributions.encoding import CASES, QUOTE_STATES
from onrecord.attributions.heads import (
    COMMITMENTS,
    LABELS,
    NAME_KINDS,
    NAME_TAGS,
    PARTS,
    SPEAKER_TYPES,
    STRONGEST,
    TYPES,
    Words,
    parts_of,
)

from .attributions import Say
from .states import MARK_WEIGHT, States
from .teaching import Marked

GROUPS = (
    slice(0, len(SPEAKER_TYPES)),
    slice(len(SPEAKER_TYPES), len(SPEAKER_TYPES) + len(TYPES)),
    slice(len(SPEAKER_TYPES) + len(TYPES), LABELS),
)
KEPT_SHARE = 10


@dataclass(frozen=True, slots=True)
class HeadSettings:
    """How the heads are trained: passes over the names' and the labels' articles, and over the seeds of both."""

    name_epochs: int = 6
    label_epochs: int = 8
    name_rate: float = 1.5e-3
    label_rate: float = 2e-3
    batch: int = 32
    seed: int = 0
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Example:
    """An attribution: its article's inputs, its words, and the numbers of its three labels."""

    inputs: np.ndarray[Any, np.dtype[Any]]
    words: Words
    labels: tuple[int, int, int]


class Heads(nn.Module):
    """Two small networks over the inputs of words: name tags (with a look at the neighbours), and labels by part."""

    def __init__(self, hidden: int, name_width: int = 192, label_width: int = 256) -> None:
        super().__init__()
        inputs = hidden + CASES + QUOTE_STATES
        self.name_in = nn.Linear(inputs, name_width)
        self.name_near = nn.Conv1d(name_width, name_width, 3, padding=1)
        self.name_out = nn.Linear(name_width, len(NAME_TAGS))
        self.label_in = nn.Linear(inputs, label_width)
        self.label_out = nn.Linear(label_width, len(PARTS) * LABELS)
        self.bias = nn.Parameter(torch.zeros(2, LABELS))
        self.name_dropout, self.label_dropout = nn.Dropout(0.15), nn.Dropout(0.3)

    def names(self, x: Tensor) -> Tensor:
        """[batch, words, inputs] to [batch, words, tags]."""
        x = functional.gelu(self.name_in(self.name_dropout(x)), approximate="tanh")
        near = functional.gelu(self.name_near(x.transpose(1, 2)).transpose(1, 2), approximate="tanh")
        return self.name_out(self.name_dropout(x + near))

    def labels(self, x: Tensor) -> Tensor:
        """[…, inputs] to [words, parts, labels]."""
        x = functional.gelu(self.label_in(self.label_dropout(x)), approximate="tanh")
        return self.label_out(self.label_dropout(x)).unflatten(-1, (len(PARTS), LABELS))

    def forward(self, hidden: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states [batch, words, hidden] and each word's case and quotation state to both scores."""
        marks = [functional.one_hot(case, CASES), functional.one_hot(quote, QUOTE_STATES)]
        x = torch.cat([hidden, *(MARK_WEIGHT * mark.to(hidden.dtype) for mark in marks)], -1)
        return self.names(x), self.labels(x)

    def sums(self, examples: Sequence[Example]) -> Tensor:
        """The scores of whole attributions [examples, labels]: sums over their parts."""
        parts = [parts_of(example.words, len(example.inputs)) for example in examples]
        used = [np.unique(np.concatenate(p)) for p in parts]
        x = np.concatenate([example.inputs[words] for example, words in zip(examples, used, strict=True)])
        scores = self.labels(torch.from_numpy(x).float())
        first, rows = 0, []
        for example, own, words in zip(examples, parts, used, strict=True):
            mine = scores[first : first + len(words)]
            first += len(words)
            total = self.bias[0] if len(example.words.source) else self.bias.sum(0)
            for number, part in enumerate(own):
                if len(part):
                    chosen = mine[torch.from_numpy(np.searchsorted(words, part)), number]
                    total = total + (chosen.amax(0) if PARTS[number] in STRONGEST else chosen.mean(0))
            rows.append(total)
        return torch.stack(rows)


def name_tags(article: States, names: Sequence[Marked]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The tag of every word."""
    encoding = article.encoding
    tags = np.zeros(len(encoding.starts), dtype=np.int64)
    for start, end, kind in names:
        a, b = np.searchsorted(encoding.ends, start, side="right"), np.searchsorted(encoding.starts, end)
        if a < b:
            tags[a:b] = 2 * NAME_KINDS.index(kind) + 2
            tags[a] -= 1
    tags[encoding.is_break] = 0
    return tags


def examples_of(article: States, labels: Sequence[Sequence[str]]) -> list[Example]:
    """The labelled attributions of an article; those without a word of content are passed over."""
    out = []
    for attribution, (_, speaker, kind, commitment) in zip(article.row["attributions"], labels, strict=True):
        spans = ([(s, e) for s, e in attribution[role]] for role in ("cue", "content", "source"))
        words = Words.of_spans(article.encoding, *spans)
        if len(words.content):
            wanted = (
                SPEAKER_TYPES.index(None if speaker == "none" else speaker),
                TYPES.index(kind),
                COMMITMENTS.index(commitment),
            )
            out.append(Example(article.inputs, words, wanted))
    return out


def train_names(
    heads: Heads, articles: Sequence[States], taught: Sequence[Sequence[Marked]], settings: HeadSettings, say: Say
) -> None:
    """One article a step."""
    parameters = [p for n, p in heads.named_parameters() if n.startswith("name")]
    optimiser = torch.optim.AdamW(parameters, settings.name_rate, weight_decay=0.02)
    tags = [torch.from_numpy(name_tags(a, names)) for a, names in zip(articles, taught, strict=True)]
    steps = settings.name_epochs * len(articles)
    heads.train()
    for epoch in range(settings.name_epochs):
        total = 0.0
        for step, i in enumerate(np.random.default_rng([settings.seed, epoch]).permutation(len(articles))):
            _at_rate(optimiser, settings.name_rate, epoch * len(articles) + step, steps)
            x = torch.from_numpy(articles[i].inputs).float()[None]
            total += _step(optimiser, functional.cross_entropy(heads.names(x)[0], tags[i]))
        say(f"names: epoch {epoch + 1}/{settings.name_epochs} loss {total / len(articles):.4f}")


def train_labels(heads: Heads, examples: Sequence[Example], settings: HeadSettings, say: Say) -> None:
    """The sum of three cross entropies, labels smoothed a little."""
    parameters = [p for n, p in heads.named_parameters() if not n.startswith("name")]
    optimiser = torch.optim.AdamW(parameters, settings.label_rate, weight_decay=0.05)
    per_epoch = -(-len(examples) // settings.batch)
    heads.train()
    for epoch in range(settings.label_epochs):
        order = np.random.default_rng([settings.seed, epoch]).permutation(len(examples))
        total = 0.0
        for step in range(per_epoch):
            chosen = [examples[i] for i in order[step * settings.batch : (step + 1) * settings.batch]]
            _at_rate(optimiser, settings.label_rate, epoch * per_epoch + step, settings.label_epochs * per_epoch)
            scores, wanted = heads.sums(chosen), torch.tensor([e.labels for e in chosen])
            losses = [
                functional.cross_entropy(scores[:, group], wanted[:, i], label_smoothing=0.05)
                for i, group in enumerate(GROUPS)
            ]
            total += _step(optimiser, torch.stack(losses).sum())
        say(f"labels: epoch {epoch + 1}/{settings.label_epochs} loss {total / per_epoch:.4f}")


def _at_rate(optimiser: torch.optim.Optimizer, rate: float, at: int, steps: int) -> None:
    """A short warm-up, then falling to zero."""
    for group in optimiser.param_groups:
        group["lr"] = rate * min(1.0, (at + 1) / 50) * (1 - at / steps)


def _step(optimiser: torch.optim.Optimizer, loss: Tensor) -> float:
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return float(loss.item())


def balance(heads: Heads, examples: Sequence[Example], say: Say) -> None:
    """Shift the commitments that are rare so that the macro F1 on articles kept out is best."""
    heads.eval()
    with torch.no_grad():
        scores = torch.cat([heads.sums(examples[i : i + 64]) for i in range(0, len(examples), 64)])[:, GROUPS[2]]
        wanted = torch.tensor([e.labels[2] for e in examples])
        shifts = [(macro_f1(wanted, (scores + _rarer(shift)).argmax(1)), shift) for shift in np.arange(0, 2.1, 0.25)]
        best = max(shifts)
        heads.bias[0, GROUPS[2]] += _rarer(best[1])
    say(
        f"commitment: macro F1 {shifts[0][0]:.3f}, with {best[1]} more for the rarer ones {best[0]:.3f} "
        f"({len(examples)} attributions kept out)"
    )


def _rarer(shift: float) -> Tensor:
    return torch.tensor([0.0, *([float(shift)] * (len(COMMITMENTS) - 1))])


def macro_f1(wanted: Tensor, given: Tensor) -> float:
    """Mean F1 over the labels that are wanted somewhere."""
    scores = []
    for label in wanted.unique():
        hits = ((wanted == label) & (given == label)).sum()
        scores.append(float(2 * hits / ((wanted == label).sum() + (given == label).sum())))
    return sum(scores) / len(scores) if scores else 0.0


def to_onnx(heads: Heads, hidden: int, path: Path) -> None:
    """Write both networks as one ONNX file; batch and words may have any length."""
    batch, words = (torch.export.Dim(n, min=1, max=4096) for n in ("batch", "words"))
    arguments = (torch.zeros(2, 30, hidden), *(torch.zeros(2, 30, dtype=torch.int64) for _ in range(2)))
    torch.onnx.export(
        heads.eval(),
        arguments,
        str(path),
        dynamo=True,
        input_names=["hidden", "case", "quote"],
        output_names=["names", "labels"],
        dynamic_shapes=({0: batch, 1: words},) * 3,
        external_data=False,
        verbose=False,
    )
