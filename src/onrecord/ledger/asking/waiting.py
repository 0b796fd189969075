"""How much of a ledger its copies, stories, claims, origins and conflicts don't know of yet."""

from duckdb import DuckDBPyConnection

STAGES = ("copies", "stories", "claims", "origins", "conflicts")
"""The stages of the building, in their order."""

_UNBUILT = """
    SELECT count(*) FROM (SELECT article FROM articles WHERE latest)
    ANTI JOIN (SELECT article FROM built WHERE stage = ?) USING (article)"""


def unbuilt(connection: DuckDBPyConnection, stage: str) -> int:
    """How many articles a stage of the building has not looked at: all of them in a ledger that was never built.

    Articles that were read anew or set right since are not among them, as only `onrecord build` can tell.
    """
    ((count,),) = connection.execute(_UNBUILT, [stage]).fetchall()
    return int(count)


def to_build(connection: DuckDBPyConnection, stage: str) -> str:
    """What to add to an answer that there is no such thing: that articles wait to be built, or nothing."""
    waiting = unbuilt(connection, stage)
    return f"; {waiting:,} articles wait for `onrecord build`" if waiting else ""
