"""An address as what it names: without what only tracks the reader."""

import re
from fnmatch import translate
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit, urlunsplit

_PORTS = {"http": "80", "https": "443"}


def clean_address(url: str) -> str:
    """Return an address without its fragment and without parameters that only track; scheme and host in lower case.

    The parameters are those of data/tracking.txt, the rest stands as it is (RFC 3986, section 6.2.2.1). What is not
    an http or https address is returned as it is.
    """
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return url
    if scheme not in _PORTS or not host:
        return url
    host = f"[{host}]" if ":" in host else host
    place = host if port is None or str(port) == _PORTS[scheme] else f"{host}:{port}"
    kept = [piece for piece in parts.query.split("&") if piece and not _tracks(piece.partition("=")[0].lower())]
    return urlunsplit((scheme, place, parts.path or "/", "&".join(kept), ""))


def _tracks(name: str) -> bool:
    return _tracking().match(name) is not None


@cache
def _tracking() -> re.Pattern[str]:
    lines = files(__package__).joinpath("data", "tracking.txt").read_text("utf-8").splitlines()
    return re.compile("|".join(translate(line) for line in lines if line and not line.startswith("#")))
