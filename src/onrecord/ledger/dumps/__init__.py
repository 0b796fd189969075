"""A ledger's content as plain tables and rows, for whoever takes it elsewhere."""

from onrecord.ledger.dumps.identifying import Identifiers, identified, known_actors
from onrecord.ledger.dumps.selecting import Selection, chosen, outlets
from onrecord.ledger.dumps.tables import Dump, dumps

__all__ = ["Dump", "Identifiers", "Selection", "chosen", "dumps", "identified", "known_actors", "outlets"]
