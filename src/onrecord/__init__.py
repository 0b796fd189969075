"""onrecord: who said what, on whose authority.

    >>> import onrecord
    >>> document = onrecord.read("article.html")
    >>> for attribution in document.attributions: ...

    >>> ledger = onrecord.Ledger.open("news.duckdb")
    >>> ledger.add("articles/")
    >>> ledger.find("troops at the border", by="Aldous").pandas()
    >>> ledger.claims("troops at the border", origins=2)
    >>> ledger.trace(17)

Importing this takes next to nothing: the stages are loaded by the first reading, the weights once.
"""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ForeignLanguage, InputError, NoArticleText, OnRecordError
from onrecord.records import Article, Attribution, Block, Document, Failure, Page, Trace

if TYPE_CHECKING:
    from onrecord.batch import Ledger
    from onrecord.pipeline import Pipeline

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attribution",
    "Block",
    "Document",
    "Failure",
    "ForeignLanguage",
    "InputError",
    "Ledger",
    "NoArticleText",
    "OnRecordError",
    "Page",
    "Pipeline",
    "__version__",
    "read",
]


def read(
    path_or_text: str | Path,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    threads: int = 1,
    force: bool = False,
    min_confidence: float = 0.0,
) -> Document:
    """Read one article: a file (HTML, plain text, a single row of JSON Lines, gzipped or not), markup or text.

    A `Path`, or a string that names an existing file, is opened; any other string is the article itself,
    unless it looks like the name of a file, which is then said to be missing. `title`, `outlet`,
    `published` (ISO 8601) and `url` win over what the page says of itself. `threads`, `force` and
    `min_confidence` are those of `Pipeline`.

    Raises an `InputError` where there is no article to read.
    """
    from onrecord.pipeline import Pipeline, one_page

    page = one_page(path_or_text)
    page = replace(
        page,
        title=title or page.title,
        outlet=outlet or page.outlet,
        published=published or page.published,
        url=url or page.url,
    )
    return Pipeline(threads=threads, force=force, min_confidence=min_confidence).read(page)


_LATER = {"Ledger": "onrecord.batch", "Pipeline": "onrecord.pipeline"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)


def __dir__() -> list[str]:
    return __all__


def _repr_html_(document: Document) -> str:
    from onrecord.export.notebook import to_html

    return to_html(document)


def _repr_svg_(trace: Trace) -> str:
    from onrecord.export.svg import to_svg

    return to_svg(trace)


# Records know nothing but themselves, so how notebooks show them is put on from here.
Document._repr_html_ = _repr_html_  # type: ignore[attr-defined]
Trace._repr_svg_ = _repr_svg_  # type: ignore[attr-defined]
