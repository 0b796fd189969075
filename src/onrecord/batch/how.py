"""How a run goes about it."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.batch.summary import Watch
from onrecord.ledger import Ledger, Writer
from onrecord.models import Weights, shipped

if TYPE_CHECKING:
    from onrecord.pipeline import Reader


@dataclass(frozen=True, slots=True)
class How:
    """How a run goes about it; the fields are the arguments of `onrecord.batch.Ledger.add`."""

    workers: int | None = None
    force: bool = False
    private: bool = False
    delay: float = 1.0
    link: bool = True
    build: bool = True
    wait: float = 0.0
    watch: Watch | None = None
    every: float = 2.0
    reader: "Callable[[], Reader] | None" = None

    @property
    def software(self) -> str:
        """What reads and indexes the articles: this onrecord with these weights, as the ledger notes it."""
        from onrecord import __version__

        if self.reader:
            return f"onrecord {__version__}, another reader"
        weights = Weights.open(shipped("attributions"))
        digest = hashlib.sha256("".join(sorted(weights.hashes.values())).encode()).hexdigest()
        vectors = Weights.open(shipped("meaning")).version
        return f"onrecord {__version__}, weights {weights.version} ({digest[:8]}), vectors {vectors[:8]}"

    @contextmanager
    def writing(self, ledger: Ledger, command: str) -> Iterator[Writer]:
        """Hold the ledger's writers' lock for a run."""
        notice = self.watch.waiting if self.watch else None
        with ledger.writing(command, wait=self.wait, notice=notice, software=self.software) as writer:
            yield writer
