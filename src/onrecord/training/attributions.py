"""Training the attribution network, on a CPU or a GPU, from a corpus of labelled articles."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional

from onrecord.attributions.encoding import Encoder
from onrecord.errors import CorpusError
from onrecord.evaluation.attributions import gold_rows

from .corpus import NO_LINK, Labelled, label
from .examples import Varied, collate
from .network import NEVER, ChainCRF, Network, pretrained

HELD_OUT_SHARE = 20
WARM_UP = 200
HEADS_SEED = 0  # the new parts start alike in every run
PROGRESS, WEIGHTS, OPTIMISER = "progress.json", "weights.safetensors", "optimiser.safetensors"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is trained. `rate` is the encoder's learning rate, `head_rate` that of the new parts."""

    epochs: int = 6
    batch: int = 8
    window: int = 254
    rate: float = 2e-4
    head_rate: float = 1e-3
    tag_weight: float = 4.0
    link_weight: float = 0.5
    seed: int = 1
    threads: int = 2


class Tagger(nn.Module):
    """The network and its chain, trained as one."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.chain = ChainCRF()
        network.word.weight.requires_grad_(False)

    def groups(self, settings: Settings) -> list[dict[str, Any]]:
        """The encoder's parameters and the new ones, with their learning rates."""
        encoder = ("network.layers.", "network.norm.", "network.position.")
        old = [p for n, p in self.named_parameters() if n.startswith(encoder)]
        new = [p for n, p in self.named_parameters() if p.requires_grad and not n.startswith(encoder)]
        return [{"params": old, "lr": settings.rate}, {"params": new, "lr": settings.head_rate}]

    def loss(self, batch: dict[str, torch.Tensor], settings: Settings) -> tuple[torch.Tensor, torch.Tensor]:
        """The chain's loss a word and the links' cross entropy."""
        with torch.autocast(batch["ids"].device.type, torch.bfloat16):
            names = ("ids", "case", "quote", "mask", "first_piece")
            tags, links, _ = self.network(*(batch[name] for name in names))
        links = links.float().masked_fill(batch["real"][:, None, :] == 0, NEVER)
        flat, wanted = links.reshape(-1, links.shape[-1]), batch["links"].reshape(-1)
        return self.chain.loss(tags, batch["tags"], batch["real"]), functional.cross_entropy(
            flat, wanted, ignore_index=NO_LINK
        )


def held_out(name: str) -> bool:
    """Every twentieth article, by the hash of its name, is kept for tuning the decoder and the confidence."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT_SHARE == 0


def labelled(path: Path, encoder: Encoder) -> tuple[list[Labelled], list[dict[str, Any]]]:
    """The articles to learn from, and the rows that are kept out."""
    rows = list(gold_rows(path))
    learnt = [label(row, encoder) for row in rows if not held_out(row["id"])]
    if not learnt:
        raise CorpusError(f"{path}: no article to learn from")
    return learnt, [row for row in rows if held_out(row["id"])]


def train(
    articles: Sequence[Labelled], encoder: Encoder, start: Path, out: Path, settings: Settings, say: Say
) -> Tagger:
    """Train from the encoder in `start`; every epoch is saved in `out`, and a run that was cut off goes on there."""
    torch.set_num_threads(settings.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(HEADS_SEED)
    tagger = Tagger(pretrained(start)).to(device)
    optimiser = torch.optim.AdamW(tagger.groups(settings), weight_decay=0.01, betas=(0.9, 0.98))
    examples = Varied(articles, encoder, settings.window)
    per_epoch = len(examples.epoch(np.random.default_rng(0))) // settings.batch
    rates = [group["lr"] for group in optimiser.param_groups]
    done = _resume(out, tagger, optimiser, settings, say)
    for epoch in range(done, settings.epochs):
        torch.manual_seed(settings.seed * 1000 + epoch)
        order = examples.epoch(np.random.default_rng([settings.seed, epoch]))
        tagger.train()
        sums = np.zeros(2)
        for step, batch in enumerate(_batches(order, settings, device)):
            at = epoch * per_epoch + step
            scale = min((at + 1) / WARM_UP, max(0.0, 1 - at / (settings.epochs * per_epoch)))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            sums += _step(tagger, optimiser, batch, settings)
            if (step + 1) % 50 == 0:
                tag, link = sums / (step + 1)
                say(f"epoch {epoch + 1}/{settings.epochs} step {step + 1}/{per_epoch} tags {tag:.4f} links {link:.4f}")
        _save(out, tagger, optimiser, settings, epoch + 1)
    return tagger.cpu().eval()


def _batches(order: Sequence[Any], settings: Settings, device: str) -> Iterator[dict[str, torch.Tensor]]:
    for at in range(0, len(order) - settings.batch + 1, settings.batch):
        arrays = collate(order[at : at + settings.batch], settings.window)
        yield {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}


def _step(
    tagger: Tagger, optimiser: torch.optim.Optimizer, batch: dict[str, torch.Tensor], settings: Settings
) -> np.ndarray[Any, np.dtype[np.float64]]:
    tags, links = tagger.loss(batch, settings)
    (settings.tag_weight * tags + settings.link_weight * links).backward()
    nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return np.array([tags.item(), links.item()])


def _save(out: Path, tagger: Tagger, optimiser: torch.optim.Optimizer, settings: Settings, done: int) -> None:
    """Weights and the optimiser's moments as safetensors; `progress.json` is written last and says they are whole."""
    out.mkdir(parents=True, exist_ok=True)
    (out / PROGRESS).unlink(missing_ok=True)
    save_file(tagger.state_dict(), out / WEIGHTS)
    moments = {
        f"{number}.{name}": value.contiguous() if value.dim() else value.reshape(1)
        for number, state in optimiser.state_dict()["state"].items()
        for name, value in state.items()
    }
    save_file(moments, out / OPTIMISER)
    (out / PROGRESS).write_text(json.dumps({"epochs done": done, "settings": asdict(settings)}), encoding="utf-8")


def _resume(out: Path, tagger: Tagger, optimiser: torch.optim.Optimizer, settings: Settings, say: Say) -> int:
    """Load the last whole epoch of the same settings; returns how many are done."""
    if not (out / PROGRESS).exists():
        return 0
    progress = json.loads((out / PROGRESS).read_text(encoding="utf-8"))
    if progress["settings"] != asdict(settings):
        raise CorpusError(f"{out}: holds a run with other settings; give another folder or remove it")
    tagger.load_state_dict(load_file(out / WEIGHTS))
    state: dict[int, dict[str, torch.Tensor]] = {}
    for key, value in load_file(out / OPTIMISER).items():
        number, name = key.split(".", 1)
        state.setdefault(int(number), {})[name] = value.reshape(()) if name == "step" else value
    optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})
    say(f"{out}: goes on after epoch {progress['epochs done']}")
    return int(progress["epochs done"])
