"""The stages of building one by one, to be measured or left out."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TypeAlias

from onrecord.corpus import link_actors
from onrecord.corpus.building import STAGES
from onrecord.ledger import Writer

Stage: TypeAlias = Callable[[Writer], object]
ACTORS = "actors"
LAST = STAGES[-1]


def stages(last: str = LAST) -> Iterator[tuple[str, Stage]]:
    """What brings each stage up to date, with its name and in the order of `onrecord build`: nothing after `last`."""
    yield ACTORS, link_actors
    for stage in STAGES[: STAGES.index(last) + 1]:
        yield stage, partial(_update, stage)


def _update(stage: str, writer: Writer) -> object:
    return getattr(import_module(f"onrecord.corpus.{stage}"), f"update_{stage}")(writer)
