"""One file of a world: a header, `---`, and lines that are paragraphs or say what is copied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.errors import CorpusError

from .marks import BadMarks, unmarked

_FIELDS = ("id", "outlet", "published", "title", "byline", "credit", "deck", "story")
_NEEDED, _PRINTED = ("id", "published", "title"), ("outlet", "story")
_NEVER = "never"
_COPY = re.compile(r'@copy\s+(\S+)\s+(\d+)(?:\s*-\s*(\d+))?\s*(?:"(.*)")?\s*')
_NEXT_EDIT = re.compile(r'"\s*;\s*"')
_BECOMES = re.compile(r'"\s*=>\s*"')


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph that was written in the file, with its marks as they stand there."""

    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Paragraphs `first` to `last` (from 1, both included) of another file, after literal replacements in order."""

    line: int
    text: str
    first: int
    last: int
    edits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was written."""

    file: Path
    header: dict[str, str]
    body: tuple[Written | Copied, ...]

    @property
    def published(self) -> str | None:
        """When the article was published, in ISO 8601 with its zone; None where it never was."""
        return None if self.header["published"] == _NEVER else self.header["published"]


def read_draft(file: Path) -> Draft:
    """Read one file; raises CorpusError naming the line that is wrong."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file}: can't be read ({error}); articles are UTF-8") from error
    end = next((place for place, line in enumerate(lines) if line.strip() == "---"), None)
    if end is None:
        raise CorpusError(f"{file}:1: no line `---` between the header and the text")
    header = _header(file, lines[:end])
    body = tuple(_body(file, lines, end + 1))
    if not body:
        raise CorpusError(f"{file}:{end + 1}: no paragraph below the header")
    return Draft(file, header, body)


def _header(file: Path, lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if not colon or name not in _FIELDS:
            raise CorpusError(f"{file}:{number}: {line!r} is no header; these are: {', '.join(_FIELDS)}")
        if name in found or not value:
            raise CorpusError(f"{file}:{number}: {name} is {'there twice' if name in found else 'empty'}")
        found[name] = value
    published = found.get("published") != _NEVER
    for name in (*_NEEDED, *(_PRINTED if published else ())):
        if name not in found:
            raise CorpusError(f"{file}:1: the header has no {name}")
    if found["id"] != file.stem:
        raise CorpusError(f"{file}:1: the id is {found['id']!r}, but the file's name says {file.stem!r}")
    if published and not _zoned(found["published"]):
        raise CorpusError(f"{file}:1: published is {found['published']!r}; write 2031-03-04T08:30:00+01:00 or never")
    return found


def _zoned(written: str) -> bool:
    try:
        return datetime.fromisoformat(written).tzinfo is not None
    except ValueError:
        return False


def _body(file: Path, lines: list[str], first: int) -> Iterator[Written | Copied]:
    before = False
    for number, line in enumerate(lines[first:], first + 1):
        text = line.strip()
        copies = text.startswith("@")
        if text and not copies and before:
            raise CorpusError(f"{file}:{number}: a paragraph is one line, and an empty line parts it from the next")
        if text:
            yield _copied(file, number, text) if copies else _written(file, number, text)
        before = bool(text) and not copies


def _written(file: Path, number: int, line: str) -> Written:
    source = " ".join(line.split())
    try:
        unmarked(source)
    except BadMarks as error:
        raise CorpusError(f"{file}:{number}: {error}") from error
    return Written(number, source)


def _copied(file: Path, number: int, line: str) -> Copied:
    found = _COPY.fullmatch(line)
    if not found:
        raise CorpusError(f'{file}:{number}: not `@copy ID N-M "these words" => "those words"; …`: {line[:80]!r}')
    first, last = int(found[2]), int(found[3] or found[2])
    if not 1 <= first <= last:
        raise CorpusError(f"{file}:{number}: there are no paragraphs {first}-{last}; they count from 1")
    edits = []
    for edit in _NEXT_EDIT.split(found[4]) if found[4] is not None else ():
        sides = _BECOMES.split(edit)
        if len(sides) != 2 or not sides[0]:
            raise CorpusError(f'{file}:{number}: not `"these words" => "those words"`: "{edit[:80]}"')
        edits.append((sides[0], sides[1]))
    return Copied(number, found[1], first, last, tuple(edits))
