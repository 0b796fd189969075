"""The tables `stories` and `story_articles` brought up to date with a ledger's articles."""

from collections.abc import Callable, Sequence

from duckdb import DuckDBPyConnection

from onrecord.corpus.pending import pending
from onrecord.ledger import Writer

from .loading import Loader
from .reading import STATES, forget, learn, learn_again
from .regions import region
from .settling import Loaded, Settled, loaded, settled
from .writing import write

_STAGE = "stories"
_FEW = 500  # articles that are done in one transaction
_AT_ONCE = 2_000  # articles that are read in a transaction
# Of many articles more are put into stories at once: stories that are in the news then are looked at less often
_AT_MOST = 8_000
_PORTIONS = 10
_THESE = "(SELECT unnest($articles::UINTEGER[]))"
_STORIES = f"SELECT DISTINCT story FROM story_articles WHERE article IN {_THESE}"
_DONE = f"""INSERT INTO built SELECT '{_STAGE}', a.article, s.state FROM ({STATES}) s
    JOIN articles a ON a.article = s.article WHERE a.latest AND a.article IN {_THESE} ORDER BY a.article"""
_COMPACT = """SELECT count(*) > 50_000 AND count(*) > 2 * approx_count_distinct(term) FROM story_frequencies"""


def update_stories(writer: Writer, watch: Callable[[int, int], None] | None = None) -> int:
    """Put new and changed articles into stories; returns how many there were.

    A story is what articles tell of one happening, over days. New articles are read for their terms and names first;
    then, in the order of their days, they and the stories that are like them are put together anew, so that a story
    can take in, merge and fall apart. What comes out depends little on the order in which articles came. Numbers of
    stories stay with those that keep most of their articles. Some thousand articles are one transaction: a run that
    was cut off goes on from there. `watch` is told how many articles are done, of how many.
    """
    loader = Loader()
    with writer.connection() as connection:
        todo = pending(connection, _STAGE, STATES)
        left = tuple(sorted(set(todo.gone) - set(todo.new)))
        few = len(todo.new) <= _FEW
        if todo and few:
            learn_again(connection, learn(connection, todo.new))
            _compact(connection)
            given = loaded(connection, region(connection, todo.new, left, loader), loader)
            _put(connection, given, settled(given), todo.new, left)
    if not few:
        _learn(writer, sorted(todo.new))
        _settle(writer, todo.new, left, loader, watch)
    elif todo and watch is not None:
        watch(len(todo.new), len(todo.new))
    return len(todo.new)


def _learn(writer: Writer, articles: Sequence[int]) -> None:
    """Keep what tells the story of articles, in the order of their numbers, as their texts stand in the ledger."""
    again: set[int] = set()
    for first in range(0, len(articles), _AT_ONCE):
        with writer.connection() as connection:
            again.update(learn(connection, articles[first : first + _AT_ONCE]))
            _compact(connection)
    older = sorted(again)
    for first in range(0, len(older), _AT_ONCE):
        with writer.connection() as connection:
            learn_again(connection, older[first : first + _AT_ONCE])


def _settle(
    writer: Writer, new: Sequence[int], left: Sequence[int], loader: Loader, watch: Callable[[int, int], None] | None
) -> None:
    """Put articles into stories; the ledger is open only to write what has come out and read what is needed next."""
    size = min(max(_AT_ONCE, len(new) // _PORTIONS), _AT_MOST)
    portions = [new[first : first + size] for first in range(0, len(new), size)]
    with writer.connection() as connection:
        given = loaded(connection, region(connection, portions[0], left, loader), loader)
    done = 0
    for portion, following in zip(portions, [*portions[1:], ()], strict=True):
        stories = settled(given)
        with writer.connection() as connection:
            _put(connection, given, stories, portion, () if done else left)
            if following:
                given = loaded(connection, region(connection, following, (), loader), loader)
        done += len(portion)
        if watch is not None:
            watch(done, len(new))


def _put(
    connection: DuckDBPyConnection, given: Loaded, stories: Sequence[Settled], new: Sequence[int], left: Sequence[int]
) -> None:
    both = {"articles": [*new, *left]}
    touched = {story for (story,) in connection.execute(_STORIES, both).fetchall()}
    forget(connection, left)
    connection.execute(f"DELETE FROM story_articles WHERE article IN {_THESE}", {"articles": list(left)})
    write(connection, given.region, stories, touched)
    connection.execute(f"DELETE FROM built WHERE stage = '{_STAGE}' AND article IN {_THESE}", both)
    connection.execute(_DONE, {"articles": list(new)})


def _compact(connection: DuckDBPyConnection) -> None:
    """Sum up what is counted of each term, once there are twice as many rows as terms."""
    if connection.execute(_COMPACT).fetchall()[0][0]:
        connection.execute("""CREATE OR REPLACE TEMP TABLE summed AS
            SELECT term, sum(articles)::INTEGER AS articles FROM story_frequencies GROUP BY term""")
        connection.execute("DELETE FROM story_frequencies")
        connection.execute(
            "INSERT INTO story_frequencies SELECT term, articles FROM summed WHERE articles > 0 ORDER BY term"
        )
