"""What only many articles together tell, brought up to date stage by stage, each from what those before it found."""

from collections.abc import Callable
from typing import TypeAlias

from onrecord.ledger import Writer
from onrecord.ledger.asking.waiting import STAGES as STAGES

from .linking import link_actors

Watch: TypeAlias = Callable[[str, int, int], None]
"""Told of the stage, how many articles it has looked at, and how many it has to."""

Update: TypeAlias = Callable[[Writer, Callable[[int, int], None] | None], int]
"""Brings a stage up to date; told how far it is. Returns how many articles it looked at."""

TABLES = (
    "built", "passages", "families", "witnesses", "sketches", "printings", "copies", "stories", "story_articles",
    "story_terms", "story_postings", "story_frequencies", "story_lines", "claims", "claim_statements", "near_claims",
    "claim_keys", "origins", "spread", "conflicts",
)  # fmt: skip
"""All that building makes; what else the ledger has was read, or set right by people."""


def build(writer: Writer, watch: Watch | None = None, *, link: bool = True) -> dict[str, int]:
    """Bring actors (unless not `link`), copies, stories, claims, origins and conflicts up to date.

    Returns how many articles each stage had to look at. Some thousand articles are one transaction: what was cut off
    goes on from there.
    """
    if link:
        link_actors(writer)
    return {stage: update(writer, _watch(watch, stage)) for stage, update in _stages().items()}


def _stages() -> dict[str, Update]:
    """The stages in their order; what they need is loaded when something is built."""
    from .claims import update_claims
    from .conflicts import update_conflicts
    from .copies import update_copies
    from .origins import update_origins
    from .stories import update_stories

    updates: tuple[Update, ...] = (update_copies, update_stories, update_claims, update_origins, update_conflicts)
    return dict(zip(STAGES, updates, strict=True))


def _watch(watch: Watch | None, stage: str) -> Callable[[int, int], None] | None:
    if watch is None:
        return None
    return lambda done, total: watch(stage, done, total)


def clear(writer: Writer) -> None:
    """Take away all that building made, the actors aside; the next building makes it anew, with other numbers."""
    with writer.connection() as connection:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table}")
