"""Through whom each attribution reached the reader."""

from .citing import spoken_for
from .finding import find_steps
from .media import Medium, media_of
from .steps import Step

__all__ = ["Medium", "Step", "find_steps", "media_of", "spoken_for"]
