"""Through whom each attribution reached the reader."""

from .citing import spoken_for
from .finding import find_steps
from .steps import Step

__all__ = ["Step", "find_steps", "spoken_for"]
