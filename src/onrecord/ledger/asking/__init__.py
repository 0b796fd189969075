"""Asking a ledger: for statements, for one article, for an actor, for its figures."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

    from onrecord.ledger.asking.claim import Claim
    from onrecord.ledger.asking.counting import Stats
    from onrecord.ledger.asking.people import Known
    from onrecord.ledger.asking.showing import Shown
    from onrecord.ledger.asking.stories import Story
    from onrecord.ledger.table import Table
    from onrecord.records import Trace


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
        origins: int | None = None,
        limit: int | None = 20,
        offset: int = 0,
    ) -> "Table":
        """Statements by words and meaning, the best first; without a question all that the filters leave, newest first.

        What stands in quotation marks in the question has to stand literally in a content. `by` is who speaks: a name
        or a family name, or an actor's number; `via` somebody in the chain, or the outlet. `since` and `until` are
        days, months or years of the article, both included. `place` is named in the content; two capitals are a country
        (ISO 3166-1) with all that is in it. `speaker_type` "none" is nobody behind it. Rejected statements are left
        out, and, unless `versions`, those of superseded versions. `origins` leaves statements of claims that at least
        so many independent origins assert, however the texts are read. `limit` None is all; a question finds 10,000
        at most. Raises BadFilter for a value that means nothing, NotInLedger for a name that nobody here bears.
        """
        from onrecord.ledger.asking.finding import find

        with self.reading() as connection:
            return find(
                connection, question, by=by, outlet=outlet, since=since, until=until, kind=kind, type=type,
                commitment=commitment, via=via, speaker_type=speaker_type, place=place, min_confidence=min_confidence,
                versions=versions, origins=origins, limit=limit, offset=offset,
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

    def stories(
        self,
        question: str = "",
        *,
        since: "str | date | None" = None,
        until: "str | date | None" = None,
        limit: int | None = 20,
        offset: int = 0,
    ) -> "Table":
        """Stories that a question is about, the best first; without one the largest first.

        A story is what several articles tell of one happening. `since` and `until` are days, months or years in which
        there was news of them, both included. Raises BadFilter for what is none.
        """
        from onrecord.ledger.asking.stories import stories

        with self.reading() as connection:
            return stories(connection, question, since, until, limit, offset)

    def story(self, story: int | str) -> "Story":
        """A story by its number, by an article of it (reference, id, address) or by words.

        It has its articles, actors, places, and what was new when. Raises NotInLedger where there is none.
        """
        from onrecord.ledger.asking.stories import story as asked

        with self.reading() as connection:
            return asked(connection, story)

    def claims(
        self,
        question: str = "",
        *,
        story: int | None = None,
        origins: int | None = None,
        denied: bool = False,
        since: "str | date | None" = None,
        until: "str | date | None" = None,
        by: int | str | None = None,
        outlet: str | None = None,
        limit: int | None = 20,
        offset: int = 0,
    ) -> "Table":
        """Claims that a question is about, the best first; without one those that most articles carry.

        A claim is what several statements say, in whatever words. `origins` leaves those that at least so many
        independent origins assert, however the texts are read; `denied` those that somebody denies; `story` those of
        one story. The other filters are those of `find`: one statement of the claim, be it a denial, has to fit them
        all.
        """
        from onrecord.ledger.asking.claims import claims

        with self.reading() as connection:
            return claims(
                connection, question, story=story, origins=origins, denied=denied, since=since, until=until, by=by,
                outlet=outlet, limit=limit, offset=offset,
            )  # fmt: skip

    def claim(self, claim: int | str) -> "Claim":
        """A claim by its number, or by a statement's reference (12:210-330): its statements, origins and conflicts.

        Raises NotInLedger where there is none.
        """
        from onrecord.ledger.asking.claim import claim as asked

        with self.reading() as connection:
            return asked(connection, claim)

    def trace(self, claim: int | str, *, everything: bool = False) -> "Trace":
        """How a claim spread from its origins, article by article; `claim` and the errors are those of `claim`.

        Of many statements that came to one place by one way and went no further, a dozen are told and the others
        counted, unless `everything` is asked for.
        """
        from onrecord.ledger.asking.tracing import trace

        with self.reading() as connection:
            return trace(connection, claim, everything=everything)

    def conflicts(
        self,
        *,
        kind: str | None = None,
        story: int | None = None,
        claim: int | None = None,
        since: "str | date | None" = None,
        until: "str | date | None" = None,
        min_confidence: float = 0.0,
        limit: int | None = None,
        offset: int = 0,
    ) -> "Table":
        """What can't both hold, the latest first, a row each with both sides' evidence.

        `kind` is quantity (rival figures), denial, reversal (a speaker who now says the opposite), sum (parts that
        don't add up) or date (one that can't be). Raises BadFilter for any other.
        """
        from onrecord.ledger.asking.conflicts import conflicts

        with self.reading() as connection:
            return conflicts(
                connection, kind=kind, story=story, claim=claim, since=since, until=until,
                min_confidence=min_confidence, limit=limit, offset=offset,
            )  # fmt: skip

    def copies(self, article: int | str, *, limit: int | None = None, offset: int = 0) -> "Table":
        """The articles that share passages with one, named as for `show`: its originals, its copies, then the others.

        `relation` is "copied from", "copied by" or "same original"; `words` are those that both share, outside
        quotation marks, `share` and `other_share` their part of either article. Raises NotInLedger and BadFilter.
        """
        from onrecord.ledger.asking.copies import copies

        with self.reading() as connection:
            return copies(connection, article, limit=limit, offset=offset)

    def unbuilt(self, stage: str) -> int:
        """How many articles a stage of the building has not looked at: copies, stories, claims, origins, conflicts."""
        from onrecord.ledger.asking.waiting import unbuilt

        with self.reading() as connection:
            return unbuilt(connection, stage)

    def stats(self) -> "Stats":
        """How much the ledger holds, of what, from when to when, and what failed."""
        from onrecord.ledger.asking.counting import stats

        with self.reading() as connection:
            return stats(connection)


__all__ = ["Asking"]
