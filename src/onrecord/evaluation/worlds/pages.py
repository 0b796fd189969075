"""The articles of a world as web pages, each outlet's as that outlet prints."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from .records import Outlet, Text, World

_FOLDER = "data/en/pages"
_TEASERS = 3


@dataclass(frozen=True, slots=True)
class Style:
    """How an outlet prints: the name of a page's skeleton, and what it fills that with (templates of HTML)."""

    skeleton: str
    byline: str
    deck: str
    credit: str
    nav: list[str]
    more: str
    footer: str


def write_pages(world: World, folder: Path) -> list[Path]:
    """Write every published article as `OUTLET/ID.html` below `folder`, in UTF-8; returns the files.

    A page tells its own address (`World.address`), its title, who printed it and when, to the second and with the zone.
    """
    written = []
    articles = world.articles()
    for place, outlet in enumerate(world.outlets.values()):
        own = [article for article in articles if article.outlet == outlet.key]
        for article in own:
            file = folder / outlet.key / f"{article.id}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            others = [other for other in own if other is not article][:_TEASERS]
            file.write_text(page(world, article, style(place), others), encoding="utf-8")
            written.append(file)
    return written


def page(world: World, article: Text, style: Style, others: Sequence[Text] = ()) -> str:
    """One article as HTML; `others` are linked to below it."""
    outlet = world.outlets[article.outlet]
    said = {
        "title": article.title,
        "outlet": outlet.name,
        "url": world.address(article),
        "published": article.published or "",
        "day": (article.published or "")[:10],
        "description": article.deck or article.title,
        "more": style.more,
        "footer": f"© {outlet.name}. {style.footer}",
    }
    made = {
        "linked_data": _linked_data(world, article, outlet),
        "author_meta": _filled('<meta name="author" content="$byline">', byline=article.byline),
        "byline": _filled(style.byline, byline=article.byline),
        "deck": _filled(style.deck, deck=article.deck),
        "credit": _filled(style.credit, credit=article.credit),
        "body": "\n".join(f"<p>{escape(paragraph.text)}</p>" for paragraph in article.paragraphs),
        "under": "\n".join(f"<p>{escape(line)}</p>" for line in outlet.under),
        "nav": "".join(f'<li><a href="/section-{n}">{escape(name)}</a></li>' for n, name in enumerate(style.nav)),
        "related": "".join(
            f'<li><a href="{escape(world.address(other))}">{escape(other.title)}</a></li>' for other in others
        ),
    }
    return _skeleton(style.skeleton).substitute({name: escape(value) for name, value in said.items()} | made)


def style(place: int) -> Style:
    """The style of the outlet that stands at `place` in its world, from 0."""
    return _styles()[place % len(_styles())]


def _filled(template: str, **values: str | None) -> str:
    """A piece of a page, or nothing where an article hasn't got what it shows."""
    if None in values.values():
        return ""
    return Template(template).substitute({name: escape(value or "") for name, value in values.items()})


def _linked_data(world: World, article: Text, outlet: Outlet) -> str:
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published,
        "mainEntityOfPage": world.address(article),
        "publisher": {"@type": "Organization", "name": outlet.name},
    }
    if article.byline:
        data["author"] = {"@type": "Person", "name": article.byline}
    # A script element ends at the first `</`, whatever it holds
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _styles() -> tuple[Style, ...]:
    text = files(__package__).joinpath(_FOLDER, "styles.toml").read_text(encoding="utf-8")
    return tuple(Style(**row) for row in tomllib.loads(text)["styles"])


@cache
def _skeleton(name: str) -> Template:
    return Template(files(__package__).joinpath(_FOLDER, f"{name}.html").read_text(encoding="utf-8"))
