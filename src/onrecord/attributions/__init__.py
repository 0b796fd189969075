"""Attributions: source, cue and content spans, and which of them belong together."""

from .reader import AttributionReader

__all__ = ["AttributionReader"]
