"""Media by their names: known ones, and those whose last or first word says what they are."""

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.records import Span

from .descriptions import before
from .lexicon import bare, by_first_word, media

_CAPITAL = r"[^\W\d_a-z][\w'’&-]*"
_WORD = re.compile(_CAPITAL)
_NUMBER = re.compile(r" \d{1,3}(?![\w.,%])")
_OF = re.compile(rf" of {_CAPITAL}")
_LONGEST_NAME = 5  # words

Names = Mapping[str, tuple[str, ...]]


def named_media(
    text: str, span: Span, more: Names, short: str | None, beside: set[int], people: set[int]
) -> Iterator[Span]:
    """The names of media between the ends of `span`, in order and apart from each other.

    `more` are names that count as known in this text, and behind "the" so does the word `short`; at an offset in
    `beside` a name begins that stands by a noun of media, at one in `people` a name of a person ends.
    """
    words = media()
    lower = [first for first in (*words.names, *more) if first[:1].islower()]
    word = re.compile("|".join([rf"(?<![\w'’-]){_CAPITAL}", *(rf"\b{re.escape(first)}\b" for first in lower)]))
    run: list[Span] = []  # the capitalised words that stand together before the next one
    done = span[0]
    for match in word.finditer(text, *span):
        if match.start() < done:
            continue
        if run and text[run[-1][1] : match.start()] != " ":
            run = []
        run = [*run[-_LONGEST_NAME:], match.span()]
        name = _known(text, match.span(), more, beside) or _by_last_word(text, run, people)
        name = name or _by_first_word(text, match) or _by_short_name(text, match, short)
        if name and name[0] >= done:
            yield name
            done, run = name[1], []


def short_names(outlet: str | None) -> tuple[list[str], str | None]:
    """What an outlet is called in full, with and without the article, and by its last word."""
    if not outlet or not _WORD.match(outlet):
        return [], None
    plain = outlet.removeprefix("The ")
    last = plain.split(" ")[-1]
    short = last if last != plain and _WORD.fullmatch(last) and last not in media().never_alone else None
    return [plain, f"The {plain}"], short


def learned(names: Sequence[str]) -> Names:
    """Names that this text makes known."""
    return by_first_word(names)


def _known(text: str, span: Span, more: Names, beside: set[int]) -> Span | None:
    words = media()
    start = span[0]
    first = bare(text[start : span[1]])
    for name in (*more.get(first, ()), *words.names.get(first, ())):
        end = start + len(name)
        if not text.startswith(name, start) or not _ends_here(text, end):
            continue
        if name in words.only_with_article_or_noun and start not in beside and before(text, start).lower() != "the":
            continue
        more_of_it = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
        if more_of_it and (last := bare(more_of_it.group())) in words.last_words:
            end += 1 + len(last)
        return start, end
    return None


def _ends_here(text: str, end: int) -> bool:
    rest = text[end : end + 2]
    return not rest[:1].isalnum() and not (rest[:1] in "-&" and rest[1:].isalnum())


def _by_last_word(text: str, run: Sequence[Span], people: set[int]) -> Span | None:
    """A name that ends in "… Herald", with the words before it that belong to it."""
    words = media()
    end = run[-1][0] + len(bare(text[slice(*run[-1])]))
    last = text[run[-1][0] : end]
    if last not in words.last_words or (end == run[-1][1] and _goes_on(text, end)):
        return None
    start = run[-1][0]
    for left, right in reversed(run[:-1]):
        word = text[left:right]
        if word in words.never_in_names or word != bare(word):
            break
        start = left
        if word == "The":
            break
    article = text.startswith("The ", start) or before(text, start).lower() == "the"
    alone = text[start:end].removeprefix("The ") == last
    if alone and (not article or last in words.never_alone):
        return None
    if last in words.last_words_only_with_article and not article and end in people:
        return None
    return start, _with_of(text, end)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether another capitalised word follows, so that the name is of another thing ("Times Square")."""
    match = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return match is not None and bare(match.group()) not in media().never_in_names


def _with_of(text: str, end: int) -> int:
    match = _OF.match(text, end)
    return match.start() + len(bare(match.group())) if match else end


def _by_first_word(text: str, match: re.Match[str]) -> Span | None:
    """A name that begins with "Radio …" or is a numbered channel."""
    words = media()
    if match.group() in words.first_words | words.first_words_of_numbers and (
        number := _NUMBER.match(text, match.end())
    ):
        return match.start(), number.end()
    if match.group() not in words.first_words or text[match.end() : match.end() + 1] != " ":
        return None
    name = _WORD.match(text, match.end() + 1)
    if not name or name.group() in words.never_in_names:
        return None
    return match.start(), name.start() + len(bare(name.group()))


def _by_short_name(text: str, match: re.Match[str], short: str | None) -> Span | None:
    if bare(match.group()) != short or before(text, match.start()).lower() != "the":
        return None
    return match.start(), match.start() + len(short)
