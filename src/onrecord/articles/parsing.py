"""Markup as a tree, refused where reading it would not end in reasonable time."""

import re

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.errors import NoArticleText, TooLarge

MARKUP_LIMIT = 16_000_000
"""The most characters of markup that are parsed; the largest news pages have a tenth of it."""
ELEMENT_LIMIT = 30_000
"""The most elements of one page: extraction takes time that grows with their square, a few seconds here."""

_ATTRIBUTE = r"""\s++[^\s=>"']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++))?+"""
_CROWDED_TAG = re.compile(rf"<[a-zA-Z][^\s>]*+(?:{_ATTRIBUTE}){{1000}}")
_UNSEEN = ("script", "style", "template", "noscript", "iframe", "svg", "button", "select", "dialog")
_STYLE = "contains(translate(@style, ' ', ''), '{}')"
_HIDDEN = f"""//body//*[
    {" or ".join(f"self::{tag}" for tag in _UNSEEN)}
    or @hidden or {_STYLE.format("display:none")} or {_STYLE.format("visibility:hidden")}
]"""


def parsed(name: str, markup: str) -> HtmlElement:
    """Return the tree of a page called `name`; raises TooLarge, or NoArticleText where there is nothing to parse."""
    if len(markup) > MARKUP_LIMIT:
        millions = len(markup) / 1_000_000
        raise TooLarge(
            f"{name}: {millions:.1f} million characters of markup; at most {MARKUP_LIMIT // 1_000_000} are read"
        )
    if _CROWDED_TAG.search(markup):
        raise TooLarge(f"{name}: a tag with more than a thousand attributes; this is no news page")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise NoArticleText(
            f"{name}: no article text found ({len(markup):,} characters of markup); is it empty?"
        ) from error
    limits = [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]
    if limits:
        what = "nested more than 256 deep" if "depth" in limits[0] else "with a single value of more than 10 MB"
        raise TooLarge(f"{name}: markup {what}; this is no news page")
    if sum(1 for _ in tree.iter()) > ELEMENT_LIMIT:
        raise TooLarge(f"{name}: more than {ELEMENT_LIMIT:,} elements of markup; is it one page?")
    return tree


def without_hidden(tree: HtmlElement) -> HtmlElement:
    """Take what a reader doesn't see out of a tree, in place, and return it."""
    for element in tree.xpath(_HIDDEN):
        element.drop_tree()
    return tree
