"""What a page says about its article: title, outlet, authors, date, language, address, description."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata
from trafilatura.settings import set_date_params

from onrecord.articles.dates import iso_date, sharper_date
from onrecord.articles.json_ld import LinkedData, text_of

_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_OUTLET = ("og:site_name", "application-name", "publisher", "dc.publisher", "copyright")
_AUTHOR = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "authors",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publication_date",
    "article.published", "cxenseparse:recs:publishtime", "sailthru.date", "citation_publication_date", "rbpubdate",
)  # fmt: skip
_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description")
_NOT_A_NAME = re.compile(r"https?:|www\.|[@/\\{}|()]|\d{3}", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_BY = re.compile(r"^(?:(?:written|reported|posted|story|words)\s+)?by[:\s]\s*", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:;|,(?!\s*(?:jr|sr|ph\.?d|m\.?d|[iv]+)\b)|\s&\s|\band\b)\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|\-–—•·»:]\s+")
_BYLINE_LINKS = "//a[@rel='author' or contains(@rel, 'author ')] | //*[@itemprop='author']//*[@itemprop='name']"
_MARKED_DATES = "//*[@itemprop='datePublished'][@content or @datetime] | //time[@pubdate][@datetime]"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about its article. `published` is ISO 8601, `language` an ISO 639-1 code."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    descriptions: tuple[str, ...] = ()


def page_facts(tree: HtmlElement) -> PageFacts:
    """Read the facts from JSON-LD first, then meta elements, then the visible page, then trafilatura's heuristics."""
    return _Resolver(tree).facts()


class _Resolver:
    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._meta = _meta(tree)
        self._data = LinkedData(tree)
        addresses = [*self._links("canonical"), *self._meta.get("og:url", ())]
        self._url = next((address for address in addresses if address.startswith("http")), None)
        self._articles = self._data.articles(addresses)

    def facts(self) -> PageFacts:
        outlet = self._outlet()
        found = PageFacts(
            title=self._title(outlet),
            outlet=outlet,
            authors=self._authors(),
            published=self._published(),
            language=self._language(),
            url=self._url or next((text for text in self._linked("url") if text.startswith("http")), None),
            descriptions=tuple(dict.fromkeys([*self._linked("description"), *self._named(_DESCRIPTION)])),
        )
        return found if found.title and found.authors and found.published else _filled(found, self._tree)

    def _title(self, outlet: str | None) -> str | None:
        headings = [" ".join(heading.text_content().split()) for heading in self._tree.iter("h1")]
        titles = [" ".join(title.text_content().split()) for title in self._tree.iter("title")]
        said = [*self._linked("headline"), *self._named(_TITLE), *self._linked("name"), *headings[:1], *titles[:1]]
        return next((title for title in (_without_outlet(text, outlet) for text in said) if title), None)

    def _outlet(self) -> str | None:
        publishers = [name for node in self._articles for name in self._data.names(node.get("publisher"))]
        said = [*self._named(_OUTLET[:1]), *publishers, *self._named(_OUTLET[1:])]
        return next((name for name in said if name and len(name) <= _LONGEST_NAME), None)

    def _authors(self) -> tuple[str, ...]:
        linked = [name for node in self._articles for name in self._data.names(node.get("author"))]
        links = self._tree.xpath(_BYLINE_LINKS)
        # Teasers of other articles name their authors too, further down the page.
        near = [link for link in links if _grandparent(link) is _grandparent(links[0])]
        marked = [" ".join(link.text_content().split()) for link in near]
        named = [self._meta.get(name, []) for name in _AUTHOR]
        for names in (linked, *named, marked):
            if people := tuple(dict.fromkeys(person for name in names for person in _people(name))):
                return people
        return ()

    def _published(self) -> str | None:
        linked = [*self._linked("datePublished")]
        marked = [element.get("content") or element.get("datetime") for element in self._tree.xpath(_MARKED_DATES)]
        times = [time.get("datetime") or time.text_content() for time in self._tree.iter("time")]
        said = [*linked, *self._named(_PUBLISHED), *marked, *times[:1], *self._linked("dateCreated")]
        dates = [date for date in map(iso_date, said) if date]
        return sharper_date(dates[0], dates[1:]) if dates else None

    def _language(self) -> str | None:
        meta = self._named(("og:locale", "content-language"))
        declared = (self._tree.get("lang"), *self._linked("inLanguage"), *meta)
        codes = (re.match(r"[A-Za-z]{2}(?=$|[-_])", (code or "").strip()) for code in declared)
        return next((code[0].lower() for code in codes if code), None)

    def _linked(self, key: str) -> list[str]:
        return [text for node in self._articles if (text := text_of(node.get(key)))]

    def _named(self, names: Iterable[str]) -> list[str]:
        return [text for name in names for text in self._meta.get(name, ())]

    def _links(self, relation: str) -> list[str]:
        return [link.get("href", "") for link in self._tree.iter("link") if link.get("rel") == relation]


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        text = text_of(element.get("content"))
        for name in {element.get("property"), element.get("name"), element.get("itemprop"), element.get("http-equiv")}:
            if name and text:
                found.setdefault(name.strip().lower(), []).append(text)
    return found


def _people(written: str) -> Iterator[str]:
    if _NOT_A_NAME.search(written):
        return
    for part in _JOINT.split(_BY.sub("", written)):
        name = part.strip(" .,\N{BULLET}")
        if name and len(name) <= _LONGEST_NAME and not _SLUG.fullmatch(name):
            yield name


def _without_outlet(title: str, outlet: str | None) -> str:
    """Cut the outlet's name, and the section before it, from the end of a title."""
    pieces = _SEPARATOR.split(title)
    if not outlet or len(pieces) == 1 or _key(pieces[-1]) != _key(outlet):
        return title
    cut = title.rindex(pieces[-1])
    return title[:cut].rstrip(" |-–—•·»:")


def _grandparent(element: HtmlElement) -> HtmlElement:
    return next(islice(element.iterancestors(), 1, None), element)


def _key(name: str) -> str:
    """Fold what outlets vary in their own names: case, spaces, marks, a leading article, a domain's ending."""
    bare = re.sub(r"^(?:www\.)|^the\s+|\.(?:com|org|net|co\.\w\w)$", "", name.strip().lower())
    return re.sub(r"\W", "", bare)


def _filled(found: PageFacts, tree: HtmlElement) -> PageFacts:
    """Fill what the page doesn't say outright with trafilatura's heuristics over the visible text."""
    guessed = extract_metadata(tree, found.url, set_date_params())
    return replace(
        found,
        title=found.title or guessed.title or None,
        authors=found.authors or tuple(_people(guessed.author or "")),
        published=found.published or iso_date(guessed.date),
        outlet=found.outlet or guessed.sitename or None,
    )
