"""Time expressions, and what they denote."""

from .finding import find_times

__all__ = ["find_times"]
