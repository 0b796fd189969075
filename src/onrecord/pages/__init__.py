"""Files, archives and rows of JSON Lines as `Page`s: bytes with a name, not yet read."""

from onrecord.pages.sources import PAGE_LIMIT, open_pages

__all__ = ["PAGE_LIMIT", "open_pages"]
