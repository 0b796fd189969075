"""What an article's places say of where it plays."""

from collections import defaultdict
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from onrecord.references.places.entries import Entry

_NEAR_KM = 150.0
_EARTH_KM = 6371.0
_MOST_POINTS = 40
"""So that the time for an article of very many places stays in proportion to its length."""


class Evidence:
    """Places and nationalities of an article by country, first-level division and point, each weighed from 0 to 1."""

    def __init__(self) -> None:
        self.total = 0.0
        self._countries: defaultdict[str, float] = defaultdict(float)
        self._divisions: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._points: dict[Entry, None] = {}

    def add_country(self, country: str, weight: float) -> None:
        """Count a country as `weight` of a place; a negative weight takes it back."""
        self._countries[country] += weight
        self.total += weight

    def add(self, entry: Entry, weight: float) -> None:
        """Count a place as `weight` of one; a negative weight takes it back."""
        if entry.country:
            self.add_country(entry.country, weight)
            if entry.division:
                self._divisions[entry.country, entry.division] += weight

    def add_point(self, entry: Entry) -> None:
        """Count a place as one that others may lie near."""
        if len(self._points) < _MOST_POINTS:
            self._points[entry] = None

    def country(self, entry: Entry) -> float:
        """Return how many other places lie in the country of this one."""
        return max(0.0, self._countries[entry.country]) if entry.country else 0.0

    def division(self, entry: Entry) -> float:
        """Return how many other places lie in the same first-level division."""
        return max(0.0, self._divisions[entry.country, entry.division]) if entry.country and entry.division else 0.0

    def among(self, countries: Iterable[str]) -> float:
        """Return how many places lie in any of these countries."""
        return sum(max(0.0, self._countries[country]) for country in countries)

    def is_near(self, entry: Entry) -> bool:
        """Tell whether another of the points lies within 150 km."""
        return any(point != entry and kilometres(point, entry) < _NEAR_KM for point in self._points)


def kilometres(one: Entry, other: Entry) -> float:
    """Return the great-circle distance, by the haversine formula."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    across = radians(other.lon - one.lon)
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
