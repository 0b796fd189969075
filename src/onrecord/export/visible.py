"""Text of pages made harmless for whoever shows it.

Control characters move cursors and recolour terminals, and bidirectional controls make a line read
differently from what it says (CVE-2021-42574). Both are replaced one for one, so that offsets still hold.
"""

import re

_REPLACED = "\ufffd"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ud800-\udfff{_BIDI}]")


def visible(text: str) -> str:
    """`text` with every control character as a visible sign and odd line breaks as spaces, in the same length."""
    return _UNSAFE.sub(lambda found: _sign(found[0]), text)


def one_line(text: str) -> str:
    """`text` made visible, with line breaks, tabs and no-break spaces as spaces, in the same length."""
    return re.sub(r"\s", " ", visible(text))


def escaped(json_text: str) -> str:
    """JSON whose strings hold no unsafe character as it stands; it reads back as the same values."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)


def _sign(character: str) -> str:
    if character in _BREAKS:
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    return _REPLACED
