"""The whole way from a corpus to a folder of weights that can be shipped."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from onrecord.attributions.assembling import Tuning
from onrecord.attributions.chain import Chain
from onrecord.attributions.encoding import Encoder
from onrecord.errors import CorpusError
from onrecord.models import write_manifest

from .attributions import Say, Settings, Tagger, labelled, train
from .corpus import cue_pieces
from .export import FULL, MODEL, quantise, to_onnx, write_decoder
from .fitting import fit_confidence, fit_tuning, read_all


def train_and_ship(corpus: Path, out: Path, start: Path, settings: Settings, runs: int, say: Say) -> Path:
    """Train on `corpus/train.jsonl` and write `out/weights`; returns that folder.

    `start` holds the pretrained encoder. The weights of `runs` runs, with seeds from the settings' on, are
    averaged (Wortsman et al. 2022); a run that was cut off goes on from its last whole epoch.
    """
    if not (corpus / "train.jsonl").exists():
        raise CorpusError(f"{corpus}: no train.jsonl here")
    tokenizer = (start / "tokenizer.json").read_bytes()
    encoder = Encoder(tokenizer)
    learnt, kept = labelled(corpus / "train.jsonl", encoder)
    say(f"{len(learnt)} articles to learn from, {len(kept)} kept for the decoder")
    seeds = range(settings.seed, settings.seed + runs)
    tagger = average(
        [train(learnt, encoder, start, out / f"run{seed}", replace(settings, seed=seed), say) for seed in seeds]
    )
    folder = out / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(start / "tokenizer.json", folder)
    to_onnx(tagger.network, out / FULL)
    quantise(out / FULL, folder / MODEL)
    say(f"{folder / MODEL}: {(folder / MODEL).stat().st_size / 1e6:.1f} MB; now fitting the decoder")
    write_decoder(tagger, folder, Tuning(), [], cue_pieces(learnt, encoder))
    _fit(tagger, folder, encoder, kept, cue_pieces(learnt, encoder), say)
    return folder


def average(taggers: Sequence[Tagger]) -> Tagger:
    """The mean of the weights of runs that started alike, in the first of them."""
    states = [tagger.state_dict() for tagger in taggers]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    taggers[0].load_state_dict({name: value.to(states[0][name].dtype) for name, value in mean.items()})
    return taggers[0]


def _fit(
    tagger: Tagger, folder: Path, encoder: Encoder, kept: list[dict[str, object]], cues: list[int], say: Say
) -> None:
    """Fit what comes after the network on the articles that were kept out of its training."""
    network = write_manifest(folder, "fitting").session(MODEL, threads=2)
    chain = Chain(tagger.chain.transitions().detach().numpy())
    articles = read_all(kept, encoder, network)
    tuning = fit_tuning(articles, chain, say)
    write_decoder(tagger, folder, tuning, fit_confidence(articles, chain, tuning), cues)
    write_manifest(folder, "1")
