"""What an outlet prints under every article: paragraphs near the end that have stood under others of it before."""

import re
from collections.abc import Sequence
from hashlib import blake2b

from .features import Part

OFTEN = 3  # articles of an outlet with the same paragraph near the end
_LAST = 3
_DIGIT = re.compile(r"\d")
_SHOWN = 2_000  # characters of a paragraph that are compared


def closing_lines(outlet: str | None, parts: Sequence[Part]) -> dict[int, int]:
    """Hashes of the last paragraphs but for the first one of all, by their place in `parts`; of no outlet, none."""
    if not outlet:
        return {}
    body = [place for place, part in enumerate(parts) if part.kind != "headline" and part.text.strip()]
    return {place: _hash(outlet, parts[place].text) for place in body[1:][-_LAST:]}


def _hash(outlet: str, text: str) -> int:
    """Of the words, whatever the spacing and the digits are: a date or a price may change."""
    plain = _DIGIT.sub("0", " ".join(text[:_SHOWN].split())).casefold()
    digest = blake2b(f"{outlet}\n{plain}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
