"""The stage: an article, its attributions and its names in, the chain of each attribution out."""

from collections.abc import Iterator, Sequence

from onrecord.records import Article, Attribution, Name, Relation, Span

from .credits import Credit, find_credits
from .media import Medium, media_of
from .placing import Owners
from .steps import Step
from .tellings import Told, tellings

_ORDER: tuple[Relation, ...] = ("relayed by", "cited by", "reported by", "said to")  # from the outside in
_GAP = 60  # characters between a source and its cue that make one span
_DEEPEST = 8


def find_steps(
    article: Article,
    attributions: Sequence[Attribution],
    names: Sequence[Name],
    media: Sequence[Medium] | None = None,
) -> tuple[tuple[Step, ...], ...]:
    """The steps of each attribution, nearest to the reader first, without the speaker.

    The outlet, the credits in the order of the text, then, from the outside in, the media and the outer speakers
    that stand between the article and the speaker. `names` are all names of the article, in order, and `media` its
    media, if they have been looked for. Takes time linear in the text.
    """
    text = article.text
    media = media_of(article, names) if media is None else media
    credits = find_credits(article, media)
    in_credits = {credit.medium for credit in credits}
    credits = _apart(text, credits)
    owners = Owners(text, attributions)
    own: list[list[Told]] = [[] for _ in attributions]
    for told in tellings(text, [m for m in media if m not in in_credits]):
        owner = owners.of(told)
        if owner is not None and not _is_itself(attributions[owner], told):
            own[owner].append(told)
    steps = [_own(text, tellings_) for tellings_ in own]
    outlet = [Step("published by", None, None)] if article.outlet else []
    return tuple(
        (*outlet, *_relays(text, credits, attribution), *_inner(attributions, steps, i))
        for i, attribution in enumerate(attributions)
    )


def _is_itself(attribution: Attribution, told: Told) -> bool:
    """Tell whether the medium is the source itself, and no other speaks through it.

    So it is where the source is no more than the medium, unless it cites; and where the one whom "X quoted" brings in
    stands in the content.
    """
    if told.rule.finite:
        return any(told.end <= start <= told.end + 2 for start, _ in attribution.content)
    medium, source = told.medium, attribution.source
    if told.rule.relation == "cited by" and not any(s < told.end and told.start < e for s, e in attribution.cue):
        return False
    alone = bool(source) and all(medium.left <= start and end <= medium.right for start, end in source)
    return alone and told.start < medium.left


def _own(text: str, found: Sequence[Told]) -> tuple[Step, ...]:
    """The steps that an attribution's own words tell of, each medium once."""
    steps: dict[str, Step] = {}
    for told in sorted(found, key=lambda told: (_ORDER.index(told.rule.relation), told.start, told.end)):
        medium = told.medium.start, told.medium.end
        steps.setdefault(_key(text, medium), Step(told.rule.relation, (told.start, told.end), medium))
    return tuple(steps.values())


def _apart(text: str, credits: Sequence[Credit]) -> list[Credit]:
    """The credits without those that repeat a medium for the same part of the text."""
    first: dict[tuple[str, Span | None], Credit] = {}
    for credit in credits:
        first.setdefault((_key(text, (credit.medium.start, credit.medium.end)), credit.scope), credit)
    return list(first.values())


def _relays(text: str, credits: Sequence[Credit], attribution: Attribution) -> Iterator[Step]:
    """The credits that stand for an attribution, each medium once."""
    seen: set[str] = set()
    at = min((start for start, _ in attribution.cue or attribution.content), default=0)
    for credit in credits:
        medium = credit.medium.start, credit.medium.end
        key = _key(text, medium)
        if key not in seen and (credit.scope is None or credit.scope[0] <= at < credit.scope[1]):
            seen.add(key)
            yield Step("relayed by", credit.span, medium)


def _inner(attributions: Sequence[Attribution], steps: Sequence[tuple[Step, ...]], i: int) -> Iterator[Step]:
    """The steps of those whose speakers report an attribution, each with its speaker, and then its own."""
    path = [i]
    while (outer := attributions[path[-1]].within) is not None and outer not in path and len(path) < _DEEPEST:
        path.append(outer)
    for outer in reversed(path[1:]):
        yield from steps[outer]
        if attributions[outer].source:
            yield Step("reported by", _reporting(attributions[outer], steps[outer]), None, outer)
    yield from steps[i]


def _reporting(attribution: Attribution, steps: Sequence[Step]) -> Span:
    """The words by which an outer speaker speaks: source and cue, where they stand together, with who was told."""
    start, end = attribution.source[0]
    spans = sorted((*attribution.cue, *(step.span for step in steps if step.span)))
    for left, right in spans:
        between = (end, left) if left >= end else (right, start)
        free = not any(s < between[1] and between[0] < e for s, e in attribution.content)
        if between[1] - between[0] <= _GAP and free:
            start, end = min(start, left), max(end, right)
    return start, end


def _key(text: str, span: Span) -> str:
    return text[slice(*span)].lower().removeprefix("the ")
