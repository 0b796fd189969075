"""What a worker does with a page, and with an article that is read once more."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from onrecord.ledger import Index, index
from onrecord.records import Article, Document, Failure, Page

if TYPE_CHECKING:
    from onrecord.pipeline import Pipeline, Reader


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are read: `force` is that of `Pipeline`, `reader` makes what stands in for the shipped weights."""

    force: bool = False
    reader: "Callable[[], Reader] | None" = None

    def pipeline(self) -> "Pipeline":
        """A pipeline that reads so, on one core; the stages are loaded here, in the worker, and not by its parent."""
        from onrecord.pipeline import Pipeline

        return Pipeline(force=self.force, reader=self.reader and self.reader())


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from one page, and what its contents are found by; `words` is how many the text has."""

    document: Document
    index: Index
    words: int


_MOST = 8_000_000
"""Bytes of plain text that are read as one article: three times what can be read in the time that a page has."""

PageWork: TypeAlias = Callable[[Page], Read | Failure]
ArticleWork: TypeAlias = Callable[[Article], Read | Failure]


def page_work(settings: Settings) -> PageWork:
    """What reads a page; a page that can't be read becomes a Failure. Raises ModelError as `Pipeline.run` does."""
    return partial(_read_page, settings.pipeline())


def article_work(settings: Settings) -> ArticleWork:
    """What reads an article once more from its own text; otherwise as `page_work`."""
    return partial(_read_article, settings.pipeline())


def _read_page(pipeline: "Pipeline", page: Page) -> Read | Failure:
    from onrecord.pipeline import attempt

    if len(page.content) > _MOST and page.media_type != "text/html" and not page.content.lstrip().startswith(b"<"):
        # it would take gigabytes before its time is over
        size = f"{len(page.content) / 1_000_000:,.0f} MB of text"
        return Failure(page.name, "TooLarge", f"{page.name}: {size}; is it one article? Hand them in one by one")
    return attempt(page.name, lambda: _indexed(pipeline.read(page)))


def _read_article(pipeline: "Pipeline", article: Article) -> Read | Failure:
    from onrecord.pipeline import attempt

    return attempt(article.id, lambda: _indexed(pipeline.reread(article)))


def _indexed(document: Document) -> Read:
    return Read(document, index(document), len(document.article.text.split()))
