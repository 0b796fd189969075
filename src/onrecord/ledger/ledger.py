"""The ledger: one DuckDB file that everything that was read goes into."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Self

from duckdb import DuckDBPyConnection

from onrecord.errors import LedgerError, NoLedger
from onrecord.ledger.asking import Asking
from onrecord.ledger.checking import Problem, problems
from onrecord.ledger.documents import read_documents
from onrecord.ledger.holding import held
from onrecord.ledger.location import ledger_path
from onrecord.ledger.migrating import form, migrations
from onrecord.ledger.opening import opened
from onrecord.ledger.querying import answer
from onrecord.ledger.starting import made
from onrecord.ledger.table import Table
from onrecord.ledger.writing import Writer, new_software
from onrecord.records import Document

_AT_ONCE = 256


class Ledger(Asking):
    """Articles, and what they attribute to whom, in one file that is asked in words, in SQL and in Python."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: str | Path | None = None) -> Self:
        """Name a ledger: the file at `path`, else at $ONRECORD_LEDGER, else one in the user's data folder.

        Nothing is opened yet: the first writing makes the file, and asking where there is none raises NoLedger.
        """
        return cls(ledger_path(path))

    @contextmanager
    def writing(
        self,
        command: str,
        *,
        wait: float = 10.0,
        notice: Callable[[str], None] | None = None,
        software: str | None = None,
    ) -> Iterator[Writer]:
        """Hold the writers' lock for the time of the block; makes the ledger, or brings it to today's form.

        `command` is what others are told is writing. Waits up to `wait` seconds for another writer, telling `notice`
        once who that is; and at each writing, longer, for readers. `software` is noted as what has read the articles.
        Raises LedgerBusy, NewerLedger, NoLedger where the file is something else, and LedgerError where it can't be
        written.
        """
        software = software or new_software()
        made_folder(self.path)
        with held(self.path, command, wait, notice):
            made(self.path, software)
            yield Writer(self.path, command, software, notice=notice)

    @contextmanager
    def reading(self, patience: float | None = None) -> Iterator[DuckDBPyConnection]:
        """Open the ledger to be asked, for the time of the block: a DuckDB connection that can only read.

        Nobody can write meanwhile, so that it should not be held for long. Waits up to `patience` seconds (default:
        10) for a commit to end, then raises LedgerBusy; raises NoLedger where there is none.
        """
        with opened(self.path, write=False, patience=patience) as connection:
            if form(connection, self.path) < migrations()[-1].number:
                raise LedgerError(f"{self.path}: written by an older onrecord; `onrecord build` brings it up to date")
            yield connection

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> Table:
        """Answer one SELECT in DuckDB's SQL; the tables are those of docs/ledger.md.

        It can't write, attach anything, or read files. Raises BadQuery, which names the place in the query.
        """
        with self.reading() as connection:
            return answer(connection, query, parameters)

    def check(self) -> list[Problem]:
        """Prove the ledger sound: every offset in range, every link's target there, every hash right, and so on.

        Returns what is wrong, nothing where all is well; of a sort of problem, the first hundred rows.
        """
        with self.reading() as connection:
            return list(problems(connection))

    def documents(self, articles: Iterable[int] | None = None, versions: bool = False) -> Iterator[Document]:
        """Yield documents as they went in, by their articles' numbers; of all articles where none are named.

        Of an article with several versions, the latest alone, unless `versions`. Statements have the speakers that
        people have corrected them to. Numbers that are not there are passed over. The file is open only while a few
        hundred are read, so that a run can go on meanwhile.
        """
        asked = iter(self._articles(versions) if articles is None else articles)
        while numbers := list(islice(asked, _AT_ONCE)):
            with self.reading() as connection:
                found = list(read_documents(connection, numbers))
            yield from found

    def _articles(self, versions: bool) -> list[int]:
        query = "SELECT article FROM articles WHERE latest OR ? ORDER BY article"
        with self.reading() as connection:
            return [number for (number,) in connection.execute(query, [versions]).fetchall()]


def made_folder(path: Path) -> None:
    """Make the folder that a ledger is to lie in."""
    if path.is_dir():
        raise NoLedger(f"{path}: a folder; a ledger is one file, for example {path / 'news.duckdb'}")
    if "?" in str(path):  # DuckDB takes it for the end of the file's name
        raise LedgerError(f"{path}: a ledger can't have a ? in its path; name another place with --ledger")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{path.parent}: {error.strerror}; name another place with --ledger") from error
