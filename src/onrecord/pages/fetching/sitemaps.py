"""Addresses of sitemaps and news sitemaps (sitemaps.org 0.9, Google's news extension 0.9)."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from onrecord.pages.fetching.listed import Listed
from onrecord.pages.fetching.xml_trees import elements, local_name

_LONGEST = 8_000


def sitemap_entries(content: bytes, most: int) -> Iterator[Listed]:
    """Yield the first `most` articles of a sitemap, in its order."""
    for element in islice(elements(content, "url"), most):
        if url := _child(element, "loc"):
            facts = _news(element)
            yield Listed(url, facts.get("title"), facts.get("name"), facts.get("publication_date"))


def index_entries(content: bytes, most: int) -> Iterator[Listed]:
    """Yield the first `most` sitemaps that an index lists, each marked as `further`."""
    for element in islice(elements(content, "sitemap"), most):
        if url := _child(element, "loc"):
            yield Listed(url, further=True)


def _child(element: etree._Element, name: str) -> str | None:
    found = next((child for child in element if local_name(child) == name), None)
    return None if found is None else _line(found)


def _news(element: etree._Element) -> dict[str, str]:
    """What stands in the news extension alone: images and videos have titles as well."""
    news = next((child for child in element if local_name(child) == "news"), None)
    if news is None:
        return {}
    return {local_name(child): text for child in news.iter() if (text := _line(child))}


def _line(element: etree._Element) -> str | None:
    return " ".join((element.text or "")[:_LONGEST].split()) or None
