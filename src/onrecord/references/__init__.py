"""The stage: attributions and names in, who and when and where and how much they denote out."""

from .reading import refer

__all__ = ["refer"]
