"""What holds in a sound ledger, as queries for the rows of which it doesn't hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from onrecord.ledger.handed import Outcome
from onrecord.records import (
    ActorType,
    AttributionKind,
    AttributionType,
    BlockKind,
    Commitment,
    Relation,
    TimeType,
)

_REREAD = "read it again with `onrecord reread --all`"
_LINK = "the next `onrecord add` links the actors again"
_RESTORE = "take the ledger from a backup, or add the sources to a new one"
_FIX = "take the correction back with `onrecord fix`"

_NUMBERED = ("attributions", "appearances", "times", "quantities", "places")
_ROW = "'article ' || t.article || ', number ' || t.\"number\""
_STATEMENT = "'attribution ' || t.attribution || ' of article ' || t.article"


@dataclass(frozen=True, slots=True)
class Check:
    """A query of which every row, one text, names a row of `table` that is wrong; `wrong` says what is."""

    table: str
    query: str
    wrong: str
    remedy: str


def checks() -> Iterator[Check]:
    """Every check; they need a table `lengths` of the articles' lengths in characters."""
    yield from _unique()
    yield from _versions()
    yield from _ranges()
    yield from _links()
    yield from _values()
    yield from _indexed()


def _unique() -> Iterator[Check]:
    for table, column in (
        ("articles", "article"),
        ("attributions", "attribution"),
        ("signatures", "attribution"),
        ("pages", "page"),
        ("runs", "run"),
        ("actors", "actor"),
        ("corrections", "correction"),
        ("fetches", "url"),
    ):
        query = f"SELECT '{column} ' || any_value({column}) FROM {table} GROUP BY {column} HAVING count(*) > 1"
        yield Check(table, query, "there is more than one row of it", _RESTORE)
    query = """SELECT 'article ' || article || ', appearance ' || appearance FROM identities
               GROUP BY article, appearance HAVING count(*) > 1"""
    yield Check("identities", query, "it is said to be more than one actor", _LINK)
    for table in _NUMBERED:
        query = f"""SELECT 'article ' || article FROM {table} GROUP BY article
                    HAVING count(*) <> max("number") + 1 OR count(DISTINCT "number") <> count(*)"""
        yield Check(table, query, "its rows are not numbered from 0 on without a gap", _REREAD)


def _versions() -> Iterator[Check]:
    query = """SELECT 'key ' || key FROM articles GROUP BY key
               HAVING count(*) FILTER (latest) <> 1 OR NOT arg_max(latest, version)"""
    yield Check("articles", query, "not one version, the newest, is the latest", _RESTORE)
    query = """SELECT 'key ' || key FROM articles GROUP BY key
               HAVING count(DISTINCT version) <> count(*) OR max(version) <> count(*)"""
    yield Check("articles", query, "its versions are not numbered from 1 on without a gap", _RESTORE)
    query = "SELECT 'page ' || page FROM pages WHERE (article IS NULL) <> (outcome = 'failed')"
    yield Check("pages", query, "it failed and has an article, or did not fail and has none", _RESTORE)


def _ranges() -> Iterator[Check]:
    lists = (
        ("articles", "blocks", "'article ' || t.article"),
        ("attributions", "source", _STATEMENT),
        ("attributions", "cue", _STATEMENT),
        ("attributions", "content", _STATEMENT),
        ("attributions", "chain", _STATEMENT),
        ("appearances", "mentions", _ROW),
        ("appearances", "roles", _ROW),
    )
    for table, column, row in lists:
        query = f"""SELECT row FROM (SELECT {row} AS row, t.article, unnest(t.{column}) AS span FROM {table} t)
                    JOIN lengths USING (article) WHERE span."start" > span.stop OR span.stop > length"""
        yield Check(table, query, f"a span of its {column} is not in the article's text", _REREAD)
    for table, start, stop in (
        ("times", '"start"', "stop"),
        ("quantities", '"start"', "stop"),
        ("quantities", "counted_start", "counted_stop"),
        ("places", '"start"', "stop"),
    ):
        query = f"""SELECT {_ROW} FROM {table} t JOIN lengths USING (article)
                    WHERE t.{start} > t.{stop} OR t.{stop} > length"""
        yield Check(table, query, "its span is not in the article's text", _REREAD)
    query = """SELECT 'correction ' || t.correction FROM corrections t JOIN lengths USING (article)
               WHERE t."start" > t.stop OR t.stop > length"""
    yield Check("corrections", query, "its span is not in the article's text", _FIX)


def _links() -> Iterator[Check]:
    for table in (*_NUMBERED, "identities", "changes", "corrections"):
        query = f"SELECT DISTINCT 'article ' || t.article FROM {table} t ANTI JOIN articles USING (article)"
        yield Check(table, query, "there is no such article", _RESTORE)
    for table, column, target in (("pages", "article", "articles"), ("pages", "run", "runs")):
        query = f"""SELECT 'page ' || t.page FROM {table} t ANTI JOIN {target} USING ({column})
                    WHERE t.{column} IS NOT NULL"""
        yield Check(table, query, f"its {column} is not there", _RESTORE)
    for table, column, target in (
        ("attributions", "within", "attributions"),
        ("attributions", "speaker", "appearances"),
        ("attributions", "time", "times"),
        ("quantities", "part_of", "quantities"),
    ):
        query = f"""SELECT {_ROW} FROM {table} t ANTI JOIN {target} o
                    ON o.article = t.article AND o."number" = t."{column}" WHERE t."{column}" IS NOT NULL"""
        yield Check(table, query, f"what its {column} points at is not there", _REREAD)
    query = f"""SELECT {_STATEMENT} FROM attributions t WHERE t."within" >= t."number\""""
    yield Check("attributions", query, "it stands within one that comes after it", _REREAD)
    for table, column, number in (("attributions", "chain", "link.speaker"), ("appearances", "members", "link")):
        query = f"""SELECT row FROM (SELECT {_ROW} AS row, t.article, unnest(t.{column}) AS link FROM {table} t) t
                    ANTI JOIN appearances o ON o.article = t.article AND o."number" = {number}"""
        yield Check(table, query, f"an actor of its {column} is not there", _REREAD)
    yield from _identities()


def _identities() -> Iterator[Check]:
    query = """SELECT 'article ' || t.article || ', appearance ' || t.appearance FROM identities t
               ANTI JOIN appearances o ON o.article = t.article AND o."number" = t.appearance"""
    yield Check("identities", query, "there is no such appearance", _LINK)
    query = """SELECT 'article ' || t.article || ', appearance ' || t.appearance FROM identities t
               ANTI JOIN actors USING (actor)"""
    yield Check("identities", query, "there is no such actor", _LINK)
    query = "SELECT 'article ' || t.article FROM changes t ANTI JOIN attributions o USING (attribution)"
    yield Check("changes", query, "the statement that came or went is not there", _REREAD)


def _values() -> Iterator[Check]:
    for table, column, row, allowed in (
        ("attributions", "t.kind", _STATEMENT, get_args(AttributionKind)),
        ("attributions", "t.type", _STATEMENT, get_args(AttributionType)),
        ("attributions", "t.commitment", _STATEMENT, get_args(Commitment)),
        ("attributions", "t.speaker_type", _STATEMENT, get_args(ActorType)),
        ("appearances", "t.type", _ROW, get_args(ActorType)),
        ("times", "t.type", _ROW, get_args(TimeType)),
        ("pages", "t.outcome", "'page ' || t.page", get_args(Outcome)),
        ("changes", "t.change", "'article ' || t.article", ("came", "went")),
        ("corrections", "t.kind", "'correction ' || t.correction", ("merge", "split", "speaker", "reject")),
    ):
        query = f"SELECT {row} FROM {table} t WHERE {column} NOT IN {listed(allowed)}"
        yield Check(table, query, f"its {column[2:]} is none that is known", _REREAD)
    for table, column, part, row, words in (
        ("articles", "blocks", "kind", "'article ' || t.article", get_args(BlockKind)),
        ("attributions", "chain", "relation", _STATEMENT, get_args(Relation)),
    ):
        query = f"""SELECT row FROM (SELECT {row} AS row, unnest(t.{column}) AS part FROM {table} t)
                    WHERE part.{part} NOT IN {listed(words)}"""
        yield Check(table, query, f"a {part} in its {column} is none that is known", _REREAD)
    for table, column, row in (
        ("attributions", "confidence", _STATEMENT),
        ("attributions", "speaker_confidence", _STATEMENT),
        ("places", "confidence", _ROW),
        ("identities", "confidence", "'article ' || t.article || ', appearance ' || t.appearance"),
    ):
        query = f"SELECT {row} FROM {table} t WHERE NOT t.{column} BETWEEN 0 AND 1"
        yield Check(table, query, f"its {column} is not from 0 to 1", _REREAD)


def _indexed() -> Iterator[Check]:
    for table in ("postings", "recent_postings"):
        query = f"""SELECT DISTINCT 'attribution ' || t.attribution FROM {table} t ANTI JOIN attributions
                    USING (attribution) WHERE t.attribution NOT IN (SELECT attribution FROM dropped)"""
        yield Check(table, query, "there is no such attribution", _RESTORE)
    query = f"SELECT {_STATEMENT} FROM attributions t SEMI JOIN dropped USING (attribution)"
    yield Check("dropped", query, "it is there, and will be found by its words no longer", _REREAD)
    query = "SELECT 'attribution ' || t.attribution FROM signatures t ANTI JOIN attributions USING (attribution)"
    yield Check("signatures", query, "there is no such attribution", _RESTORE)
    query = f"SELECT {_STATEMENT} FROM attributions t ANTI JOIN signatures USING (attribution)"
    yield Check("signatures", query, "it has no signature, and is not found by meaning", _REREAD)
    query = f"""SELECT {_STATEMENT} FROM attributions t LEFT JOIN (
                    SELECT attribution, sum(count) AS words, max(count) AS most
                    FROM (FROM postings UNION ALL FROM recent_postings) GROUP BY attribution
                ) p USING (attribution)
                WHERE coalesce(p.words, 0) <> t.words AND coalesce(p.most, 0) < 255"""
    yield Check("postings", query, "it is not indexed, or under a wrong number of words", _REREAD)


def listed(words: tuple[str, ...]) -> str:
    """Words as a list of SQL."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"
