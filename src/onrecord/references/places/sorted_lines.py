"""A sorted table held as one block of bytes, and searched as it stands: nothing is parsed before it is asked for."""

import gzip
from importlib.resources import files


class SortedLines:
    """Lines of a packed file in the order of their first column, which no two lines share."""

    def __init__(self, name: str) -> None:
        """Unpack the package's file `name`, gzip over UTF-8 with a tab behind each first column."""
        self._bytes = b"\n" + gzip.decompress(files(__package__).joinpath("data", name).read_bytes())

    def find(self, key: str) -> str | None:
        """Return the rest of the line that begins with `key`, or None."""
        wanted, text = key.encode("utf-8", "replace"), self._bytes
        low, high = 0, len(text) - 1
        while low < high:
            start = text.rfind(b"\n", low, (low + high) // 2 + 1)
            end = text.index(b"\n", start + 1)
            tab = text.index(b"\t", start, end)
            found = text[start + 1 : tab]
            if found == wanted:
                return text[tab + 1 : end].decode()
            if found < wanted:
                low = end
            else:
                high = start
        return None
