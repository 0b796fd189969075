"""Many pages: read on all cores, and put into a ledger."""

from onrecord.batch.failing import Failed
from onrecord.batch.ledger import Ledger
from onrecord.batch.summary import Summary, Watch

__all__ = ["Failed", "Ledger", "Summary", "Watch"]
