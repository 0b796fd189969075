"""Of each family, the article that the others are likely to have it from."""

from duckdb import DuckDBPyConnection

# An outlet that others credit is taken at their word, whenever its own version was printed; unless it credits one of
# them itself
_CREDITS = """CREATE OR REPLACE TEMP TABLE credit AS
    WITH held AS (SELECT DISTINCT family, article FROM passages JOIN touched USING (family)),
    gives AS (SELECT h.family, h.article, unnest(p.credits) AS name FROM held h JOIN printings p USING (article)),
    has AS (SELECT h.family, h.article, unnest(p.names) AS name FROM held h JOIN printings p USING (article))
    SELECT article, bool_or(credited) AS credited, bool_or(crediting) AS crediting FROM (
        SELECT article, true AS credited, false AS crediting FROM has SEMI JOIN gives USING (family, name)
        UNION ALL SELECT article, false, true FROM gives SEMI JOIN has USING (family, name))
    GROUP BY article"""
_CHANGED = """CREATE OR REPLACE TEMP TABLE turned AS
    SELECT c.article, c.credited OR p.credited AS credited, c.crediting OR p.crediting AS crediting
    FROM credit c JOIN printings p USING (article)
    WHERE (c.credited AND NOT p.credited) OR (c.crediting AND NOT p.crediting)"""
_TURN = """UPDATE printings SET credited = t.credited, crediting = t.crediting
    FROM turned t WHERE t.article = printings.article"""
_WIDEN = """INSERT INTO touched SELECT DISTINCT family FROM passages
    WHERE article IN (SELECT article FROM turned) AND family NOT IN (SELECT family FROM touched)"""

RANKED = """CREATE OR REPLACE TEMP TABLE ranked AS
    WITH held AS (
        SELECT DISTINCT q.family, q.article, p.credited AND NOT p.crediting AS source, p.day, p.time, p.words, p.tie
        FROM passages q JOIN {families} USING (family) JOIN printings p USING (article)),
    timed AS (SELECT *, bool_and(time IS NOT NULL) OVER (PARTITION BY family, source, day) AS timed FROM held)
    SELECT family, article, row_number() OVER (PARTITION BY family ORDER BY source DESC, day NULLS LAST,
        CASE WHEN timed THEN time END, words DESC, tie, article) AS rank
    FROM timed"""
"""Members of the families in a table, in the order in which they are likely to have had the sentence.

Clock times count where all of a day have one; where some have only the day, the longer article comes first.
"""
_HEADS = """CREATE OR REPLACE TEMP TABLE heads AS
    SELECT family, arg_min(article, rank) AS head, count(*) AS articles FROM ranked GROUP BY family"""
_MOVED = """SELECT DISTINCT r.article FROM ranked r JOIN heads h USING (family) LEFT JOIN families f USING (family)
    WHERE f.head IS DISTINCT FROM h.head ORDER BY r.article"""
_TOLD_OTHERWISE = "SELECT article FROM copies WHERE original IN (SELECT article FROM turned) ORDER BY article"


def choose(connection: DuckDBPyConnection) -> list[int]:
    """Bring `families` up to date for those of `touched`; returns the articles whose originals may be others now."""
    if not connection.execute("SELECT 1 FROM touched LIMIT 1").fetchall():
        return []
    connection.execute(_CREDITS)
    connection.execute(_CHANGED)
    connection.execute(_TURN)
    connection.execute(_WIDEN)
    connection.execute(RANKED.format(families="touched"))
    connection.execute(_HEADS)
    moved = [article for (article,) in connection.execute(_MOVED).fetchall()]
    moved += (article for (article,) in connection.execute(_TOLD_OTHERWISE).fetchall())
    connection.execute("DELETE FROM families WHERE family IN (SELECT family FROM touched)")
    connection.execute("INSERT INTO families SELECT family, head, articles, false FROM heads ORDER BY family")
    return moved
