"""Asking a ledger: for statements, for one article, for an actor, for its figures."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

    from onrecord.ledger.asking.counting import Stats
    from onrecord.ledger.asking.people import Known
    from onrecord.ledger.asking.showing import Shown
    from onrecord.ledger.table import Table


class Asking(ABC):
    """The questions that a ledger answers. DuckDB and the embedder are loaded by the first of them."""

    @abstractmethod
    def reading(self, patience: float | None = None) -> "AbstractContextManager[DuckDBPyConnection]":
        """A connection that can only read, for the time of a block."""

    def find(
        self,
        question: str = "",
        *,
        by: int | str | None = None,
        outlet: str | None = None,
        since: "str | date | None" = None,
        until: "str | date | None" = None,
        kind: str | None = None,
        type: str | None = None,
        commitment: str | None = None,
        via: int | str | None = None,
        speaker_type: str | None = None,
        place: str | None = None,
        min_confidence: float = 0.0,
        versions: bool = False,
        limit: int | None = 20,
        offset: int = 0,
    ) -> "Table":
        """Statements by words and meaning, the best first; without a question all that the filters leave, newest first.

        What stands in quotation marks in the question has to stand literally in a content. `by` is who speaks: a name
        or a family name, or an actor's number; `via` somebody in the chain, or the outlet. `since` and `until` are
        days, months or years of the article, both included. `place` is named in the content; two capitals are a country
        (ISO 3166-1) with all that is in it. `speaker_type` "none" is nobody behind it. Rejected statements are left
        out, and, unless `versions`, those of superseded versions. `limit` None is all; a question finds 10,000 at
        most. Raises BadFilter for a value that means nothing, NotInLedger for a name that nobody here bears.
        """
        from onrecord.ledger.asking.finding import find

        with self.reading() as connection:
            return find(
                connection, question, by=by, outlet=outlet, since=since, until=until, kind=kind, type=type,
                commitment=commitment, via=via, speaker_type=speaker_type, place=place, min_confidence=min_confidence,
                versions=versions, limit=limit, offset=offset,
            )  # fmt: skip

    def show(self, article: int | str) -> "Shown":
        """One article with all that was read from it: by its number, a reference (12:210-330), its id or address.

        Raises NotInLedger where there is none.
        """
        from onrecord.ledger.asking.showing import show

        with self.reading() as connection:
            return show(connection, article)

    def actor(self, name: int | str, *, limit: int | None = 20, offset: int = 0) -> "Known":
        """Everybody who goes by a name, or the one of a number: roles, statements, outlets, company.

        `limit` and `offset` are those of the statements.
        Raises NotInLedger where there is nobody, with the names that are near.
        """
        from onrecord.ledger.asking.people import who

        with self.reading() as connection:
            return who(connection, name, limit=limit, offset=offset)

    def stats(self) -> "Stats":
        """How much the ledger holds, of what, from when to when, and what failed."""
        from onrecord.ledger.asking.counting import stats

        with self.reading() as connection:
            return stats(connection)


__all__ = ["Asking"]
