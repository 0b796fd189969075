"""What the files of a world print once `@copy` is carried out.

Replacements are applied to the marked source, as it stands in the file that is copied from (after its own copies): what
is replaced, and what it becomes, may hold braces, whole or in part, as long as they balance in the end. They are
applied one after the other, each wherever its words occur in the paragraphs of its directive.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import CorpusError

from .files import Copied, Draft, Written
from .marks import BadMarks, unmarked
from .records import Paragraph, Root


@dataclass(frozen=True, slots=True)
class Sourced:
    """A paragraph's marked source, and where it comes from."""

    line: int
    source: str
    root: Root
    way: tuple[str, ...] = ()


class Printer:
    """Expands drafts, each once."""

    def __init__(self, drafts: Mapping[str, Draft]) -> None:
        self._drafts = drafts
        self._done: dict[str, tuple[Sourced, ...]] = {}
        self._open: list[str] = []

    def paragraphs(self, text: str) -> tuple[tuple[int, Paragraph], ...]:
        """The paragraphs that a text prints, each with the line of its file that brings it.

        Raises CorpusError: copies in a circle, of what is not there, replaced words that don't occur, bad marks.
        """
        return tuple((sourced.line, self._paragraph(text, sourced)) for sourced in self._sourced(text))

    def _paragraph(self, text: str, sourced: Sourced) -> Paragraph:
        try:
            plain, marks = unmarked(sourced.source)
        except BadMarks as error:
            raise CorpusError(f"{self._drafts[text].file}:{sourced.line}: {error}") from error
        return Paragraph(plain, marks, sourced.root, sourced.way)

    def _sourced(self, text: str) -> tuple[Sourced, ...]:
        if text not in self._done:
            self._open.append(text)
            found: list[Sourced] = []
            for part in self._drafts[text].body:
                if isinstance(part, Written):
                    found.append(Sourced(part.line, part.source, (text, len(found))))
                else:
                    found += self._copied(text, part)
            self._open.pop()
            self._done[text] = tuple(found)
        return self._done[text]

    def _copied(self, text: str, part: Copied) -> list[Sourced]:
        place = f"{self._drafts[text].file}:{part.line}"
        if part.text not in self._drafts:
            raise CorpusError(f"{place}: there is no text {part.text!r} to copy from")
        if part.text in self._open:
            circle = " from ".join([*self._open[self._open.index(part.text) :], part.text])
            raise CorpusError(f"{place}: copies in a circle: {circle}")
        whole = self._sourced(part.text)
        if part.last > len(whole):
            raise CorpusError(f"{place}: {part.text} has {len(whole)} paragraphs, and none numbered {part.last}")
        taken = whole[part.first - 1 : part.last]
        sources = _edited(place, [sourced.source for sourced in taken], part)
        return [
            Sourced(part.line, source, sourced.root, (part.text, *sourced.way))
            for source, sourced in zip(sources, taken, strict=True)
        ]


def _edited(place: str, sources: list[str], part: Copied) -> list[str]:
    for old, new in part.edits:
        if not any(old in source for source in sources):
            raise CorpusError(f'{place}: "{old}" does not occur in {part.text} {part.first}-{part.last} (any more)')
        sources = [source.replace(old, new) for source in sources]
    sources = [" ".join(source.split()) for source in sources]
    if not all(sources):
        raise CorpusError(f"{place}: a paragraph of which nothing is left; copy fewer in place of emptying one")
    return sources
