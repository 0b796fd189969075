"""Rows as CSV (RFC 4180, UTF-8) that a spreadsheet can open without running what a page wrote.

A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises ("CSV Injection"):
one that begins with = + - @, their full-width forms, a tab or a line break. Text that already had apostrophes before
such a sign gets one more, so that taking one off such a cell always gives back what was there. Numbers are numbers.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from typing import BinaryIO

from onrecord.export.identifying import paired

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], stream: BinaryIO) -> int:
    """Write a line of names, then one for each of `rows`; returns how many rows there were.

    Nothing (None) is an empty cell, lists and objects are JSON, days and times are ISO 8601, bytes hexadecimal. NUL,
    which makes many readers stop, is U+FFFD.
    """
    text = TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow([_guarded(name) for name in columns])
        count = 0
        for row in rows:
            writer.writerow([cell(value) for value in row])
            count += 1
        return count
    finally:
        text.detach()


def cell(value: object) -> object:
    """A value as CSV has it: text made harmless, numbers as they are."""
    if isinstance(value, str):
        return _guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping | list | tuple):
        return paired(json_text(value))
    return value.hex() if isinstance(value, bytes) else value


def json_text(value: object) -> str:
    """A list or an object as JSON (RFC 8259); what JSON has no form for as text."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _guarded(text: str) -> str:
    harmless = paired(text).replace("\0", "\ufffd")
    return f"'{harmless}" if _FORMULA.match(harmless) else harmless
