"""Whether bytes are a feed or a sitemap, and which articles it lists."""

from onrecord.errors import TooLarge
from onrecord.pages.fetching.bodies import unzipped
from onrecord.pages.fetching.feeds import feed_entries
from onrecord.pages.fetching.listed import Listed
from onrecord.pages.fetching.sitemaps import index_entries, sitemap_entries
from onrecord.pages.fetching.xml_trees import root_name

MOST_LISTED = 50_000
"""The most addresses that are taken from one sitemap: as many as one may hold (sitemaps.org)."""

_FEEDS = ("rss", "feed", "rdf")
_LISTS = (*_FEEDS, "urlset", "sitemapindex")
_UNZIPPED_BYTES = 64_000_000
_FEED_BYTES = 16_000_000
_FEED_ENTRIES = 10_000
_MOST_TAGS = 2_000_000


def listed(content: bytes, media_type: str | None = None, address: str | None = None) -> list[Listed] | None:
    """Return what a feed or a sitemap lists, in its order; None where `content` is neither.

    Reads RSS, Atom, RDF (RSS 1.0), news and other sitemaps and sitemap indexes, also gzipped, with broken XML as
    far as that goes. It opens nothing and follows nothing. Links are made absolute by `address`, where the list
    stands; nothing else about them is checked: `Fetcher.pages` takes what this returns, and checks. What was given as
    text/plain is text, whatever it looks like. Raises TooLarge for a feed of more than 16 MB or a sitemap of more
    than 64 MB, Unfetched for damaged gzip data.
    """
    if media_type == "text/plain":
        return None
    content = unzipped(content, _UNZIPPED_BYTES)
    root = root_name(content)
    # A tree takes many times the memory of the text where that is nothing but tags.
    if root in _LISTS and content.count(b"<") + content.count(b"=") > _MOST_TAGS:
        raise TooLarge(f"a list with more than {_MOST_TAGS:,} tags and attributes; split it")
    if root in _FEEDS:
        if len(content) > _FEED_BYTES:
            raise TooLarge(f"a feed of more than {_FEED_BYTES // 1_000_000} MB; split it")
        return list(feed_entries(content, address, _FEED_ENTRIES))
    if root == "urlset":
        return list(sitemap_entries(content, MOST_LISTED))
    if root == "sitemapindex":
        return list(index_entries(content, MOST_LISTED))
    return None
