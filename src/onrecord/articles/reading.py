"""One page as one article."""

import hashlib
from dataclasses import replace

from onrecord.articles.dates import iso_date
from onrecord.articles.decoding import is_markup, page_text
from onrecord.articles.language import language_name, language_of
from onrecord.articles.scraped import read_scraped
from onrecord.errors import ForeignLanguage, NoArticleText
from onrecord.records import Article, Page

_READ = "en"


def to_article(page: Page, *, force: bool = False) -> Article:
    """Return the article on a page; the same page always gives the same article.

    For plain text, `Article.text` is the page's text as it stands and the blocks are spans in it. For
    HTML it is the blocks' texts, joined by a blank line. What the page was given (id, title, outlet,
    published, url) wins over what it says of itself; a given date that doesn't name one day is passed over.
    Without an id, the article gets the first 16 hexadecimal digits of the SHA-256 of its text. `force`
    reads an article in any language.

    Raises NotText, TooLarge, NoArticleText or ForeignLanguage.
    """
    text = page_text(page)
    markup = is_markup(page, text)
    found = _read_markup(page, text) if markup else read_scraped(text, page.title)
    if not found.blocks:
        raise NoArticleText(f"{page.name}: {_nothing_found(text, markup)}")
    language = language_of("\n".join(found.text[block.start : block.end] for block in found.blocks)) or found.language
    if language not in (_READ, None) and not force:
        name = language_name(language)
        raise ForeignLanguage(
            f"{page.name}: the article is in {name}, and only English is read; --force reads it anyway"
        )
    return replace(
        found,
        id=page.id or hashlib.sha256(found.text.encode()).hexdigest()[:16],
        title=page.title or found.title,
        outlet=page.outlet or found.outlet,
        published=iso_date(page.published) or found.published,
        url=page.url or found.url,
        language=language,
    )


def _read_markup(page: Page, markup: str) -> Article:
    # The libraries behind it take a fifth of a second to import, and plain text needs none of them.
    from onrecord.articles.markup import read_markup

    return read_markup(page, markup)


def _nothing_found(text: str, markup: bool) -> str:
    if not text.strip():
        return "empty; was the page saved before it had loaded?"
    if markup:
        return f"no article text found ({len(text):,} characters of markup); is it a login or a consent page?"
    return f"no article text found ({len(text):,} characters); is it only a menu?"
