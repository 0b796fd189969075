"""Which appearances are one actor over articles: names, roles, company and places in, identities with reasons out."""

from .appearances import Appearance, Constraints, Identity, Key
from .identifying import block_of, identities

__all__ = ["Appearance", "Constraints", "Identity", "Key", "block_of", "identities"]
