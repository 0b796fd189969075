"""What only many articles together tell, from who is one actor to what can't both hold; and what people set right."""

from .building import build, clear
from .corrections import Correction, corrections, merge, reject, speaker, split, undo
from .lessons import training_rows
from .linking import link_actors

__all__ = [
    "Correction", "build", "clear", "corrections", "link_actors", "merge", "reject", "speaker", "split",
    "training_rows", "undo",
]  # fmt: skip
