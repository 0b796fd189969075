"""How well pages become articles, against a gold file of hand-read pages.

`python -m onrecord.evaluation.pages FOLDER [--candidates]`, where FOLDER holds `gold.jsonl` (one object a page:
`file`, `outlet`, `title`, `authors`, `published`, `paragraphs`) and `html/` with the pages. The body is scored as
in scrapinghub's article-extraction-benchmark: shingles of four tokens counted a page, precision and recall
averaged over pages, F1 of the two averages. The body of an article is its deck, headings and paragraphs, which
is what the gold paragraphs hold.
"""

import argparse
import hashlib
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import mean

from onrecord.articles import to_article
from onrecord.errors import CorpusError, InputError
from onrecord.pages import open_pages
from onrecord.records import Page

_BODY = ("deck", "heading", "paragraph")
_SHINGLE = 4
_COLUMNS = ("body F1", "precision", "recall", "title", "day", "second", "authors F1", "pages/s")


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page says, by a hand-written parser or by a library; `published` as ISO 8601."""

    body: str = ""
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFigures:
    """Shares between 0 and 1; `day` and `second` are dates exact to the calendar day and to the second."""

    precision: float
    recall: float
    title: float
    day: float
    second: float
    authors: float

    @property
    def body(self) -> float:
        """F1 of the mean precision and the mean recall of shingles."""
        return _f1(self.precision, self.recall)


PageReader = Callable[[Page], PageReading]


def read_with_onrecord(page: Page) -> PageReading:
    """Read a page as this package does, in whatever language it is."""
    try:
        article = to_article(page, force=True)
    except InputError:
        return PageReading()
    body = "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind in _BODY)
    return PageReading(body, article.title, article.published, article.authors)


def measure_pages(readings: Sequence[PageReading], gold: Sequence[PageReading]) -> PageFigures:
    """Return the figures of `readings` against `gold`, page by page in the same order."""
    shingles = [(_shingles(wanted.body), _shingles(found.body)) for found, wanted in zip(readings, gold, strict=True)]
    pairs = list(zip(readings, gold, strict=True))
    authors = [
        ({_folded(name).casefold() for name in w.authors}, {_folded(name).casefold() for name in f.authors})
        for f, w in pairs
    ]
    shared = sum(len(wanted & found) for wanted, found in authors)
    return PageFigures(
        precision=_mean((wanted & found).total() / found.total() for wanted, found in shingles if found),
        recall=_mean((wanted & found).total() / wanted.total() for wanted, found in shingles if wanted),
        title=_mean(_folded(f.title) == _folded(w.title) for f, w in pairs),
        day=_mean(_same_day(f.published, w.published) for f, w in pairs),
        second=_mean(_same_second(f.published, w.published) for f, w in pairs),
        authors=2 * shared / (sum(len(wanted) + len(found) for wanted, found in authors) or 1),
    )


def in_tuning_half(outlet: str) -> bool:
    """Tell whether an outlet's pages may be looked at while rules are written."""
    return hashlib.sha256(outlet.encode()).digest()[0] % 2 == 0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[at : at + _SHINGLE]) for at in range(max(1, len(tokens) - _SHINGLE + 1)))


def _mean(shares: Iterable[float]) -> float:
    counted = list(shares)
    return mean(counted) if counted else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _same_day(found: str | None, wanted: str | None) -> bool:
    if not found or not wanted:
        return found == wanted
    here, there = datetime.fromisoformat(found), datetime.fromisoformat(wanted)
    if here.tzinfo and there.tzinfo:
        # The same instant can be two days in two zones; the gold's zone decides.
        here = here.astimezone(there.tzinfo)
    return here.date() == there.date()


def _same_second(found: str | None, wanted: str | None) -> bool:
    if not found or not wanted:
        return found == wanted
    here, there = (datetime.fromisoformat(date).replace(microsecond=0) for date in (found, wanted))
    return len(found) > len("2000-01-01") and (here.tzinfo is None) == (there.tzinfo is None) and here == there


def _trafilatura(**options: bool) -> PageReader:
    def read(page: Page) -> PageReading:
        from trafilatura import bare_extraction

        found = bare_extraction(page.content, include_comments=False, with_metadata=True, **options)
        if found is None:
            return PageReading()
        authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
        return PageReading(found.text, found.title, found.date, authors)

    return read


def _readability(page: Page) -> PageReading:
    from lxml.html import fromstring
    from readability import Document

    document = Document(page.content.decode("utf-8", "replace"))
    return PageReading("\n".join(map(str, fromstring(document.summary()).itertext())), document.short_title())


def _newspaper(page: Page) -> PageReading:
    from newspaper import Article

    article = Article("https://example.org/", language="en", fetch_images=False)
    article.download(input_html=page.content.decode("utf-8", "replace"))
    article.parse()
    published = article.publish_date.isoformat() if article.publish_date else None
    return PageReading(article.text, article.title, published, tuple(article.authors))


def _resiliparse(page: Page) -> PageReading:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(page.content.decode("utf-8", "replace"))
    return PageReading(extract_plain_text(tree, main_content=True, alt_texts=False), tree.title)


def _justext(page: Page) -> PageReading:
    from justext import get_stoplist, justext

    paragraphs = justext(page.content, get_stoplist("English"))
    return PageReading("\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate))


CANDIDATES: Mapping[str, PageReader] = {
    "trafilatura": _trafilatura(),
    "trafilatura fast": _trafilatura(fast=True),
    "trafilatura precision": _trafilatura(favor_precision=True),
    "trafilatura recall": _trafilatura(favor_recall=True),
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
    "resiliparse": _resiliparse,
    "jusText": _justext,
}


def _gold(folder: Path) -> Iterable[tuple[str, Page, PageReading]]:
    try:
        rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
        pages = open_pages(folder / "html" / row["file"] for row in rows)
        for row, page in zip(rows, pages, strict=True):
            if not isinstance(page, Page):
                raise CorpusError(page.reason)
            body = "\n".join(row["paragraphs"])
            yield row["outlet"], page, PageReading(body, row["title"], row["published"], tuple(row["authors"]))
    except (OSError, ValueError, KeyError) as error:
        raise CorpusError(f"{folder}: no gold.jsonl with html/ beside it in the documented form: {error}") from error


def _print_row(name: str, reader: PageReader, gold: Sequence[tuple[str, Page, PageReading]]) -> None:
    started = time.perf_counter()
    try:
        readings = [reader(page) for _, page, _ in gold]
    except ImportError as error:
        print(f"| {name} | not installed: {error.name} |")
        return
    rate = len(gold) / (time.perf_counter() - started)
    for part, wanted in (("all", None), ("tuning half", True), ("other half", False)):
        kept = [at for at, (outlet, _, _) in enumerate(gold) if wanted is None or in_tuning_half(outlet) is wanted]
        if not kept:
            continue
        figures = measure_pages([readings[at] for at in kept], [gold[at][2] for at in kept])
        body = (figures.body, figures.precision, figures.recall)
        shares = (*body, figures.title, figures.day, figures.second, figures.authors)
        print(f"| {name} | {part} ({len(kept)}) | {' | '.join(f'{share:.3f}' for share in shares)} | {rate:.0f} |")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a Markdown table of figures; the exit status is 0, or 1 with a message for a bad folder."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluation.pages", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds gold.jsonl and html/")
    parser.add_argument("--candidates", action="store_true", help="also measure the libraries that are installed")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    try:
        gold = list(_gold(options.folder))
    except CorpusError as error:
        raise SystemExit(str(error)) from error
    print(f"| reader | pages | {' | '.join(_COLUMNS)} |\n|---|---|{'---|' * len(_COLUMNS)}")
    _print_row("onrecord", read_with_onrecord, gold)
    for name, reader in CANDIDATES.items() if options.candidates else ():
        _print_row(name, reader, gold)


if __name__ == "__main__":
    main()
