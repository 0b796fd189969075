"""What stands around the body of a page: headline, deck, byline, captions, and boxes that are no part of it."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from onrecord.articles.composing import Part
from onrecord.articles.furniture import is_furniture
from onrecord.articles.layout import Line
from onrecord.articles.page_facts import PageFacts
from onrecord.articles.paragraphs import key
from onrecord.articles.wording import is_byline, is_caption

_DECK = re.compile(
    r"standfirst|(?<![a-z])dec?k(?![a-z])|sub-?_?title|sub-?_?head|strap-?line|tagline|summary|excerpt|lede"
    r"|article-?_?_?(?:intro|lead|desc)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"caption|(?<![a-z])legend", re.IGNORECASE)
_CREDIT = re.compile(r"credit|copyright|photographer|image-?source|attribution", re.IGNORECASE)
_AGENCY = re.compile(r"(?<![a-z])(?:agency|wire|credit|source)(?![a-z])", re.IGNORECASE)
_BOX = re.compile(
    r"newsletter|sign-?up|related|recommend|read-?(?:more|next|also)|more-?(?:from|link|stor|news|on)|most-?(?:read|popular|viewed)"
    r"|popular|trending|promo|advert|sponsor|outbrain|taboola|comments|social-?(?:share|links|bar|follow|icons)|sharing|share-?(?:bar|button|tool|link)"
    r"|author-?_?(?:bio|box|info|card|profile|about|desc)|about-?(?:the-?)?author|(?<![a-z])bio(?![a-z])|cookie|consent"
    r"|subscri|breadcrumb|disclaimer|affiliate|follow-?us|site-?footer|post-?footer|cross-?link|inline-?link|tip-?line",
    re.IGNORECASE,
)
_NAMED_BY = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "aria-label")
_SHARE_OF_BODY = 0.3
_POINTER = 0.9
_DECK_LENGTHS = range(25, 600)
_SAME_START = 40


def headline(page_lines: Sequence[Line], title: str | None) -> Line | None:
    """Return the line that is the page's headline: the <h1> that shares the most words with its title."""
    wanted = set((title or "").casefold().split())
    headings = [line for line in page_lines if line.element.tag == "h1" or _within(line.element, ("h1",))]
    if not headings:
        return next((line for line in page_lines if title and key(line.text) == key(title)), None)
    best = max(headings, key=lambda line: len(wanted & set(line.text.casefold().split())))
    return best if not wanted or wanted & set(best.text.casefold().split()) else None


def deck(between: Sequence[Line], facts: PageFacts) -> Line | None:
    """Return the line between headline and body that sums the article up: the page's own description, or marked so."""
    starts = {key(text)[:_SAME_START] for text in facts.descriptions if len(text) in _DECK_LENGTHS}
    fit = [line for line in between if len(line.text) in _DECK_LENGTHS and line.linked < 0.5 and not _aside(line)]
    described = (line for line in fit if key(line.text)[:_SAME_START] in starts)
    return next(described, None) or next((line for line in fit if is_deck(line)), None)


def is_deck(line: Line) -> bool:
    """Tell whether a line is marked as a deck by its element or the element around it."""
    return any(_DECK.search(_names(element)) for element in _around(line.element, 2))


def is_credit(line: Line) -> bool:
    """Tell whether a line is marked as a credit by its element."""
    return _AGENCY.search(_names(line.element)) is not None


def byline(between: Sequence[Line], facts: PageFacts) -> Line | None:
    """Return the line between headline and body that says who wrote the article."""
    worded = (line for line in between if is_byline(line.text.replace("\n", " ")))
    names = [name.casefold() for name in facts.authors]
    named = (line for line in between if len(line.text) < 100 and any(name in line.text.casefold() for name in names))
    return next(worded, None) or next(named, None)


def captions(within: Sequence[Line]) -> dict[int, Part]:
    """Return the captions and credits among some lines, by their places."""
    found = {}
    for line in within:
        captioned = line.element.tag == "figcaption" or _within(line.element, ("figcaption",))
        marked = any(_CAPTION.search(_names(element)) for element in _around(line.element, 2))
        in_figure = captioned or (marked and _within(line.element, ("figure",)))
        if not in_figure or line.linked > _POINTER or is_furniture(line.text):
            continue
        if any(_CREDIT.search(_names(element)) for element in _around(line.element, 1)):
            found[line.place] = Part("credit", line.text)
        else:
            found[line.place] = Part("caption", line.text, _marked_credit(line))
    return found


def boxed(body: Sequence[Line]) -> set[int]:
    """Return the places of lines that stand in a box which by its name is no part of the article.

    A box that holds a large share of the text is the article, whatever its name.
    """
    sizes: Counter[str] = Counter()
    boxes = {}
    for line in body:
        # By name and not by element: a long article is often cut into many boxes of one name.
        boxes[line.place] = {name for element in _around(line.element, 8) if _BOX.search(name := _names(element))}
        sizes.update(dict.fromkeys(boxes[line.place], len(line.text)))
    limit = _SHARE_OF_BODY * sum(len(line.text) for line in body)
    return {place for place, names in boxes.items() if any(sizes[name] < limit for name in names)}


def _marked_credit(line: Line) -> int | None:
    for element in line.element.iter():
        if element is not line.element and _CREDIT.search(_names(element)):
            credit = " ".join(element.text_content().split())
            if credit and line.text.endswith(credit):
                return len(line.text) - len(credit)
    return None


def _aside(line: Line) -> bool:
    worded = is_byline(line.text) or is_furniture(line.text) or is_caption(line.text)
    return worded or _within(line.element, ("figure", "nav"))


def _within(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _around(element: HtmlElement, levels: int) -> list[HtmlElement]:
    found = [element]
    for parent in element.iterancestors():
        if len(found) > levels or parent.tag in ("body", "html"):
            break
        found.append(parent)
    return found


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(attribute, "") for attribute in _NAMED_BY)
