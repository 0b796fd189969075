"""Copies of a ledger brought up to date with its articles."""

from collections.abc import Callable, Iterator, Sequence

from duckdb import DuckDBPyConnection

from onrecord.corpus.pending import done, pending
from onrecord.ledger import Writer

from .furniture import put_away
from .heads import choose
from .keeping import put
from .leaving import forget, leave
from .linking import link
from .portions import gather

STAGE = "copies"
STATES = "SELECT article, hash(text_hash, outlet, published, url, software) AS state FROM articles"

# Every portion looks through all sketches that there are: larger ones where there is more to do keep that linear
_LEAST, _MOST = 2_000, 10_000
_PORTIONS = 20
_WANTED = f"""CREATE OR REPLACE TEMP TABLE wanted AS SELECT a.article, a.day, s.state::UBIGINT AS state
    FROM articles a JOIN ({STATES} WHERE article IN (SELECT unnest($articles::UINTEGER[]))) s USING (article)
    WHERE a.latest AND a.article IN (SELECT unnest($articles::UINTEGER[]))"""


def update_copies(writer: Writer, watch: Callable[[int, int], None] | None = None) -> int:
    """Bring `passages`, `copies` and what they are found by up to date; returns how many articles were looked at.

    Articles are taken in the order of their days. A portion of some thousand is one transaction, after which
    `watch(done, total)` is called: a run that is cut off has done a part, and the next one does the rest.
    """
    with writer.connection() as connection:
        todo = pending(connection, STAGE, STATES)
        if todo.gone and _are_most(connection, len(todo.gone)):
            forget(connection)
            todo = pending(connection, STAGE, STATES)
    for articles in _portions(todo.gone):
        with writer.connection() as connection:
            _leave(connection, articles)
    looked = 0
    for articles in _portions(todo.new):
        with writer.connection() as connection:
            _look(connection, articles)
        looked += len(articles)
        if watch is not None:
            watch(looked, len(todo.new))
    return looked


def _look(connection: DuckDBPyConnection, articles: Sequence[int]) -> None:
    put(connection, gather(connection, articles))
    bereft = put_away(connection)
    moved = choose(connection)
    link(connection, sorted({*articles, *bereft, *moved}))
    connection.execute(_WANTED, {"articles": list(articles)})
    done(connection, STAGE, articles)


def _leave(connection: DuckDBPyConnection, articles: Sequence[int]) -> None:
    linked = leave(connection, articles)
    moved = choose(connection)
    link(connection, sorted({*linked, *moved}))
    connection.execute(
        "DELETE FROM built WHERE stage = ? AND article IN (SELECT unnest(?::UINTEGER[]))", [STAGE, list(articles)]
    )


def _are_most(connection: DuckDBPyConnection, gone: int) -> bool:
    built = connection.execute("SELECT count(*) FROM built WHERE stage = ?", [STAGE]).fetchall()[0][0]
    return bool(2 * gone > built)


def _portions(articles: Sequence[int]) -> Iterator[Sequence[int]]:
    size = min(max(_LEAST, len(articles) // _PORTIONS), _MOST)
    for start in range(0, len(articles), size):
        yield articles[start : start + size]
