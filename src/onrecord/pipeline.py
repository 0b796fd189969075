"""A page in, a document out: the only file that knows the order of the stages."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Protocol, TypeVar

from onrecord import errors
from onrecord.articles import to_article
from onrecord.attributions import AttributionReader
from onrecord.pages import open_pages
from onrecord.records import Article, Attribution, Document, Failure, Findings, Page
from onrecord.references import refer

Result = TypeVar("Result")
_FILE_NAME = re.compile(
    r"[^\s<>]+\.(?:html?|xhtml|txt|text|md|json|jsonl|ndjson|gz|pdf|warc)|(?:[^\s<>]*[/\\])+[^\s<>]*", re.IGNORECASE
)


class Reader(Protocol):
    """Whatever finds the attributions of an article, in the order of their first character, and its names."""

    def read(self, article: Article) -> Findings:
        """Return what is found in `article`."""
        ...


class Pipeline:
    """Reads pages into documents.

    `threads` is the number of cores that one reading may use; `force` reads articles in any language;
    attributions less sure than `min_confidence` (0 to 1) are left out. `reader` stands in for the
    weights that the package carries; those are loaded once a process, by the first reading.
    """

    def __init__(
        self, threads: int = 1, force: bool = False, min_confidence: float = 0.0, reader: Reader | None = None
    ) -> None:
        self.threads = threads
        self.force = force
        self.min_confidence = min_confidence
        self._reader = reader

    def read(self, page: Page) -> Document:
        """Read one page; raises InputError where it can't be read, ModelError where the weights can't."""
        return self.reread(to_article(page, force=self.force))

    def reread(self, article: Article) -> Document:
        """Read an article whose text and blocks are known already; raises ModelError as `read` does."""
        reader = self._reader or shipped_reader(self.threads)
        document = refer(article, reader.read(article))
        return replace(document, attributions=at_least(self.min_confidence, document.attributions))

    def run(self, pages: Iterable[Page | Failure]) -> Iterator[Document | Failure]:
        """Read pages as they come, in their order and one at a time; failures are handed on.

        A page that can't be read becomes a Failure, whatever went wrong with it. Raises ModelError, as
        without weights no page can be read, and what `pages` raises.
        """
        for page in pages:
            yield page if isinstance(page, Failure) else attempt(page.name, partial(self.read, page))


def attempt(name: str, read: Callable[[], Result]) -> Result | Failure:
    """What `read` returns, or the Failure of the page `name`, whatever went wrong; raises ModelError."""
    try:
        return read()
    except errors.InputError as error:
        return Failure(name, type(error).__name__, str(error))
    except (errors.ModelError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic inside a library written in Rust is not an Exception
        kind = type(error).__name__
        return Failure(name, kind, f"{name}: reading it failed unexpectedly ({kind}: {error})")


def at_least(confidence: float, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions that are at least so sure, each `within` the nearest outer one that is left."""
    return only([attribution.confidence >= confidence for attribution in attributions], attributions)


def only(wanted: Sequence[bool], attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions that are wanted, each `within` the nearest outer one that is left."""
    kept = [i for i, want in enumerate(wanted) if want]
    place = {old: new for new, old in enumerate(kept)}

    def outer(i: int) -> int | None:
        around = attributions[i].within
        while around is not None and around not in place:
            around = attributions[around].within
        return None if around is None else place[around]

    return tuple(replace(attributions[i], within=outer(i)) for i in kept)


def one_page(path_or_text: str | Path) -> Page:
    """The single page that a path, markup or text stands for.

    Raises InputError where a file can't be opened, doesn't exist, or holds more or less than one page.
    """
    if isinstance(path_or_text, Path) or _names_file(path_or_text):
        return _only_page(path_or_text)
    # Said to be plain text, it is taken character by character; where it may be markup, the bytes tell.
    media_type = None if "<" in path_or_text else "text/plain"
    return Page("text", path_or_text.encode("utf-8", "replace"), media_type)


def _only_page(path: str | Path) -> Page:
    found = open_pages([path])
    first, second = next(found, None), next(found, None)
    if isinstance(first, Failure):
        raise getattr(errors, first.error, errors.InputError)(first.reason)
    if first is None:
        raise errors.NoArticleText(f"{path}: empty; was it saved whole?")
    if second is not None:
        raise errors.InputError(f"{path}: more than one article; read them with onrecord.Pipeline().run(…)")
    return first


def _names_file(text: str) -> bool:
    """Whether there is such a file, or the text looks so much like one's name that it is meant to be one."""
    try:
        return _FILE_NAME.fullmatch(text) is not None or (text != "" and Path(text).exists())
    except (OSError, ValueError):  # longer than a name can be, or with a zero byte in it
        return False


@cache
def shipped_reader(threads: int) -> Reader:
    """The reader with the weights that the package carries, loaded once a process."""
    return AttributionReader(threads)
