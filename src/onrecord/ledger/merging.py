"""The full text index: what was appended is sorted in among the rest, now and then."""

from duckdb import DuckDBPyConnection

from onrecord.ledger.fetching import first_row

BATCH = 2_000_000
"""So many postings wait, at most, before they are sorted in during a run."""

_SHARE = 10
_SIZES = """SELECT (SELECT count(*) FROM postings), (SELECT count(*) FROM recent_postings),
                   (SELECT count(*) FROM attributions), (SELECT count(*) FROM dropped)"""
_MERGE = """INSERT INTO merged_postings
            SELECT term, attribution, count FROM (FROM postings UNION ALL FROM recent_postings)
            WHERE attribution NOT IN (SELECT attribution FROM dropped) ORDER BY term, attribution"""


def merge(connection: DuckDBPyConnection, least: int = 0) -> bool:
    """Sort `recent_postings` into `postings` where they are more than a tenth of it, and more than `least`.

    Leaves out the postings of attributions that are gone; many of those are a reason to merge, too. To be called in a
    transaction. Says whether it did so.
    """
    row = first_row(connection, _SIZES)
    sorted_, recent, attributions, dropped = row or (0, 0, 0, 0)
    if not (recent > max(least, sorted_ / _SHARE) or dropped > max(least, attributions / _SHARE)):
        return False
    made = first_row(connection, "SELECT sql FROM duckdb_tables() WHERE table_name = 'postings'")
    if made is not None:
        connection.execute(made[0].replace("postings", "merged_postings", 1))
    connection.execute(_MERGE)
    connection.execute("DROP TABLE postings")
    connection.execute("ALTER TABLE merged_postings RENAME TO postings")
    connection.execute("DELETE FROM recent_postings")
    connection.execute("DELETE FROM dropped")
    return True
