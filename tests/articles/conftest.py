"""Pages made of a few invented words."""

from collections.abc import Callable

import pytest

from onrecord.records import Page

PARAGRAPHS = """
<p>The council of Varnholt will build a new bridge over the Elde, the mayor said on Monday, and the work is to begin
before the end of the year.</p>
<p>“It will cost what it costs,” said the mayor, Jonna Reiss, when she was asked about the price of the bridge.</p>
<p>Residents of the northern quarter had waited for the decision for more than eleven years.</p>
"""


@pytest.fixture
def html_page() -> Callable[..., Page]:
    """Make a page of a head and three paragraphs about a bridge."""

    def make(head: str = "", top: str = "<h1>Council to build a bridge</h1>", body: str = PARAGRAPHS) -> Page:
        markup = f"<!doctype html><html><head>{head}</head><body><article>{top}{body}</article></body></html>"
        return Page("bridge.html", markup.encode())

    return make


@pytest.fixture
def text_page() -> Callable[[str], Page]:
    """Make a page of plain text."""
    return lambda text: Page("row.jsonl:1", text.encode(), "text/plain")
