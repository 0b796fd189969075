"""What many articles together tell, brought up to date without reading any more of them."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.batch.how import How
from onrecord.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Built:
    """What building did: how many articles each stage had to look at, and what the ledger at `path` has now."""

    path: Path
    looked: Mapping[str, int]
    copies: int
    stories: int
    claims: int
    conflicts: int
    seconds: float


_COUNTS = ", ".join(f"(SELECT count(*) FROM {table})" for table in ("copies", "stories", "claims", "conflicts"))


def build(ledger: Ledger, everything: bool, how: How) -> Built:
    """Do what `onrecord.batch.Ledger.build` says."""
    from onrecord import corpus

    started = time.monotonic()
    if not ledger.path.exists():
        with ledger.reading():  # says so; writing would make one
            pass
    with how.writing(ledger, "build") as writer:
        if everything:
            corpus.clear(writer)
        looked = corpus.build(writer, how.watch.building if how.watch else None)
    with ledger.reading() as connection:
        copies, stories, claims, conflicts = connection.execute(f"SELECT {_COUNTS}").fetchall()[0]
    return Built(ledger.path, looked, copies, stories, claims, conflicts, time.monotonic() - started)
