"""Entries of RSS, Atom and RDF feeds."""

from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any, cast

import feedparser
from lxml import etree, html

from onrecord.errors import NotText
from onrecord.pages.fetching.listed import Listed
from onrecord.pages.fetching.xml_trees import local_name, tree

_ENTRIES = {"item", "entry"}
_KEPT = {
    *("title", "link", "origlink", "guid", "id", "source", "publisher"),
    *("pubdate", "published", "issued", "created", "updated", "modified", "date"),
}
_ATTRIBUTES = {
    *("href", "rel", "type", "mode", "url", "isPermaLink", "version"),
    "{http://www.w3.org/XML/1998/namespace}base",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about",
}
_LONGEST = 2_000
_MOST_ELEMENTS = 200_000
_MOST_FIELDS = 60
_TAGGED = ("<", "&")


def feed_entries(content: bytes, address: str | None, most: int) -> Iterator[Listed]:
    """Yield the first `most` entries that have a link, in the feed's order; links are made absolute by `address`.

    Raises NotText for a feed that feedparser breaks on.
    feedparser gets what lxml read, as clean XML: so entities of the feed's own, broken markup and whole articles
    inside it never come to it, and what it is given can't be mistaken for something to open.
    """
    root = tree(content)
    if root is None:
        return
    parsed = _parsed(_essence(root, most), address)
    for entry in parsed.entries:
        link = _text(entry, "feedburner_origlink") or _text(entry, "link")
        if link:
            yield Listed(
                url=link,
                title=_plain(_text(entry, "title")),
                outlet=_plain(_text(entry.get("source"), "title") or _text(entry, "publisher")),
                published=_published(entry, str(parsed.version)),
            )


def _parsed(root: etree._Element, address: str | None) -> Any:
    headers = {"content-location": address, "content-type": "application/xml; charset=utf-8"} if address else {}
    try:
        return feedparser.parse(BytesIO(etree.tostring(root, encoding="utf-8")), response_headers=headers)
    except Exception as error:
        # Its handlers raise whatever they stumble on in fields that are not what they should be.
        raise NotText(f"a feed that can't be read ({type(error).__name__}: {error}); is it valid?") from error


def _essence(root: etree._Element, most: int) -> etree._Element:
    """Leave of a feed its first entries alone, and of these what is read of them."""
    left = _MOST_ELEMENTS
    found = (element for element in root.iter() if local_name(element).lower() in _ENTRIES)
    kept = []
    # A tree can't be changed while it is walked.
    for entry in list(islice(found, most)):
        left -= _trim(entry)
        if left < 0:
            break
        kept.append(entry)
    del root[:]
    _tidy(root)
    (etree.SubElement(root, "channel") if local_name(root).lower() == "rss" else root).extend(kept)
    return root


def _trim(entry: etree._Element) -> int:
    """Leave of an entry what is read of it, and return how many elements that is."""
    size = 0
    for child in list(entry):
        if size < _MOST_FIELDS and local_name(child).lower() in _KEPT:
            for element in child.iter():
                _tidy(element)
                size += 1
        else:
            entry.remove(child)
    _tidy(entry)
    return size + 1


def _tidy(element: etree._Element) -> None:
    element.text, element.tail = (element.text or "")[:_LONGEST], (element.tail or "")[:_LONGEST]
    for name in list(element.attrib):
        if name not in _ATTRIBUTES or len(element.attrib[name]) > _LONGEST:
            del element.attrib[name]


def _published(entry: Any, version: str) -> str | None:
    """When an entry was published; RSS 1.0 has one date only, which feedparser takes for that of a change."""
    written = _text(entry, "published")
    return written or (_text(entry, "updated") if version in ("rss10", "rss090") else None)


def _text(values: Any, field: str) -> str | None:
    # Not by `get`: feedparser's own warns of fields that stand for others.
    found = dict.get(values, field) if isinstance(values, dict) else None
    return found.strip()[:_LONGEST] or None if isinstance(found, str) else None


def _plain(text: str | None) -> str | None:
    """Text without markup and in one line."""
    if text is None:
        return None
    if any(sign in text for sign in _TAGGED):
        try:
            text = cast("str", html.fragment_fromstring(text, create_parent="div").text_content())
        except (etree.ParserError, ValueError):
            text = unescape(text)
    return " ".join(text.split()) or None
