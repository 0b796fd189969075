"""Which of somebody's titles says most."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


def fullest(titles: Sequence[str]) -> str | None:
    """The first title, or the longest that holds it: "Secretary of State" gives way to "U.S. Secretary of State".

    A deputy minister is not the minister, nor is a former one: such words before a title make another of it. None
    where there are no titles.
    """
    if not titles:
        return None
    first = f" {_folded(titles[0])} "
    return max((title for title in titles if title == titles[0] or _holds(title, first)), key=len)


def _holds(title: str, other: str) -> bool:
    before, found, _ = f" {_folded(title)} ".partition(other)
    return bool(found) and _other_offices().isdisjoint(_WORD.findall(before))


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


@cache
def _other_offices() -> frozenset[str]:
    lines = files(__package__).joinpath("data", "en", "other_offices.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
