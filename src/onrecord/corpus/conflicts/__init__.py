"""Conflicts: accounts that can't both hold, and words that can't hold by themselves."""

from .updating import update_conflicts

__all__ = ["update_conflicts"]
