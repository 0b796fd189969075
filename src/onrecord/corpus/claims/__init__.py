"""Claims: statements of one proposition, in whatever words, and those that deny it."""

from .grouping import Claim, Grouper, Member, same
from .statements import Part
from .updating import update_claims

__all__ = ["Claim", "Grouper", "Member", "Part", "same", "update_claims"]
