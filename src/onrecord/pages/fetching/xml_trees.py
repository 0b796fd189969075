"""XML from anywhere, read without its own entities, without the network, and as far as it can be read."""

import re
from collections.abc import Iterator
from html.entities import html5
from io import BytesIO
from typing import cast

from lxml import etree

_HEAD = 8_192
_PIECE = 256
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = (b"amp;", b"lt;", b"gt;", b"quot;", b"apos;")


def root_name(content: bytes) -> str | None:
    """Return the local name of the first element, in lower case; None where none begins in the first 8 KB."""
    content = _from_start(content[:_HEAD])
    parser = etree.XMLPullParser(events=("start",), recover=True, resolve_entities=False, no_network=True)
    try:
        # In pieces, as the first element nearly always begins in the first of them.
        for at in range(0, len(content), _PIECE):
            parser.feed(content[at : at + _PIECE])
            for _, element in parser.read_events():
                return local_name(cast("etree._Element", element)).lower()
    except etree.XMLSyntaxError:
        return None
    return None


def tree(content: bytes) -> etree._Element | None:
    """Return the root of a document, without its comments, instructions and entities; None where there is none."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_with_characters(_from_start(content)), parser)
    except etree.XMLSyntaxError:
        return None
    # lxml may give None in recovering, whatever its stubs say.
    if root is not None:
        etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


def elements(content: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a local name one by one, each emptied afterwards, so that memory stays small."""
    found = etree.iterparse(
        BytesIO(_with_characters(_from_start(content))),
        events=("end",),
        tag=f"{{*}}{name}",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for _, element in found:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and parent[0] is not element:
                del parent[0]
    except etree.XMLSyntaxError:
        return


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _from_start(content: bytes) -> bytes:
    """Without what stands before a declaration, which is none of XML's when anything does."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def _with_characters(content: bytes) -> bytes:
    """With the names that only HTML has for characters (`&eacute;`) as numbers, which XML knows too."""
    return _ENTITY.sub(_numbered, content)


def _numbered(entity: re.Match[bytes]) -> bytes:
    if entity[1] in _OF_XML:
        return entity[0]
    characters = html5.get(entity[1].decode("ascii"), "")
    return "".join(f"&#{ord(character)};" for character in characters).encode("ascii") or entity[0]
