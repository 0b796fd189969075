"""Names of places as places: which one is meant, and where it lies."""

from onrecord.references.places.finding import find_places
from onrecord.references.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "find_places"]
