"""A reader without weights."""

import re

import pytest

from onrecord.records import Article, Attribution, Findings

SAID = re.compile(r"(“[^”]+”) (\w+) (said)")


class Quoting:
    """Finds “…” NAME said, and nothing else; remembers what it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def read(self, article: Article) -> Findings:
        """One attribution for every match."""
        self.seen.append(article.id)
        return Findings(
            tuple(
                Attribution((m.span(2),), (m.span(3),), (m.span(1),), "direct", 0.9)
                for m in SAID.finditer(article.text)
            )
        )


@pytest.fixture
def quoting() -> Quoting:
    return Quoting()
