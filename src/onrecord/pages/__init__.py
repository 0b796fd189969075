"""Whatever a person names (files, folders, archives, rows, feeds, addresses) as `Page`s: bytes, not yet read."""

from onrecord.pages.sources import PAGE_LIMIT, Fetches, gather, open_pages

__all__ = ["PAGE_LIMIT", "Fetches", "gather", "open_pages"]
