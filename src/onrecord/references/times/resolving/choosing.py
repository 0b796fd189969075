"""Which year is meant where none is written."""

from datetime import date

from ..calendar import Period
from ..reading import Context

_NEAR = 60
"""So many days away, a day of a month needs no verb to tell which one it is."""


def nearest_by_tense(context: Context, month: int, day: int | None) -> Period:
    """The day, or the month, of the year that the tense asks for; the nearest where no tense tells."""
    published = context.published or date.min
    near = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near.append(Period("day" if day else "month", date(year, month, day or 1)))
        except ValueError:
            continue  # February 29
    now = Period.around(published, "day" if day else "month").first
    nearest = min(near, key=lambda period: abs((period.first - now).days))
    if day and abs((nearest.first - now).days) <= _NEAR:
        return nearest
    tense = context.tense()
    past = [period for period in near if period.first <= now]
    coming = [period for period in near if period.first >= now]
    if tense == "future" and coming:
        return coming[0]
    return past[-1] if tense == "past" and past else nearest
