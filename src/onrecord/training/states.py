"""What the encoder makes of labelled articles: the hidden states of their words, which the heads learn from."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from onrecord.attributions.encoding import CASES, QUOTE_STATES, Encoder, Encoding, windows
from onrecord.attributions.reading import CONTEXT, WINDOW, Floats, Run, tensors

MARK_WEIGHT = 4.0  # case and quotation marks, beside hidden states of a size of about one


@dataclass(frozen=True, slots=True)
class States:
    """An article, its encoding, and a row of inputs for each of its words: [words, hidden + case + quote]."""

    row: dict[str, Any]
    encoding: Encoding
    inputs: Floats


def states(rows: Sequence[dict[str, Any]], encoder: Encoder, network: Run) -> Iterator[States]:
    """Run the network over the articles, one by one."""
    for row in rows:
        encoding = encoder(row["text"])
        hidden = [
            network(tensors(encoding, w))[2][0, w.core_start - w.start : w.core_end - w.start]
            for w in windows(encoding, WINDOW, CONTEXT)
        ]
        case, quote = np.eye(CASES)[encoding.case], np.eye(QUOTE_STATES)[encoding.quote]
        marks = MARK_WEIGHT * np.concatenate([case, quote], 1)
        yield States(row, encoding, _joined(hidden, marks))


def _joined(hidden: Sequence[Floats], marks: np.ndarray[Any, Any]) -> Floats:
    # half precision: a corpus of 600,000 words takes 1.5 GB
    return np.concatenate([np.concatenate(hidden), marks], 1).astype(np.float16)


def speaker_labels(language: str = "en") -> dict[str, list[list[str]]]:
    """Speaker, speaker type, type and commitment of every attribution of some of the corpus's articles, by their ids.

    They were made for this project by readers of the articles, by the guide that the corpus's own labels follow;
    the file holds no text of the corpus, and so names
    persons and organisations only; every other speaker is "".
    """
    text = (files("onrecord.training") / "data" / "polnear-speakers.jsonl").read_text(encoding="utf-8")
    return {row["id"]: row["labels"] for row in map(json.loads, text.splitlines())}
