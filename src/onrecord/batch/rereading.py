"""Articles read again, from the text that the ledger has of them."""

from collections.abc import Iterator, Sequence
from functools import partial

from onrecord.batch.adding import finish
from onrecord.batch.how import How
from onrecord.batch.portions import portions
from onrecord.batch.reading import Read, Settings, article_work
from onrecord.batch.summary import Summary, Tally
from onrecord.batch.workers import Lost, at_work
from onrecord.ledger import Ledger, Writer
from onrecord.records import Article, Failure

_GROUP = 64


def reread(ledger: Ledger, everything: bool, how: How) -> Summary:
    """Read articles again, by number, and put the new statements in the place of the old ones.

    Those that the present onrecord and its weights have read are left out, unless `everything` is asked for.
    """
    if not ledger.path.exists():
        with ledger.reading():  # says so; writing would make one
            pass
    tally = Tally(ledger.path, how.watch)
    with how.writing(ledger, "reread") as writer:
        numbers = _numbers(ledger, None if everything else how.software)
        if not numbers:
            return tally.summary()
        writer.begin([])
        with at_work(partial(article_work, Settings(True, how.reader)), how.workers) as workers:
            results = workers.map(_articles(ledger, numbers), lambda article: len(article.text))
            for portion in portions(results):
                _replace(writer, portion, tally)
        finish(writer, how)
    return tally.summary()


def _replace(writer: Writer, portion: Sequence[tuple[int, Read | Failure | Lost | None]], tally: Tally) -> None:
    read = [(number, result) for number, result in portion if isinstance(result, Read)]
    writer.replace_all([(number, result.document, result.index) for number, result in read])
    for number, result in portion:
        if isinstance(result, Read):
            tally.count("read")
            tally.count_words(result.words)
        else:
            tally.count_failure(_failed(number, result))
    tally.committed(0)


def _numbers(ledger: Ledger, software: str | None) -> list[int]:
    query = "SELECT article FROM articles WHERE software IS DISTINCT FROM ? ORDER BY article"
    with ledger.reading() as connection:
        return [number for (number,) in connection.execute(query, [software]).fetchall()]


def _articles(ledger: Ledger, numbers: Sequence[int]) -> Iterator[tuple[int, Article]]:
    for start in range(0, len(numbers), _GROUP):
        group = numbers[start : start + _GROUP]
        documents = ledger.documents(group, versions=True)
        yield from ((number, document.article) for number, document in zip(group, documents, strict=True))


def _failed(number: int, result: Failure | Lost | None) -> Failure:
    if isinstance(result, Failure):
        return result
    reason = result.reason if result else "nothing came back"
    return Failure(
        str(number), "ReaderDied", f"article {number}: reading it again failed: {reason}; it stays as it was"
    )
