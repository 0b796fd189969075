"""Test worlds: articles written with the truth about them; read, printed as web pages, and compared with a ledger."""

from .pages import write_pages
from .reading import read_world
from .records import World

__all__ = ["World", "read_world", "write_pages"]
