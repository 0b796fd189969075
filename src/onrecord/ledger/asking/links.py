"""Ways to a statement: its reference in the ledger, and its address on the page."""

import re
from collections.abc import Sequence
from urllib.parse import quote

PIECES = 5  # of a content that an address names
WORDS = 5  # at either end of a piece that is longer than twice as many
_ALLOWED = "!#$%&'()*+,/:;=?@[]"
_REFERENCE = re.compile(r"(\d{1,10})(?::(\d{1,10})-(\d{1,10}))?", re.ASCII)


def reference(article: int, start: int, stop: int) -> str:
    """How a statement is named on screen: "12:210-330" are the characters 210 to 330 of article 12."""
    return f"{article}:{start}-{stop}"


def article_of(reference: str) -> int | None:
    """The article that a reference, or a number, names; None where it is neither."""
    found = _REFERENCE.fullmatch(reference.strip())
    return int(found[1]) if found else None


def span_of(reference: str) -> tuple[int, int] | None:
    """The characters that a reference names; None where it names an article, or is none."""
    found = _REFERENCE.fullmatch(reference.strip())
    return (int(found[2]), int(found[3])) if found and found[2] else None


def link(url: str | None, pieces: Sequence[str]) -> str | None:
    """Return an address that opens the page at a content (a text fragment, as the WICG drafts them).

    None where there is no address of the web. What may not stand in an address (RFC 3986) is percent-encoded, as pages
    write what they like, and terminals obey it. A long piece is named by its first and last words, and those of one
    line alone, as a browser finds nothing over the edge of a paragraph.
    """
    if url is None or not url.strip().lower().startswith(("http://", "https://")):
        return None
    url = quote(url.strip(), safe=_ALLOWED, errors="replace")
    texts = [f"text={text}" for piece in pieces[:PIECES] if (text := _fragment(piece))]
    if not texts:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{'&'.join(texts)}"


def _fragment(piece: str) -> str:
    lines = [line.split() for line in piece.splitlines() if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= 2 * WORDS:
        return _quoted(lines[0])
    return f"{_quoted(lines[0][:WORDS])},{_quoted(lines[-1][-WORDS:])}"


def _quoted(words: Sequence[str]) -> str:
    """Percent-encoded, the hyphen too: it marks a prefix or a suffix."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
