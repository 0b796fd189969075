"""What works out the values: a function for every `resolve` of rules.toml.

Each takes a match and what is known at its place. It returns None where the match is no expression of time after all,
and may raise ValueError or OverflowError where the date would be none of the calendar's.
"""

from collections.abc import Callable

from ..grammar import Found
from ..reading import Context, Reading
from . import clocks, days, months, pieces, repeated, spans, units, years

Resolver = Callable[[Found, Context], Reading | None]

RESOLVERS: dict[str, Resolver] = {
    **{
        name: getattr(module, name)
        for module in (clocks, days, months, pieces, repeated, spans, units, years)
        for name in module.__all__
    }
}


def read(found: Found, context: Context) -> Reading | None:
    """The reading of a match, None where it is no expression of time."""
    try:
        return RESOLVERS[found.rule.resolve](found, context)
    except (ValueError, OverflowError):
        return None  # "February 30", "a million years from now"
