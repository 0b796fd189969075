"""Where a text names or describes media."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.records import Article, Name, Span

from .descriptions import Description, before, descriptions, is_modifier
from .lexicon import media
from .names import learned, named_media, short_names
from .quoting import quoting_media
from .signing import signed, signs

_MOST_MODIFIERS = 3
_OPENING = ("“", "‘", '"')
_NAME_KINDS = ("organisation", "other")


@dataclass(frozen=True, slots=True)
class Medium:
    """A name or a description of a medium from `start` to `end`.

    `left` and `right` are the ends of the noun phrase around it ("the Interfax news agency"). An unknown one is an
    organisation that nothing marks as a medium but the words that it may stand behind.
    """

    start: int
    end: int
    left: int
    right: int
    on_air: bool = False
    agency: bool = False
    described: bool = False
    unknown: bool = False


def media_of(article: Article, names: Sequence[Name]) -> list[Medium]:
    """The media of an article, whose `names` are given in order, and what signs it in its credits among them."""
    return find_media(article.text, names, article.outlet, signs=signs(article))


def find_media(
    text: str,
    names: Sequence[Name],
    outlet: str | None = None,
    span: Span | None = None,
    signs: frozenset[str] = frozenset(),
) -> list[Medium]:
    """The media between the ends of `span` (default: the whole text), in order and apart from each other.

    Known by their names, by the last words of their names ("… Herald"), by a noun beside them ("the newspaper X"), by
    signing the text as agencies do (those of `signs` are known to), by standing where media stand ("quoted by X"), or
    as the outlet; and organisations that may be media. Takes time linear in the text.
    """
    span = span or (0, len(text))
    described = list(descriptions(text, names, span))
    by_name = {d.name[0]: d for d in described if d.name}
    full, short = short_names(outlet)
    agencies = signed(text, span) | signs
    quoting = quoting_media(text, names, span, full[0] if full else "")
    more = learned([*full, *(text[slice(*d.name)] for d in described if d.name), *agencies, *quoting])
    people = {n.end for n in names if n.kind == "person"}
    found: list[Medium] = []
    for name in named_media(text, span, more, short, set(by_name), people):
        medium = _phrase(text, name, by_name.get(name[0]))
        if text[slice(*name)] in agencies or before(text, name[0]) in media().agency_nouns:
            medium = replace(medium, agency=True)
        if not found or found[-1].right <= medium.left:  # else a programme: "the BBC's Newsnight"
            found.append(medium)
    for extra in (
        (Medium(d.start, d.right, d.left, d.right, d.on_air, described=True) for d in described if not d.name),
        _unknown(text, names, span),
    ):
        found = _merged(found, extra)
    return [m for m in found if not media().not_itself.match(text, m.right)]


def _merged(found: Sequence[Medium], extra: Iterable[Medium]) -> list[Medium]:
    """Both, in order, without those of `extra` that touch one of `found`."""
    lefts = [m.left for m in found]

    def is_free(medium: Medium) -> bool:
        at = bisect_left(lefts, medium.right)
        return at == 0 or found[at - 1].right <= medium.left

    return sorted([*found, *filter(is_free, extra)], key=lambda m: (m.left, m.right))


def _phrase(text: str, name: Span, description: Description | None = None) -> Medium:
    """A name with what stands before it, and what is known of it."""
    words = media()
    start, end = name
    plain = text[start:end].removeprefix("The ")
    left, right = start, end
    if description:
        left, right = min(left, description.left), max(right, description.right)
    if text[left - 1 : left] in _OPENING:
        left -= 1
    for _ in range(_MOST_MODIFIERS):
        word = before(text, left)
        if not word or not is_modifier(word):
            break
        left -= len(word) + 1
    if (word := before(text, left)).lower() in words.determiners:
        left -= len(word) + 1
    on_air = plain in words.broadcasters or any(word in words.on_air for word in text[left:right].split(" "))
    return Medium(start, end, left, right, on_air, plain in words.agencies)


def _unknown(text: str, names: Sequence[Name], span: Span) -> Iterator[Medium]:
    """Organisations that may be media: no body of the kinds that hear people too, and behind a preposition."""
    words = media()
    for name in names:
        if name.kind in _NAME_KINDS and span[0] <= name.start < name.end <= span[1]:
            medium = _phrase(text, (name.start, name.end))
            last = text[name.start : name.end].rstrip(".").split(" ")
            if before(text, medium.left).lower() in words.before_unknown and not words.bodies.intersection(last):
                yield Medium(medium.start, medium.end, medium.left, medium.right, unknown=True)
