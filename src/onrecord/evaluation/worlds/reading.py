"""A world read from its folders, strictly: what is wrong in a file is told with its place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.errors import CorpusError

from .copying import Printer
from .files import Draft, read_draft
from .records import ONE_OFF, Outlet, Paragraph, Text, World
from .truth import Truth, read_outlets

_OUTLETS = "outlets.toml"


def read_world(folders: Sequence[Path]) -> World:
    """Read the articles (`*.txt`) and the truth (`truth*.toml`) in and below some folders.

    `outlets.toml` lies in one of them or above. Raises CorpusError naming the file, and the line where it has one.
    """
    outlets = read_outlets(_found_outlets(folders))
    truth = Truth()
    for file in _files(folders, "truth*.toml"):
        truth.add(file)
    drafts: dict[str, Draft] = {}
    for file in _files(folders, "*.txt"):
        draft = read_draft(file)
        if draft.header["id"] in drafts:
            raise CorpusError(f"{file}:1: the id {file.stem} is that of {drafts[file.stem].file} as well")
        drafts[draft.header["id"]] = draft
    if not drafts:
        raise CorpusError(f"{', '.join(map(str, folders))}: no articles (*.txt); name the folder that has them")
    printer = Printer(drafts)
    texts = {key: _text(draft, outlets, truth, printer) for key, draft in drafts.items()}
    _used(texts, truth)
    return World(
        outlets, texts, truth.stories, truth.claims, tuple(truth.conflicts), tuple(truth.courses),
        tuple(_warnings(texts, truth)),
    )  # fmt: skip


def _found_outlets(folders: Sequence[Path]) -> Path:
    for folder in folders:
        if not folder.is_dir():
            raise CorpusError(f"{folder}: no such folder")
        for above in (folder, *folder.resolve().parents):
            if (above / _OUTLETS).is_file():
                return above / _OUTLETS
    raise CorpusError(f"{', '.join(map(str, folders))}: no {_OUTLETS} in it or above it; who publishes here?")


def _files(folders: Iterable[Path], pattern: str) -> list[Path]:
    found = {file.resolve(): file for folder in folders for file in folder.rglob(pattern)}
    return sorted(found.values())


def _text(draft: Draft, outlets: dict[str, Outlet], truth: Truth, printer: Printer) -> Text:
    header = draft.header
    if draft.published and header["outlet"] not in outlets:
        raise CorpusError(f"{draft.file}:1: no outlet {header['outlet']!r}; these are: {', '.join(outlets)}")
    story = header.get("story")
    if story is not None and story not in truth.stories:
        raise CorpusError(f"{draft.file}:1: the story {story!r} is in no file of truth")
    for name in ("title", "deck"):
        if "{" in header.get(name, "") or "}" in header.get(name, ""):
            raise CorpusError(f"{draft.file}:1: a {name} has no marks")
    paragraphs: list[Paragraph] = []
    for line, paragraph in printer.paragraphs(header["id"]):
        for mark in paragraph.marks:
            if mark.claim != ONE_OFF and mark.claim not in truth.claims:
                raise CorpusError(f"{draft.file}:{line}: the claim {mark.claim!r} is in no file of truth")
        paragraphs.append(paragraph)
    return Text(
        header["id"], draft.file, header.get("outlet", ""), draft.published, header["title"], story, tuple(paragraphs),
        header.get("byline"), header.get("credit"), header.get("deck"),
    )  # fmt: skip


def _used(texts: dict[str, Text], truth: Truth) -> None:
    """Raise CorpusError for what the truth speaks of and no article has."""
    said = _statements(texts)
    for key in truth.claims:
        if key not in said:
            raise CorpusError(f"{truth.places[f'claim {key}']}: no statement of an article makes the claim {key}")
    for claims in (*(conflict.claims for conflict in truth.conflicts), *truth.courses):
        for key in claims:
            if key not in truth.claims:
                raise CorpusError(f"{truth.places[key]}: there is no claim {key}")
    told = {text.story for text in texts.values()}
    for key in truth.stories:
        if key not in told:
            raise CorpusError(f"{truth.places[f'story {key}']}: no article belongs to the story {key}")


def _statements(texts: dict[str, Text]) -> Counter[str]:
    """How many statements in published articles make or deny each claim."""
    return Counter(
        mark.claim
        for text in texts.values()
        if text.published
        for paragraph in text.paragraphs
        for mark in paragraph.marks
    )


def _warnings(texts: dict[str, Text], truth: Truth) -> Iterator[str]:
    """What is allowed but likely a slip."""
    asserted = Counter(
        mark.claim
        for text in texts.values()
        if text.published
        for paragraph in text.paragraphs
        for mark in paragraph.marks
        if not mark.denies
    )
    for key, count in sorted(asserted.items()):
        if key != ONE_OFF and count > 1 and not truth.claims[key].origins and not truth.claims[key].most:
            yield f"{truth.places[f'claim {key}']}: the claim {key} is made {count} times and has no origin"
    copied = [
        text.id
        for text in texts.values()
        for paragraph in text.paragraphs
        if text.published and paragraph.way and any(mark.claim == ONE_OFF for mark in paragraph.marks)
    ]
    if copied:
        yield f"{len(copied)} copied paragraphs have statements marked `.`: with the copy they are made more than once"
