"""Stories: articles about one happening, over days, put together as they arrive."""

from .updating import update_stories

__all__ = ["update_stories"]
