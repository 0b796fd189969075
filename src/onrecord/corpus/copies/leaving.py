"""Articles that are gone, or are to be looked at anew, taken out of what copies are found by."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

_FAMILIES = """CREATE OR REPLACE TEMP TABLE touched AS
    SELECT DISTINCT family FROM passages WHERE article IN (SELECT article FROM leaving)"""
_LINKED = "SELECT article FROM copies WHERE original IN (SELECT article FROM leaving)"
# Furniture keeps its sentences: it has nothing else, and would have to be learnt anew. Where the article of a family's
# only witness goes, another member stands in for it, with the same hashes and words: it has much the same
_HEIRS = """CREATE OR REPLACE TEMP TABLE heirs AS
    WITH going AS (
        SELECT w.* FROM witnesses w LEFT JOIN families f USING (family)
        WHERE w.article IN (SELECT article FROM leaving) AND NOT coalesce(f.furniture, false)),
    left_over AS (
        SELECT family, arg_min(p, p.article) AS p FROM passages p
        WHERE family IN (SELECT family FROM touched) AND article NOT IN (SELECT article FROM leaving)
        GROUP BY family)
    SELECT g.witness, g.family, l.p.article AS article, l.p."start" AS "start", l.p.stop AS stop, l.p.aside AS aside,
        l.p.sure AS plain, g.code
    FROM going g LEFT JOIN left_over l USING (family)"""
_SMALL = """CREATE OR REPLACE TEMP TABLE small AS
    SELECT t.family FROM touched t LEFT JOIN passages p USING (family)
    GROUP BY t.family HAVING count(DISTINCT p.article) < 2"""


def leave(connection: DuckDBPyConnection, articles: Sequence[int]) -> list[int]:
    """Take all of these articles out; returns those that had their words from them.

    The families that have lost members are in the temporary table `touched` then.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE leaving AS SELECT unnest(?::UINTEGER[]) AS article", [articles])
    connection.execute(_FAMILIES)
    linked = sorted({article for (article,) in connection.execute(_LINKED).fetchall()} - set(articles))
    connection.execute(_HEIRS)
    connection.execute("DELETE FROM witnesses WHERE witness IN (SELECT witness FROM heirs)")
    connection.execute("""INSERT INTO witnesses SELECT witness, family, article, "start", stop, aside, plain, code
        FROM heirs WHERE article IS NOT NULL ORDER BY witness""")
    connection.execute("DELETE FROM sketches WHERE witness IN (SELECT witness FROM heirs WHERE article IS NULL)")
    for table in ("passages", "printings", "copies"):
        connection.execute(f"DELETE FROM {table} WHERE article IN (SELECT article FROM leaving)")
    connection.execute("DELETE FROM copies WHERE original IN (SELECT article FROM leaving)")
    connection.execute(_SMALL)
    for table in ("passages", "families", "touched"):
        connection.execute(f"DELETE FROM {table} WHERE family IN (SELECT family FROM small)")
    return linked


def forget(connection: DuckDBPyConnection) -> None:
    """Empty all that this stage has written."""
    for table in ("passages", "families", "witnesses", "sketches", "printings", "copies"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM built WHERE stage = 'copies'")
