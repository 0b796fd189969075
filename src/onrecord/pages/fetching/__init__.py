"""Addresses of the web, feeds and sitemaps as pages.

`Fetcher.pages` takes addresses, or what `listed` found in a feed or a sitemap at hand.
"""

from onrecord.pages.fetching.fetcher import Fetcher
from onrecord.pages.fetching.listed import Listed
from onrecord.pages.fetching.listing import listed
from onrecord.pages.fetching.reading import Known

__all__ = ["Fetcher", "Known", "Listed", "listed"]
