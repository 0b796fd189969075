"""Which articles are taken out of a ledger."""

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.filters import outlets_named
from onrecord.ledger.asking.names import unknown


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles by number, outlets (in any letter case) and day, from `since` up to and with `until`; empty for all."""

    articles: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def condition(self) -> tuple[str, list[object]]:
        """A condition of SQL on a row of `articles`, and its parameters; "true" where everything is taken."""
        parts: list[tuple[str, object]] = []
        if self.articles:
            parts.append(("list_contains(?::UINTEGER[], article)", list(self.articles)))
        if self.outlets:
            lowered = "list_transform(?::VARCHAR[], lambda name: lower(name))"
            parts.append((f"coalesce(list_contains({lowered}, lower(outlet)), false)", list(self.outlets)))
        if self.since is not None:
            parts.append(("day >= ?", self.since))
        if self.until is not None:
            parts.append(("day <= ?", self.until))
        return " AND ".join(part for part, _ in parts) or "true", [value for _, value in parts]


def outlets(connection: DuckDBPyConnection, name: str) -> tuple[str, ...]:
    """The outlets that a name fits, as in `find`. Raises NotInLedger where none does, with those that are near."""
    found = outlets_named(connection, name)
    if not found:
        raise unknown(connection, name, "outlets")
    return found


def chosen(connection: DuckDBPyConnection, selection: Selection) -> list[int]:
    """The numbers of the articles, in order: the latest version of each, or those that are named by their number."""
    condition, values = selection.condition()
    latest = "true" if selection.articles else "latest"
    query = f"SELECT article FROM articles WHERE {latest} AND {condition} ORDER BY article"
    return [number for (number,) in connection.execute(query, values).fetchall()]
