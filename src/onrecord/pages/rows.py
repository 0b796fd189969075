"""Rows of JSON Lines as pages: `{"id", "text" or "html", "published", "title", "outlet", "url"}`."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import BrokenRow, InputError, TooLarge
from onrecord.records import Failure, Page

_SKIPPED_LIMITS = 16
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_rows(name: str, stream: BinaryIO, limit: int) -> Iterator[Page | Failure]:
    """Yield a page or a failure for every non-blank line, named `name:line`, holding one line at a time.

    A line that is broken or longer than `limit` bytes is a failure, and reading goes on after it.
    Raises what reading `stream` raises.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            found_end = _skip_line(stream, limit)
            rest = "" if found_end else "; the rest of the file is given up"
            yield failure(place, TooLarge(f"{place}: a line of more than {limit // 1_000_000} MB{rest}"))
            if not found_end:
                return
        elif line.strip():
            try:
                yield row_page(place, line)
            except InputError as error:
                yield failure(place, error)


def row_page(name: str, line: bytes) -> Page:
    """Return the page that one JSON object describes; raises BrokenRow where it doesn't describe one."""
    row = _json_object(name, line)
    given = [_given(name, row, field) for field in ("id", "url", "title", "outlet", "published")]
    identifier, url, title, outlet, published = given
    for field, media_type in (("text", "text/plain"), ("html", "text/html")):
        if isinstance(content := row.get(field), str):
            whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", content)
            return Page(name, whole.encode(), media_type, identifier, url, None, title, outlet, published)
    fields = ", ".join(list(row)[:8]) or "none"
    raise BrokenRow(f'{name}: no "text" or "html" that is a string; its fields: {fields}')


def failure(name: str, error: InputError) -> Failure:
    """Return an error as a record; the reason is the error's message."""
    return Failure(name=name, error=type(error).__name__, reason=str(error))


def _json_object(name: str, line: bytes) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        at = error.start + 1
        raise BrokenRow(f"{name}: not UTF-8 at byte {at} of the line; write JSON Lines as UTF-8") from error
    except json.JSONDecodeError as error:
        raise BrokenRow(f"{name}: not JSON: {error.msg} at character {error.pos + 1}") from error
    except (RecursionError, ValueError) as error:
        raise BrokenRow(f"{name}: not JSON that can be read: {error}") from error
    if not isinstance(row, dict):
        raise BrokenRow(f'{name}: not a JSON object; write one {{"text": …}} a line')
    return row


def _given(name: str, row: dict[str, object], field: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value) if value else None
    if isinstance(value, int | float) and field == "id":
        return str(value)
    raise BrokenRow(f'{name}: "{field}" is not a string')


def _skip_line(stream: BinaryIO, limit: int) -> bool:
    """Read past the rest of a line; False where its end isn't found, so that a bomb can't be read for ever."""
    chunk = min(limit, 1 << 20)
    for _ in range(_SKIPPED_LIMITS * limit // chunk):
        piece = stream.readline(chunk)
        if not piece or piece.endswith(b"\n"):
            return True
    return False
