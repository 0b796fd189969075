"""What only many articles together tell: which appearances are one actor, and what people have set right."""

from .building import build, clear
from .corrections import Correction, corrections, merge, reject, speaker, split, undo
from .lessons import training_rows
from .linking import link_actors

__all__ = [
    "Correction", "build", "clear", "corrections", "link_actors", "merge", "reject", "speaker", "split", "training_rows", "undo",
]  # fmt: skip
