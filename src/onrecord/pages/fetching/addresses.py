"""Addresses of the web in one spelling, and those that are not asked for at all."""

import re
from ipaddress import AddressValueError, IPv6Address

from httpx2 import URL, InvalidURL

from onrecord.errors import RefusedAddress

_LONGEST = 8_000
_SHOWN = 200
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", re.IGNORECASE)


def canonical(address: str, base: URL | None = None) -> URL:
    """Return an http or https address in the one spelling in which it is compared, asked for and kept.

    The host is lower case and in ASCII (IDNA 2008), without a dot at its end; the path is resolved and
    percent-encoded; the port that goes without saying and the fragment are left out (RFC 3986, section 6). With
    `base`, the address may be relative to that. Raises RefusedAddress for what is no such address, for one that is
    longer than 8,000 characters, and for one that carries a user name or a password.
    """
    name = shown(address)
    if len(address) > _LONGEST:
        raise RefusedAddress(f"{name}: an address of {len(address):,} characters; is it one address?")
    try:
        url = URL(address.strip(" \t\r\n"))
        if base is not None:
            url = base.join(url)
    except (InvalidURL, ValueError) as error:
        raise RefusedAddress(f"{name}: not an address ({error})") from error
    if url.scheme not in ("http", "https"):
        raise RefusedAddress(f"{name}: not http or https; hand in files by their paths")
    if url.userinfo:
        raise RefusedAddress(f"{name}: a user name or a password in the address; leave it out")
    host = url.raw_host.decode("ascii").removesuffix(".")
    if not (_NAME.fullmatch(host) or _is_ipv6(host)) or url.port == 0 or (url.port or 0) > 65_535:
        raise RefusedAddress(f"{name}: no host that can be asked; is the address right?")
    return url.copy_with(host=host, fragment=None, raw_path=url.raw_path)


def shown(address: str) -> str:
    """Return an address as messages name it: in one line, cut where it is long, and without a password."""
    cut = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
    cut = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in cut)
    return re.sub(r"(?<=//)[^/?#@]*@", "…@", cut, count=1)


def _is_ipv6(host: str) -> bool:
    try:
        return IPv6Address(host).scope_id is None
    except AddressValueError:
        return False
