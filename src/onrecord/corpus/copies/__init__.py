"""Articles and passages that share their words: which, how much of each side, and the likely original."""

from onrecord.ledger.asking.sharing import Sharing, copied_pairs, shared

from .updating import update_copies

__all__ = ["Sharing", "copied_pairs", "shared", "update_copies"]
