"""What an outlet prints under (or above) its articles, told from what one article has from another."""

from duckdb import DuckDBPyConnection

# Such a sentence stands at the end or the beginning, speaks of other things than its article, and stands in many
# articles of the outlet: in half of them, in several, or word for word in two of different weeks. What they share
# besides tells whether one is a new version of the other. What no outlet alone prints, or not at the edge, has to be
# seen more often
_FEW = 4
_MANY = 20
_HALF = 0.5
_DAYS = 14
_ASIDE = 0.7
_LINKED = 0.5
_LINKED_MANY = 0.1
_MOST = 0.5  # of an article's words: what is all of a short report, or half of it, is not what stands under it
_LOOKED_AT = 40

_CANDIDATES = f"""CREATE OR REPLACE TEMP TABLE suspects AS
    WITH held AS (
        SELECT p.family, p.article, o.outlet, o.day, bool_or(p.aside) AS aside, max(p.words) AS words
        FROM passages p JOIN touched USING (family) JOIN printings o USING (article) GROUP BY ALL),
    counts AS (
        SELECT family, outlet, count(*) AS times, avg(aside::INTEGER) AS aside,
            CASE WHEN max(words) - min(words) <= 1 THEN max(day) - min(day) ELSE 0 END AS days
        FROM held
        WHERE outlet IS NOT NULL GROUP BY ALL
        UNION ALL SELECT family, NULL, count(*), avg(aside::INTEGER), 0 FROM held GROUP BY family),
    totals AS (SELECT family, count(*) AS times FROM held GROUP BY family),
    sizes AS (SELECT outlet, count(*) AS times FROM printings GROUP BY outlet)
    SELECT c.family, c.outlet, c.times >= {_MANY} AS many
    FROM counts c JOIN totals t USING (family) LEFT JOIN sizes s ON s.outlet = c.outlet
    WHERE (c.outlet IS NOT NULL AND c.times >= 2 AND 2 * c.times >= t.times AND c.aside >= {_ASIDE}
            AND (c.times >= {_FEW} OR c.times >= {_HALF} * s.times OR c.days >= {_DAYS}))
        OR (c.outlet IS NOT NULL AND c.times >= {_MANY} AND 2 * c.times >= t.times)
        OR (c.outlet IS NULL AND c.times >= {_MANY} AND c.aside >= {_ASIDE})"""
_LINKS = f"""WITH few AS (
        SELECT family, outlet, many, article FROM (
            SELECT s.family, s.outlet, s.many, p.article,
                row_number() OVER (PARTITION BY s.family, s.outlet ORDER BY p.article) AS place
            FROM suspects s JOIN (SELECT DISTINCT family, article FROM passages) p USING (family)
            JOIN printings o ON o.article = p.article AND (s.outlet IS NULL OR o.outlet = s.outlet))
        WHERE place <= {_LOOKED_AT}),
    parts AS (
        SELECT article, sum(words) AS words FROM (
            SELECT DISTINCT p.article, p."start", p.words FROM passages p
            WHERE p.article IN (SELECT article FROM few) AND p.family IN (SELECT family FROM suspects))
        GROUP BY article),
    small AS (
        SELECT f.family, f.outlet FROM few f JOIN parts p USING (article) JOIN printings o USING (article)
        GROUP BY f.family, f.outlet HAVING avg(p.words / greatest(o.words, 1)) <= {_MOST}),
    other AS (
        SELECT DISTINCT family, article FROM passages
        WHERE NOT aside AND article IN (SELECT article FROM few)
            AND family NOT IN (SELECT family FROM suspects)),
    pairs AS (
        SELECT a.family, a.outlet, a.many, a.article AS one, b.article AS two
        FROM few a JOIN few b ON a.family = b.family AND a.outlet IS NOT DISTINCT FROM b.outlet
            AND a.article < b.article),
    linked AS (
        SELECT DISTINCT p.family, p.outlet, p.one, p.two FROM pairs p
        JOIN other x ON x.article = p.one JOIN other y ON y.article = p.two AND y.family = x.family)
    SELECT p.family FROM pairs p
    JOIN small s ON s.family = p.family AND s.outlet IS NOT DISTINCT FROM p.outlet
    LEFT JOIN linked l ON l.family = p.family AND l.outlet IS NOT DISTINCT FROM p.outlet
        AND l.one = p.one AND l.two = p.two
    GROUP BY p.family, p.outlet, p.many
    HAVING avg((l.one IS NOT NULL)::INTEGER) <= CASE WHEN p.many THEN {_LINKED_MANY} ELSE {_LINKED} END"""


def put_away(connection: DuckDBPyConnection) -> list[int]:
    """Find the furniture among the families of `touched` and take its passages out; returns whose they were.

    The families stay, as furniture: what is like them is passed over from now on.
    """
    connection.execute(_CANDIDATES)
    if not connection.execute("SELECT 1 FROM suspects LIMIT 1").fetchall():
        return []
    found = sorted({family for (family,) in connection.execute(_LINKS).fetchall()})
    connection.execute("CREATE OR REPLACE TEMP TABLE put_away AS SELECT unnest(?::UINTEGER[]) AS family", [found])
    rows = connection.execute(
        "SELECT DISTINCT article FROM passages JOIN put_away USING (family) ORDER BY article"
    ).fetchall()
    if found:
        for table in ("passages", "families", "touched"):
            connection.execute(f"DELETE FROM {table} WHERE family IN (SELECT family FROM put_away)")
        connection.execute("INSERT INTO families SELECT family, NULL, 0, true FROM put_away")
    return [article for (article,) in rows]
