"""Which pages could not be read, and what was said of them."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from onrecord.batch.facts import Facts, facts_in
from onrecord.ledger import Ledger

_FAILED = """
    SELECT name, source, error, reason, attempts, command FROM pages JOIN runs USING (run)
    WHERE outcome = 'failed' ORDER BY pages.rowid
"""


@dataclass(frozen=True, slots=True)
class Failed:
    """A page that could not be read: its name, what opens it again, why, how often, and what was said of it."""

    name: str
    source: str
    error: str
    reason: str
    attempts: int
    facts: Facts


def failures(ledger: Ledger, pattern: str | None) -> list[Failed]:
    """The failures whose name, or class of error, matches `pattern` (of a shell); all of them where it is None."""
    with ledger.reading() as connection:
        rows = connection.execute(_FAILED).fetchall()
    found = [
        Failed(name, source, error, reason, attempts, facts_in(command))
        for name, source, error, reason, attempts, command in rows
    ]
    return [one for one in found if pattern is None or _matches(one, pattern)]


def _matches(one: Failed, pattern: str) -> bool:
    return fnmatchcase(one.name, pattern) or fnmatchcase(one.error, pattern)
