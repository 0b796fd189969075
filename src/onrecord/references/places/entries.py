"""What the gazetteer holds of a place."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["country", "state", "city", "region", "continent"]
Standing = Literal["by hand", "name", "other name"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `kind` "state" is any first-level division: a state, a province, an oblast, England. `geonames` is None for what
    stands in no list of GeoNames that the package ships; `country` is ISO 3166-1 alpha-2, None for what lies in
    several; `division` is the GeoNames code of the first-level division inside it. `population` is 0 where it isn't
    known; a division's is that of its towns.
    """

    name: str
    kind: Kind
    lat: float
    lon: float
    geonames: int | None = None
    country: str | None = None
    division: str = ""
    population: int = 0
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may mean, and how surely it goes by it: as English news does by a list, by name, or also."""

    entry: Entry
    standing: Standing
