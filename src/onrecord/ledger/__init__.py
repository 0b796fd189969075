"""The ledger: everything that was read, in one DuckDB file."""

from onrecord.ledger.checking import Problem
from onrecord.ledger.handed import Handed, Index, Missed, Outcome, Reading, page_hash
from onrecord.ledger.indexing import index
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.table import Table
from onrecord.ledger.writing import Writer

__all__ = [
    "Handed", "Index", "Ledger", "Missed", "Outcome", "Problem", "Reading", "Table", "Writer", "index", "page_hash",
]  # fmt: skip
