"""The whole way from a corpus to a folder of weights that can be shipped."""

import shutil
from pathlib import Path

from onrecord.attributions.assembling import Tuning
from onrecord.attributions.chain import Chain
from onrecord.attributions.encoding import Encoder
from onrecord.errors import CorpusError
from onrecord.models import write_manifest

from .attributions import Say, Settings, Tagger, labelled, train
from .corpus import cue_pieces
from .export import FULL, MODEL, quantise, to_onnx, write_decoder
from .fitting import fit_confidence, fit_tuning, read_all

FEW = 20


def train_and_ship(corpus: Path, out: Path, start: Path, settings: Settings, say: Say) -> Path:
    """Train on `corpus/train.jsonl` and write `out/weights`; returns that folder.

    `start` holds the pretrained encoder; a run that was cut off goes on from its last whole epoch.
    """
    if not (corpus / "train.jsonl").exists():
        raise CorpusError(f"{corpus}: no train.jsonl here")
    tokenizer = (start / "tokenizer.json").read_bytes()
    encoder = Encoder(tokenizer)
    learnt, kept = labelled(corpus / "train.jsonl", encoder)
    say(f"{len(learnt)} articles to learn from, {len(kept)} kept for the decoder")
    tagger = train(learnt, encoder, start, out / "run", settings, say)
    folder = out / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(start / "tokenizer.json", folder)
    to_onnx(tagger.network, out / FULL)
    quantise(out / FULL, folder / MODEL)
    say(f"{folder / MODEL}: {(folder / MODEL).stat().st_size / 1e6:.1f} MB; now fitting the decoder")
    write_decoder(tagger, folder, Tuning(), [], cue_pieces(learnt, encoder))
    _fit(tagger, folder, encoder, kept, cue_pieces(learnt, encoder), say)
    return folder


def _fit(
    tagger: Tagger, folder: Path, encoder: Encoder, kept: list[dict[str, object]], cues: list[int], say: Say
) -> None:
    """Fit what comes after the network on the articles that were kept out of its training."""
    network = write_manifest(folder, "fitting").session(MODEL, threads=2)
    chain = Chain(tagger.chain.transitions().detach().numpy())
    articles = read_all(kept, encoder, network)
    if len(kept) < FEW:
        say(f"only {len(kept)} articles were kept for the decoder: take its biases and the confidence with care")
    tuning = fit_tuning(articles, chain, say)
    write_decoder(tagger, folder, tuning, fit_confidence(articles, chain, tuning), cues)
    write_manifest(folder, "1")
