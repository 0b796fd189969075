"""Bytes of a page as characters, and whether they are markup."""

import codecs
import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from onrecord.errors import NotText
from onrecord.records import Page

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SHIFTED = re.compile(rb"\x1b[$(]")
_MARKUP_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)"
    r"<(?:!doctype\s+html|/?(?:html|head|body|main|article|section|header|div|p|h[1-6]|table|ul|ol|meta|title|link|script|"
    r"style|span|a|figure|nav|rss|feed)\b)",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP_INSIDE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SNIFFED = 20_000
_DETECTED = 100_000
_DAMAGE = 0.1
_NOISE = 0.02


def page_text(page: Page) -> str:
    """Return the characters of a page, without a byte order mark unless its text was handed in as a row.

    In this order: the byte order mark; UTF-8 where the bytes are that; the encoding that the markup declares;
    the detected one. What can't be decoded becomes U+FFFD. Raises NotText for content that is binary.
    """
    text = _given_text(page)
    if text is None:
        text = _decoded(page.content)
        sample = text[:_SNIFFED]
        if len(_UNPRINTED.findall(sample)) > _NOISE * len(sample):
            size = f"{len(page.content):,} bytes"
            raise NotText(f"{page.name}: neither text nor markup ({size}); is it an image or an archive?")
    return text


def is_markup(page: Page, text: str) -> bool:
    """Tell whether a page is HTML: by its media type if that says, else by how it starts."""
    kind = page.media_type or ""
    if "html" in kind or kind.startswith("text/"):
        return "html" in kind
    return bool(_MARKUP_START.match(text) or _MARKUP_INSIDE.search(text[:2_000]))


def _given_text(page: Page) -> str | None:
    """The text of a row, exactly: it was given as characters, and offsets must point into what was given."""
    if page.media_type != "text/plain":
        return None
    try:
        return page.content.decode()
    except UnicodeDecodeError:
        return None


def _decoded(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if not _SHIFTED.search(content):
        text = content.decode("utf-8", "replace")
        beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
        # One cut or damaged character doesn't make a page that is otherwise UTF-8 something else.
        if text.count(_REPLACEMENT) <= _DAMAGE * beyond_ascii:
            return text
    text = ""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding, "replace")
        except LookupError:
            continue
        if text.count(_REPLACEMENT) <= _NOISE * len(text):
            break
    return text


def _candidates(content: bytes) -> Iterator[str]:
    sample = content[:_DETECTED]
    for order, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[order::2].count(0) > len(sample) // 4:
            yield encoding
    if declared := _DECLARED.search(content[:_SNIFFED]):
        yield map_encoding_to_html5(declared[1].decode("ascii")) or "utf-8"
    yield detect_encoding(sample) or "utf-8"
    yield "cp1252"
