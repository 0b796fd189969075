"""Find the time expressions of a text, in order."""

from collections.abc import Sequence
from datetime import date, datetime

from onrecord.records import Span, Time

from .grammar import Found
from .joining import Item, joined
from .modifiers import modified
from .reading import Context
from .resolving import read
from .scanning import candidates


def find_times(text: str, blocks: Sequence[Span], published: str | None) -> tuple[Time, ...]:
    """The time expressions inside the blocks, as TIMEX3 (TimeML 1.2.1), in order and without overlaps.

    `published`, a date or a date and time of ISO 8601, is what "today" and "last week" are counted from, and which
    Wednesday is meant by a bare one; tense decides whether it is the last or the next. Without it the values keep X
    for what is open ("XXXX-WXX-3"), or are None. Other dates are counted from those that the text spoke of before
    ("two days later", "that year"). A `published` that is no such date counts as None.
    """
    context = Context(text, *_moment(published))
    times: list[Time] = []
    for block in sorted(blocks):
        first = max(block[0], times[-1].end if times else 0)
        context.block, context.day = (first, min(block[1], len(text))), None
        times += (_time(item) for item in joined(text, _items(context)))
    return tuple(times)


def _moment(published: str | None) -> tuple[date | None, datetime | None]:
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None, None
    return moment.date(), moment if "T" in (published or "") or " " in (published or "") else None


def _items(context: Context) -> list[Item]:
    items: list[Item] = []
    done = context.block[0]
    for found in sorted(candidates(context.text, context.block), key=_leftmost_longest):
        start, end = found.match.span()
        if start < done:
            continue
        context.start, context.end = start, end
        reading = read(found, context)
        if reading is not None:
            if reading.period is not None:
                context.remember(reading.period)
            start, reading = modified(context.text, (done, start), reading)
            items.append(Item(start, end, reading))
            done = end
    return items


def _leftmost_longest(found: Found) -> tuple[int, int]:
    return found.match.start(), -found.match.end()


def _time(item: Item) -> Time:
    reading = item.reading
    since, until = reading.denoted
    return Time(item.start, item.end, reading.type, reading.value, reading.modifier, since, until)
