"""What holds of all that building makes, as queries for the rows of which it doesn't hold."""

from collections.abc import Iterator

from onrecord.ledger.checks import Check, listed

_BUILD = "make it anew with `onrecord build --all`"
_UPDATE = "bring it up to date with `onrecord build`, or make it anew with `onrecord build --all`"
_OF_STAGE = {
    "passages": "copies", "copies": "copies", "story_articles": "stories", "claim_statements": "claims",
}  # fmt: skip
"""Tables with rows of articles, and the stage that makes them."""
_KEYS = {
    "families": ("family",), "copies": ("article", "original"), "stories": ("story",), "story_articles": ("article",),
    "claims": ("claim",), "claim_statements": ("claim", "attribution", "start"), "near_claims": ("claim", "other"),
    "origins": ("claim", "number"),
    "spread": ("claim", "attribution"), "conflicts": ("conflict",), "built": ("stage", "article"),
}  # fmt: skip
_COUNTS = (
    ("stories", "articles", "story", "SELECT story, count(*) AS n FROM story_articles GROUP BY story"),
    ("families", "articles", "family",
     "SELECT family, count(DISTINCT article) AS n FROM passages GROUP BY family"),
    ("claims", "statements", "claim",
     "SELECT claim, count(DISTINCT attribution) AS n FROM claim_statements GROUP BY claim"),
    ("claims", "articles", "claim", "SELECT claim, count(DISTINCT article) AS n FROM claim_statements GROUP BY claim"),
    ("claims", "denials", "claim",
     """SELECT claim, count(DISTINCT attribution) FILTER (stance = 'denies') AS n
        FROM claim_statements GROUP BY claim"""),
)  # fmt: skip
_POINTERS = (
    ("story_articles", "story", "stories", "story"), ("claims", "story", "stories", "story"),
    ("claim_statements", "claim", "claims", "claim"), ("origins", "claim", "claims", "claim"),
    ("near_claims", "claim", "claims", "claim"), ("near_claims", "other", "claims", "claim"),
    ("spread", "claim", "claims", "claim"), ("passages", "family", "families", "family"),
    ("conflicts", "story", "stories", "story"), ("conflicts", "claim", "claims", "claim"),
    ("conflicts", "other_claim", "claims", "claim"), ("conflicts", "article", "articles", "article"),
    ("copies", "original", "articles", "article"), ("origins", "actor", "actors", "actor"),
    ("claim_statements", "attribution", "attributions", "attribution"),
    ("origins", "attribution", "attributions", "attribution"),
    ("conflicts", "attribution", "attributions", "attribution"),
    ("conflicts", "other_attribution", "attributions", "attribution"),
)  # fmt: skip
_CHANGED = ("attributions", "actors")
"""What changes where articles are read anew or actors set right: what was built from it is then only out of date."""
_STATEMENTS_OF_CLAIMS = (
    ("claims", "attribution"), ("origins", "attribution"), ("spread", "attribution"), ("spread", "parent"),
)  # fmt: skip
_WORDS = (
    ("built", "stage", ("copies", "stories", "claims", "origins", "conflicts")),
    ("claim_statements", "stance", ("says", "denies")),
    ("origins", "kind", ("named", "unnamed", "outlet", "unknown")),
    ("spread", "relation", ("origin", "copy", "wire", "cites", "same speaker")),
    ("conflicts", "kind", ("quantity", "denial", "reversal", "sum", "date")),
)
_SHARES = (
    ("copies", "share"), ("copies", "original_share"), ("copies", "confidence"), ("story_articles", "confidence"),
    ("claim_statements", "confidence"), ("conflicts", "confidence"),
    ("near_claims", "likelihood"),
)  # fmt: skip
_SPANS = """SELECT {row} FROM {table} t JOIN lengths USING (article)
    WHERE t."start" > t.stop OR t.stop > length"""
_COPIED = """SELECT row FROM (SELECT {row} AS row, t.{article} AS article, unnest(t.passages) AS span FROM copies t)
    JOIN lengths USING (article) WHERE span."{start}" > span.{stop} OR span.{stop} > length"""


def built_checks() -> Iterator[Check]:
    """Every check of it; they need a table `lengths` of the articles' lengths in characters."""
    yield from _unique()
    yield from _counted()
    yield from _ranges()
    yield from _links()
    yield from _values()


def _row(table: str) -> str:
    """SQL for the name of a row `t`."""
    return " || ', ' || ".join(f"'{column} ' || t.\"{column}\"" for column in _KEYS.get(table, ("family", "article")))


def _unique() -> Iterator[Check]:
    for table, key in _KEYS.items():
        columns = ", ".join(f't."{column}"' for column in key)
        query = f"SELECT {_row(table)} FROM {table} t GROUP BY {columns} HAVING count(*) > 1"
        yield Check(table, query, "there is more than one row of it", _BUILD)
    query = """SELECT 'claim ' || claim FROM origins GROUP BY claim
        HAVING count(*) <> max("number") + 1 OR count(DISTINCT "number") <> count(*)"""
    yield Check("origins", query, "its rows are not numbered from 0 on without a gap", _BUILD)


def _counted() -> Iterator[Check]:
    for table, column, key, count in _COUNTS:
        furniture = "AND NOT t.furniture" if table == "families" else ""
        query = f"""SELECT {_row(table)} FROM {table} t LEFT JOIN ({count}) c USING ({key})
            WHERE t.{column} <> coalesce(c.n, 0) {furniture}"""
        yield Check(table, query, f"its {column} are not as many as there are", _BUILD)
    query = f"""SELECT {_row("claims")} FROM claims t
        WHERE NOT (least <= origins AND origins <= most AND named <= origins)
        OR (origins IS NULL) <> (least IS NULL) OR (origins IS NULL) <> (most IS NULL)"""
    yield Check("claims", query, "its count of origins is not from least to most, or fewer than are named", _BUILD)


def _ranges() -> Iterator[Check]:
    for table in ("passages", "claim_statements", "conflicts"):
        yield Check(table, _SPANS.format(row=_row(table), table=table), "its span is not in the article's text", _BUILD)
    for article, start, stop in (("article", "start", "stop"), ("original", "original_start", "original_stop")):
        query = _COPIED.format(row=_row("copies"), article=article, start=start, stop=stop)
        yield Check("copies", query, f"a span of its passages is not in the text of the {article}", _BUILD)
    query = f"""SELECT {_row("claim_statements")} FROM claim_statements t JOIN attributions a USING (attribution)
        WHERE t.article <> a.article OR t."start" < list_min(list_transform(a.content, lambda piece: piece.start))
            OR t.stop > list_max(list_transform(a.content, lambda piece: piece.stop))"""
    yield Check("claim_statements", query, "its span is not in the content of the statement", _UPDATE)


def _links() -> Iterator[Check]:
    for table, stage in _OF_STAGE.items():
        query = f"""SELECT DISTINCT {_row(table)} FROM {table} t
            ANTI JOIN (SELECT article FROM built WHERE stage = '{stage}') b ON b.article = t.article"""
        yield Check(table, query, "the article is not there, or building does not know of it", _BUILD)
    for table, column, target, key in _POINTERS:
        query = f"""SELECT {_row(table)} FROM {table} t ANTI JOIN {target} o ON o."{key}" = t."{column}"
            WHERE t."{column}" IS NOT NULL"""
        yield Check(table, query, f"its {column} is not there", _UPDATE if target in _CHANGED else _BUILD)
    for table, column in _STATEMENTS_OF_CLAIMS:
        query = f"""SELECT {_row(table)} FROM {table} t
            ANTI JOIN claim_statements m ON m.claim = t.claim AND m.attribution = t."{column}"
            WHERE t."{column}" IS NOT NULL"""
        yield Check(table, query, f"its {column} is no statement of the claim", _BUILD)
    query = f"""SELECT {_row("spread")} FROM spread t ANTI JOIN origins o ON o.claim = t.claim AND o."number" = t.origin
        WHERE t.origin IS NOT NULL"""
    yield Check("spread", query, "its origin is none of the claim's", _BUILD)
    query = f"""SELECT {_row("claims")} FROM claims t ANTI JOIN (
            SELECT m.claim, s.story FROM claim_statements m JOIN story_articles s USING (article)) o
        ON o.claim = t.claim AND o.story = t.story
        WHERE t.story IN (SELECT story FROM stories)"""
    yield Check("claims", query, "no article of it belongs to its story", _UPDATE)
    query = f"SELECT {_row('near_claims')} FROM near_claims t WHERE t.claim >= t.other"
    yield Check("near_claims", query, "its claim is not the lower number of the two", _BUILD)
    for table, column, other in (("copies", "original", "article"), ("spread", "parent", "attribution")):
        query = f'SELECT {_row(table)} FROM {table} t WHERE t."{column}" = t."{other}"'
        yield Check(table, query, f"its {column} is itself", _BUILD)


def _values() -> Iterator[Check]:
    for table, column, allowed in _WORDS:
        query = f'SELECT {_row(table)} FROM {table} t WHERE t."{column}" NOT IN {listed(allowed)}'
        yield Check(table, query, f"its {column} is none that is known", _BUILD)
    for table, column in _SHARES:
        query = f"SELECT {_row(table)} FROM {table} t WHERE NOT t.{column} BETWEEN 0 AND 1"
        yield Check(table, query, f"its {column} is not from 0 to 1", _BUILD)
