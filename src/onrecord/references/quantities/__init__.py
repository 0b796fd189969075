"""Text in, amounts out: how much or how many, of what, and of which whole."""

from .finding import find_quantities

__all__ = ["find_quantities"]
