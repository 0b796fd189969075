"""What a feed or a sitemap lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """An address on a list, with what the list says of the article there.

    `published` is as the list writes it. `outlet` is the medium that the list names as the article's own (`source` in
    RSS and Atom, `publication` in a news sitemap), never the title of the list itself. `further` marks a sitemap that
    an index lists: what it lists is meant, not itself.
    """

    url: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    further: bool = False
