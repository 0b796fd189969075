"""What the tests of time expressions share."""

from collections.abc import Callable

import pytest

from onrecord.references.times import find_times

PUBLISHED = "2031-05-14"  # a Wednesday


@pytest.fixture
def values() -> Callable[..., list[tuple[str, str | None]]]:
    """Find the expressions of a text and give each with its value."""

    def find(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
        return [(text[time.start : time.end], time.value) for time in find_times(text, [(0, len(text))], published)]

    return find
