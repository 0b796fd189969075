"""Plain text scraped from a page as an article: its blocks are spans of the text, which stays as it is."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.articles.composing import Part, split_block
from onrecord.articles.furniture import is_furniture
from onrecord.articles.paragraphs import Stretch, key, paragraphs
from onrecord.articles.wording import dateline_length, is_byline, is_caption, is_date, is_sign_off
from onrecord.records import Article, Block, BlockKind

_Kinds = list[BlockKind | None]

_STOPS = (".", "!", "?", "”", '"', "’", "…", ":", ";", ",")
_QUOTED = re.compile('["“”„«»]')
_DOMAIN = re.compile(r"\b[\w-]+\.(?:com|org|net|co\.uk|us|news|info|tv|eu|ca|de|ie|in|co\.za|com\.au)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+[^\W_a-z]")
_PUBLISHED = re.compile(r"publish|updat|posted|share|listen|min read|comment|©|save|print", re.IGNORECASE)
_BULLET = ("•", "-", "–", "*", "·", "▪", "—")
_PROSE = 80
_LONGEST_HEADLINE = 220
_LONGEST_HEADING = 100
_LONGEST_DECK = 350
_LONGEST_DECK_ALONE = 200
_HEADLINE_WORDS = 4
_KICKER_WORDS = 6
_DECK_WORDS = 5
_HEADER = 8
_FOOTER = 3
_MENU_ITEMS = 4
_MENU_ITEM = 30


def read_scraped(text: str, title: str | None = None) -> Article:
    """Return the article in a plain text, whose `Article.text` is `text` itself; without blocks where it holds none.

    Furniture gets no block. `title`, where it is known, helps to find the headline. What isn't surely
    furniture or a heading is a paragraph.
    """
    stretches = paragraphs(text)
    kinds = _kinds(stretches, title)
    blocks: list[Block] = []
    seen_paragraph = False
    for stretch, kind in zip(stretches, kinds, strict=True):
        if kind is not None:
            first = kind == "paragraph" and not seen_paragraph
            seen_paragraph = seen_paragraph or first
            blocks.extend(split_block(Part(kind, stretch.text), stretch.start, first=first))
    headline = next((text[block.start : block.end] for block in blocks if block.kind == "headline"), None)
    return Article(id="", text=text, blocks=tuple(blocks), title=" ".join(headline.split()) if headline else None)


def _kinds(stretches: Sequence[Stretch], title: str | None) -> _Kinds:
    kinds: _Kinds = [_kind_by_wording(stretch.text) for stretch in stretches]
    _drop_menus(stretches, kinds)
    top = _headline_at(stretches, kinds, title)
    if top is not None:
        kinds[top] = "headline"
        _read_header(stretches, kinds, top)
    _find_headings(stretches, kinds)
    for at in range(max(0, len(kinds) - _FOOTER), len(kinds)):
        if kinds[at] == "paragraph" and is_byline(stretches[at].text):
            kinds[at] = "byline"
        elif kinds[at] == "paragraph" and at > 0 and is_sign_off(stretches[at].text):
            kinds[at] = "credit"
    return kinds


def _kind_by_wording(text: str) -> BlockKind | None:
    if is_furniture(text):
        return None
    return "caption" if is_caption(text) else "paragraph"


def _drop_menus(stretches: Sequence[Stretch], kinds: _Kinds) -> None:
    """Menus and share bars come as runs of a word or two a line."""
    run: list[int] = []
    for at in range(len(stretches) + 1):
        if at < len(stretches) and _is_menu_item(stretches[at].text):
            run.append(at)
            continue
        if len(run) >= _MENU_ITEMS:
            for item in run:
                kinds[item] = None
        run = []


def _is_menu_item(text: str) -> bool:
    return len(text) <= _MENU_ITEM and len(text.split()) <= 3 and text[-1].isalpha() and text[0].isalpha()


def _headline_at(stretches: Sequence[Stretch], kinds: _Kinds, title: str | None) -> int | None:
    top = [at for at, kind in enumerate(kinds[: 2 * _HEADER]) if kind == "paragraph"][:_HEADER]
    if title and (named := [at for at in top if key(stretches[at].text) == key(title)]):
        return named[0]
    for at in top:
        text = stretches[at].text
        if _is_prose(text) and not _is_headline(text):
            return None
        if _is_headline(text) and any(_is_prose(stretch.text) for stretch in stretches[at + 1 :]):
            return at
    return None


def _is_headline(text: str) -> bool:
    words = text.split()
    if len(words) < _HEADLINE_WORDS or len(text) > _LONGEST_HEADLINE or text.startswith(_BULLET):
        return False
    if _DOMAIN.search(text) or is_byline(text) or is_date(text) or dateline_length(text, first=True):
        return False
    if not text.endswith((".", "”", '"', ",", ";")):
        return not _SENTENCE_END.search(text)
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) >= _HEADLINE_WORDS and capitals >= 0.8 * len(long_words) and not _SENTENCE_END.search(text)


def _read_header(stretches: Sequence[Stretch], kinds: _Kinds, top: int) -> None:
    for at in range(top):
        text = stretches[at].text
        bare = len(text.split()) <= _KICKER_WORDS and not text.endswith(_STOPS) and not _QUOTED.search(text)
        if kinds[at] == "paragraph" and (bare or _DOMAIN.fullmatch(text) or is_date(text)):
            kinds[at] = None
    deck = _deck_at(stretches, kinds, top)
    for at in range(top + 1, min(len(stretches), top + _HEADER)):
        text = stretches[at].text
        if at == deck:
            kinds[at] = "deck"
        elif is_date(text) or (kinds[at] == "paragraph" and key(text) == key(stretches[top].text)):
            kinds[at] = None
        elif kinds[at] == "paragraph" and is_byline(text):
            kinds[at] = "byline"
        elif kinds[at] == "paragraph" and _is_prose(text):
            return


def _deck_at(stretches: Sequence[Stretch], kinds: _Kinds, top: int) -> int | None:
    """The deck follows the headline, and the byline, the date, a picture or a button follows the deck."""
    behind = [at for at in range(top + 1, min(len(stretches), top + _HEADER)) if kinds[at] is not None]
    if len(behind) < 2 or _is_marker(stretches[behind[0]].text, kinds[behind[0]]):
        return None
    at, text = behind[0], stretches[behind[0]].text
    if len(text.split()) < _DECK_WORDS or len(text) > _LONGEST_DECK or dateline_length(text, first=True):
        return None
    if not _is_prose(text):
        return at if not _QUOTED.match(text) else None
    following = stretches[at + 1 : behind[1] + 1]
    marks = [
        stretch.text
        for stretch, kind in zip(following, kinds[at + 1 :], strict=False)
        if _is_marker(stretch.text, kind)
    ]
    picture_only = bool(marks) and all(is_caption(mark) for mark in marks)
    short = len(text) <= _LONGEST_DECK_ALONE and not _SENTENCE_END.search(text)
    return at if marks and (short or not picture_only) else None


def _is_marker(text: str, kind: BlockKind | None) -> bool:
    return kind == "caption" or is_byline(text) or is_date(text) or (kind is None and bool(_PUBLISHED.search(text)))


def _find_headings(stretches: Sequence[Stretch], kinds: _Kinds) -> None:
    kept = [at for at, kind in enumerate(kinds) if kind is not None]
    begun = False
    for at, after in pairwise(kept):
        text = stretches[at].text
        if kinds[at] == "paragraph" and begun and _is_heading(text) and _is_sentence(stretches[after].text):
            kinds[at] = "heading"
        begun = begun or kinds[at] == "paragraph"


def _is_heading(text: str) -> bool:
    if (
        len(text) > _LONGEST_HEADING
        or text.endswith((".", "!", ",", ";", ":", "…", "”", '"'))
        or text.startswith(_BULLET)
    ):
        return False
    return not _QUOTED.match(text) and not text[0].islower() and any(character.isalpha() for character in text)


def _is_sentence(text: str) -> bool:
    return len(text) >= _PROSE or text.endswith((".", "!", "?", "”", '"', "’"))


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and (
        text.endswith(_STOPS) or _SENTENCE_END.search(text) is not None or len(text) > _LONGEST_HEADLINE
    )
