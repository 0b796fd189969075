"""HTML as an article: the body that trafilatura finds, with what stands around it on the page."""

from collections.abc import Iterator, Sequence

from onrecord.articles.body import Passage, body_passages
from onrecord.articles.composing import Part, composed
from onrecord.articles.furniture import is_furniture
from onrecord.articles.layout import Line, lines
from onrecord.articles.page_facts import PageFacts, page_facts
from onrecord.articles.paragraphs import key
from onrecord.articles.parsing import parsed, without_hidden
from onrecord.articles.surroundings import boxed, byline, captions, deck, headline, is_credit, is_deck
from onrecord.articles.wording import is_byline, is_sign_off
from onrecord.errors import NoArticleText
from onrecord.records import Article, BlockKind, Page

_ALL = 0.9
_OPENING = 4
_CLOSING = 4
_KICKER_WORDS = 6


def read_markup(page: Page, markup: str) -> Article:
    """Return the article of a page, without blocks where there is none; raises TooLarge.

    The text is the blocks' texts joined by blank lines: the headline as the page shows it, the deck and byline
    that stand between it and the body, and the body with its captions.
    """
    tree = parsed(page.name, markup)
    try:
        facts = page_facts(tree)
        page_lines = lines(without_hidden(tree))
        text, blocks = composed(_parts(body_passages(tree, page_lines), page_lines, facts))
    except Exception as error:
        # Extraction runs other people's code over anybody's markup; one bad page must not end a run.
        raise NoArticleText(f"{page.name}: the markup can't be read ({type(error).__name__}: {error})") from error
    return Article(
        id="", text=text, blocks=blocks, title=facts.title, outlet=facts.outlet, authors=facts.authors,
        published=facts.published, language=facts.language, url=facts.url,
    )  # fmt: skip


def _parts(passages: Sequence[Passage], page_lines: Sequence[Line], facts: PageFacts) -> Iterator[Part]:
    top = headline(page_lines, facts.title)
    title = top.text if top else facts.title
    body = [p for p in _without_furniture(passages, title) if not (top and p.line and _is_kicker(p.line, top))]
    if not body:
        return
    if title:
        yield Part("headline", title)
    around = _around(body, page_lines, facts, top)
    openers = [key(part.text) for part in around.values() if part.kind in ("deck", "byline")]
    waiting = sorted(around)
    for at, passage in enumerate(body):
        while passage.line and waiting and waiting[0] <= passage.line.place:
            yield around[waiting.pop(0)]
        if passage.line is None and any(opener.startswith(key(passage.text)) for opener in openers):
            continue
        if passage.line is None or passage.line.place not in around:
            yield Part(_kind(passage, last=at >= len(body) - _CLOSING), passage.text)


def _kind(passage: Passage, *, last: bool) -> BlockKind:
    """What a passage of the body is; `last` says that it is one of the last."""
    if passage.heading:
        return "heading"
    marked = passage.line is not None and is_credit(passage.line)
    return "credit" if (last or marked) and is_sign_off(passage.text, marked=marked) else "paragraph"


def _around(body: Sequence[Passage], page_lines: Sequence[Line], facts: PageFacts, top: Line | None) -> dict[int, Part]:
    """The deck, byline, captions and credits that stand between and before the passages, by their places."""
    placed = [passage.line for passage in body if passage.line]
    if not placed:
        return {}
    opening = placed[:_OPENING]
    first = next((line for line in opening if not (is_deck(line) or is_byline(line.text))), opening[-1]).place
    start = top.place if top and top.place < first else placed[0].place - 1
    found = captions([line for line in page_lines if start < line.place <= placed[-1].place])
    between = [line for line in page_lines if start < line.place < first and line.place not in found]
    if (writer := byline(between, facts)) is not None:
        found[writer.place] = Part("byline", writer.text)
    if (summary := deck(between, facts)) is not None:
        found[summary.place] = Part("deck", summary.text)
    return found


def _without_furniture(passages: Sequence[Passage], title: str | None) -> list[Passage]:
    in_boxes = boxed([passage.line for passage in passages if passage.line])
    return [
        passage
        for passage in passages
        if not (title and key(passage.text) == key(title))
        and not is_furniture(passage.text)
        and not (passage.line and (passage.line.place in in_boxes or _points_elsewhere(passage.line)))
    ]


def _is_kicker(line: Line, top: Line) -> bool:
    """A few words above the headline, without a full stop, say under what the page files the article."""
    return (
        line.place < top.place and len(line.text.split()) <= _KICKER_WORDS and not line.text.endswith((".", "”", '"'))
    )


def _points_elsewhere(line: Line) -> bool:
    """A paragraph that is nothing but a link without a full stop is a pointer to another article."""
    return line.linked > _ALL and line.element.tag in ("p", "div") and not line.text.endswith((".", "”", '"'))
