"""Pages as articles: one text, its blocks, and what the page says about itself."""

from onrecord.articles.reading import to_article

__all__ = ["to_article"]
