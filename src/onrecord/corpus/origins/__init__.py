"""Where each claim comes from: who has it from whom, how many independent origins it has, and how it spread."""

from .updating import update_origins

__all__ = ["update_origins"]
