"""The whole way from a corpus and a folder of weights to the heads that stand on them."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch

from onrecord.attributions.encoding import Encoder
from onrecord.errors import CorpusError
from onrecord.evaluation.attributions import gold_rows
from onrecord.models import Weights, write_manifest

from .attributions import Say
from .heads import KEPT_SHARE, Heads, HeadSettings, balance, examples_of, to_onnx, train_labels, train_names
from .states import speaker_labels, states
from .teaching import taught_names

HEADS = "heads.onnx"


def train_and_ship_heads(corpus: Path, weights: Path, out: Path, settings: HeadSettings, say: Say) -> Path:
    """Train on `corpus/train.jsonl` and write a copy of the folder `weights` with new heads to `out`.

    Names are taught by spaCy, the labels are those that the package carries; a tenth of their articles is kept
    out to balance the commitments.
    """
    rows = list(gold_rows(corpus / "train.jsonl"))
    labels = speaker_labels()
    if not any(row["id"] in labels for row in rows):
        raise CorpusError(f"{corpus / 'train.jsonl'}: none of the articles whose speakers were labelled is here")
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    opened = Weights.open(weights)
    say(f"{len(rows)} articles: names by the teacher …")
    taught = list(taught_names(rows))
    say("hidden states …")
    network = opened.session("model.onnx", settings.threads)
    articles = list(states(rows, Encoder(opened.read("tokenizer.json")), network))
    hidden = network_width(articles[0].inputs.shape[1])
    heads = Heads(hidden)
    train_names(heads, articles, taught, settings, say)
    labelled = [(a, examples_of(a, labels[a.row["id"]])) for a in articles if a.row["id"] in labels]
    train_labels(heads, [e for a, examples in labelled if not kept(a.row["id"]) for e in examples], settings, say)
    balance(heads, [e for a, examples in labelled if kept(a.row["id"]) for e in examples], say)
    return _write(heads, hidden, weights, out)


def kept(name: str) -> bool:
    """Every tenth article, by the hash of its name, is kept for the balance."""
    return int(hashlib.sha256(f"labels {name}".encode()).hexdigest(), 16) % KEPT_SHARE == 0


def network_width(inputs: int) -> int:
    """How many of a word's inputs are hidden states."""
    from onrecord.attributions.encoding import CASES, QUOTE_STATES

    return inputs - CASES - QUOTE_STATES


def _write(heads: Heads, hidden: int, weights: Path, out: Path) -> Path:
    if out.resolve() != weights.resolve():
        shutil.copytree(weights, out, dirs_exist_ok=True)
    to_onnx(heads, hidden, out / HEADS)
    decoder: dict[str, Any] = json.loads((out / "decoder.json").read_text(encoding="utf-8"))
    decoder["labels"] = [[round(float(x), 4) for x in row] for row in heads.bias.detach()]
    (out / "decoder.json").write_text(json.dumps(decoder, indent=1) + "\n", encoding="utf-8")
    write_manifest(out, Weights.open(weights).version)
    return out
