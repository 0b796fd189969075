"""The documented tables as streams of Arrow batches; the indexes and what is still to be done are left out."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.ledger.dumps.selecting import Selection

_INDEXES = frozenset(
    {
        "postings", "recent_postings", "signatures", "dropped", "relink", "built", "witnesses", "sketches", "printings",
        "story_terms", "story_postings", "story_frequencies", "story_lines", "claim_keys",
    }
)  # fmt: skip
_BATCH = 10_000
_AT_ONCE = {"article": 1_000, "claim": 10_000}
"""Of so many articles and so on at a time: DuckDB holds a whole answer, and what is sorted, in memory."""
_KEYS = {
    "migrations": ("migration",),
    "runs": ("run",),
    "pages": ("page",),
    "fetches": ("url",),
    "articles": ("article",),
    "attributions": ("attribution",),
    "appearances": ("article", "number"),
    "actors": ("actor",),
    "identities": ("article", "appearance"),
    "corrections": ("correction",),
    "times": ("article", "number"),
    "quantities": ("article", "number"),
    "places": ("article", "number"),
    "changes": ("article", "change", "attribution"),
    "passages": ("article", "start", "family"),
    "families": ("family",),
    "copies": ("article", "original"),
    "stories": ("story",),
    "story_articles": ("article",),
    "claims": ("claim",),
    "claim_statements": ("claim", "attribution", "start"),
    "near_claims": ("claim", "other"),
    "origins": ("claim", "number"),
    "spread": ("claim", "attribution"),
    "conflicts": ("conflict",),
    "statements": ("attribution",),
}
_BY_ARTICLE = (
    "articles", "attributions", "appearances", "identities", "times", "quantities", "places", "statements", "passages",
    "copies",
)  # fmt: skip
_BY_CLAIM = ("claims", "claim_statements", "near_claims", "origins", "spread")
_PARTED_BY = {**dict.fromkeys(_BY_ARTICLE, "article"), **dict.fromkeys(_BY_CLAIM, "claim")}
_CLAIMED = "claim IN (SELECT claim FROM claim_statements WHERE article IN {chosen})"
# With a selection: what of a table without a column `article` belongs to the articles
_BELONGING = {
    "runs": "run IN (SELECT run FROM pages WHERE article IN {chosen})",
    "fetches": "url IN (SELECT url FROM articles WHERE article IN {chosen})",
    "actors": "actor IN (SELECT actor FROM identities WHERE article IN {chosen}"
    f" UNION SELECT actor FROM origins WHERE {_CLAIMED})",
    "families": "family IN (SELECT family FROM passages WHERE article IN {chosen})",
    "stories": "story IN (SELECT story FROM story_articles WHERE article IN {chosen})",
    "claims": _CLAIMED,
    "near_claims": f"{_CLAIMED} AND {_CLAIMED.replace('claim', 'other', 1)}",
    "origins": _CLAIMED,
    "spread": "attribution IN (SELECT attribution FROM claim_statements WHERE article IN {chosen})",
}
_WORDS = "array_to_string(list_transform(a.{role}, lambda piece: t.text[piece.start + 1 : piece.stop]), ' … ')"
_WORDED = f"""
    SELECT a.*, i.actor, {_WORDS.format(role="source")} AS source_words, {_WORDS.format(role="cue")} AS cue_words,
        {_WORDS.format(role="content")} AS content_words
    FROM (SELECT * FROM attributions WHERE {{part}}) a
    JOIN (SELECT article, text FROM articles WHERE {{part}}) t ON t.article = a.article
    LEFT JOIN (SELECT * FROM identities WHERE {{part}}) i ON i.article = a.article AND i.appearance = a.speaker
"""
# The view `statements`, written so that a part of it costs a part of the time; a test holds the two together
_STATEMENTS = f"""
    SELECT s.attribution, s.article, s.number,
        s.content_words AS content, s.cue_words AS cue, s.source_words AS source,
        coalesce(k.name, p.names[s.speaker + 1]) AS speaker, s.actor, s.speaker_type,
        s.kind, s.type, s.commitment, s.confidence,
        list_transform(s.chain, lambda step: p.names[step.speaker + 1]) AS chain,
        t.value AS said, a.outlet, a.day, a.title, a.url,
        list_min(list_transform(s.content, lambda piece: piece.start)) AS start,
        list_max(list_transform(s.content, lambda piece: piece.stop)) AS stop
    FROM ({_WORDED}) s
    JOIN (SELECT * EXCLUDE (text) FROM articles WHERE {{part}} AND latest) a ON a.article = s.article
    LEFT JOIN (
        SELECT article, list(name ORDER BY number) AS names FROM appearances WHERE {{part}} GROUP BY article
    ) p ON p.article = s.article
    LEFT JOIN actors k ON k.actor = s.actor
    LEFT JOIN (SELECT * FROM times WHERE {{part}}) t ON t.article = s.article AND t.number = s.time
    WHERE NOT s.rejected
"""


@dataclass(frozen=True, slots=True)
class Dump:
    """A table on its way out: its name, the columns that tell its rows apart, how many there are, and the rows."""

    name: str
    key: tuple[str, ...]
    rows: int
    batches: pa.RecordBatchReader


def dumps(connection: DuckDBPyConnection, selection: Selection, *, statements: bool = True) -> Iterator[Dump]:
    """Each documented table, restricted to what belongs to the selected articles, of all their versions.

    Numbers of 128 bits are text, which every format can hold. With `statements`, the view of that name comes last;
    without, the attributions have their words and their actor as further columns, for a view to be made of. A table
    must be read before the next one is asked for.
    """
    condition, values = selection.condition()
    chosen = f"(SELECT article FROM articles WHERE {condition})"
    for name, columns in _columns(connection).items():
        where = _belonging(name, columns, bool(values)).format(chosen=chosen)
        worded = name == "attributions" and not statements
        shown = ", ".join(_shown(column, kind) for column, kind in columns.items())
        more = ", actor, source_words, cue_words, content_words" if worded else ""
        source = f"({_WORDED})" if worded else name
        yield _dump(connection, name, f"SELECT {shown}{more} FROM {source} WHERE {where}", values * where.count(chosen))
    if statements:
        where = f"article IN {chosen}" if values else "true"
        yield _dump(connection, "statements", f"SELECT * FROM ({_STATEMENTS}) WHERE {where}", values)


def _dump(connection: DuckDBPyConnection, name: str, query: str, values: list[object]) -> Dump:
    """The answer to `query`, in which `{part}` stands for the articles that are looked at."""
    key = _KEYS.get(name, ())
    whole = query.replace("{part}", "true")
    ((rows,),) = connection.execute(f"SELECT count(*) FROM ({whole})", values).fetchall()
    schema = connection.sql(f"{whole} LIMIT 0", params=values).to_arrow_table().schema
    ordered = f"ORDER BY {', '.join(key)}" if key else ""

    def batches() -> Iterator[pa.RecordBatch]:
        for part in _parts(connection, _PARTED_BY[name]) if name in _PARTED_BY else ("true",):
            asked = f"{query} AND {{part}} {ordered}".replace("{part}", part)
            yield from connection.sql(asked, params=values).to_arrow_reader(_BATCH)

    return Dump(name, key, rows, pa.RecordBatchReader.from_batches(schema, batches()))


def _parts(connection: DuckDBPyConnection, column: str) -> Iterator[str]:
    """Conditions that each leave a part of the articles or claims, in order."""
    ((last,),) = connection.execute(f"SELECT coalesce(max({column}), 0) FROM {column}s").fetchall()
    size = _AT_ONCE[column]
    for first in range(0, last + 1, size):
        yield f"({column} BETWEEN {first} AND {first + size - 1})"


def _columns(connection: DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The documented tables in the order of the schema, each with its columns and their types."""
    found: dict[str, dict[str, str]] = {}
    rows = connection.execute(
        "SELECT c.table_name, c.column_name, c.data_type"
        " FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_oid)"
        " WHERE NOT t.internal AND NOT t.temporary AND t.database_name = current_database()"
        " ORDER BY table_oid, c.column_index"
    )
    for table, column, kind in rows.fetchall():
        if table not in _INDEXES:
            found.setdefault(table, {})[column] = kind
    return found


def _belonging(name: str, columns: dict[str, str], narrowed: bool) -> str:
    if not narrowed:
        return "true"
    return _BELONGING.get(name) or ("article IN {chosen}" if "article" in columns else "true")


def _shown(column: str, kind: str) -> str:
    return f'"{column}"::VARCHAR AS "{column}"' if kind in ("HUGEINT", "UHUGEINT") else f'"{column}"'
