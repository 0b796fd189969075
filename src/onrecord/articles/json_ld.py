"""What a page says of its article in JSON-LD (schema.org)."""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement

Node = Mapping[str, object]

_ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting"})
_WAYS_DOWN = ("@graph", "mainEntity", "mainEntityOfPage")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|;)\s*$"
)
# WordPress turns typed straight quotes into these entities; curly ones that somebody typed stay characters.
_TYPESET_QUOTES = (("&#8216;", "'"), ("&#8217;", "'"), ("&#8220;", '"'), ("&#8221;", '"'))
_MOST_NODES = 20_000


class LinkedData:
    """The JSON-LD of one page: its nodes, those that describe articles, and references between them."""

    def __init__(self, tree: HtmlElement) -> None:
        """Read every script of the page; those that aren't JSON are passed over."""
        roots = list(_roots(tree))
        self._by_id: dict[str, Node] = {}
        for node in _nodes(roots):
            identifier = node.get("@id")
            # A bare reference must not hide the node that it refers to.
            if isinstance(identifier, str) and len(node) > len(self._by_id.get(identifier, ())):
                self._by_id[identifier] = node
        self._articles = [node for node in _nodes(roots, _WAYS_DOWN) if _is_article(node)]

    def articles(self, addresses: Iterable[str]) -> list[Node]:
        """Return the nodes of the page's own article, the surest first.

        Where several articles are described, that is the one with one of the page's `addresses`, else the first
        with a date; the others are kept only where they have the same headline.
        """
        wanted = {_bare_address(address) for address in addresses}
        foreign = {id(node): not wanted & set(self._addresses(node)) for node in self._articles}
        ranked = sorted(self._articles, key=lambda node: (foreign[id(node)], "datePublished" not in node))
        headlines = {text_of(node.get("headline")) for node in ranked[:1]}
        return [node for at, node in enumerate(ranked) if at == 0 or text_of(node.get("headline")) in headlines]

    def names(self, value: object) -> Iterator[str]:
        """Yield the names in an author or publisher: strings, nodes, references to nodes, and lists of them."""
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                yield text_of(self._by_id[item].get("name")) if item in self._by_id else text_of(item)
            elif isinstance(item, dict):
                node = item if "name" in item else self._by_id.get(str(item.get("@id")), item)
                name = node.get("name")
                yield from self.names(name) if isinstance(name, list) else [text_of(name)]

    def _addresses(self, node: Node) -> Iterator[str]:
        for key in ("url", "@id", "mainEntityOfPage"):
            value = node.get(key)
            if isinstance(value, dict):
                value = value.get("@id") or value.get("url")
            if isinstance(value, str):
                yield _bare_address(value)


def text_of(value: object) -> str:
    """Return a value as one line of text: entities resolved, white space folded; empty where it isn't a string."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return ""
    for typeset, typed in _TYPESET_QUOTES:
        value = value.replace(typeset, typed)
    # Some systems escape twice.
    return " ".join(html.unescape(html.unescape(value)).split())


def _roots(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                yield json.loads(_WRAPPING.sub("", _WRAPPING.sub("", script.text)), strict=False)
            except (ValueError, RecursionError):
                continue


def _nodes(roots: Iterable[object], ways: tuple[str, ...] | None = None) -> Iterator[Node]:
    """Yield the nodes below `roots`, outer ones first, going down by every key or only by `ways`."""
    waiting = deque(roots)
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values() if ways is None else [item[way] for way in ways if way in item])
        elif isinstance(item, list):
            waiting.extend(item)


def _is_article(node: Node) -> bool:
    types = node.get("@type")
    for name in types if isinstance(types, list) else [types]:
        bare = str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        if bare.endswith("Article") or bare in _ARTICLE_TYPES:
            return True
    return False


def _bare_address(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", address).rstrip("/")
