"""Whom somebody means who asks by a name."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from onrecord.errors import NotInLedger
from onrecord.ledger.fetching import first_row

LONGEST = 300  # characters of a name that are read
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"#?(\d{1,9})", re.ASCII)
_INITIALS = re.compile(r"[A-Z]{2,8}")
_BODIES = ("organisation", "document")
# Names repeat, and DuckDB compares the letters of one that is compressed once
_HOLDING = """
    SELECT name, type FROM appearances WHERE {0} GROUP BY ALL UNION SELECT name, type FROM actors WHERE {0}"""
_HOLDS = "contains(lower(strip_accents(name)), $word{0})"
_OF_BODIES = "SELECT DISTINCT name FROM actors WHERE type IN (SELECT unnest(?::VARCHAR[])) ORDER BY name"
_NEAR = """
    SELECT name, max(greatest(jaro_winkler_similarity(folded, $name),
                              jaro_winkler_similarity(string_split(folded, ' ')[-1], $name))) AS likeness
    FROM (SELECT name, lower(strip_accents(name)) AS folded FROM {table}) GROUP BY name
    HAVING likeness > 0.8 ORDER BY likeness DESC, name LIMIT 5
"""


@dataclass(frozen=True, slots=True)
class Meant:
    """Who may be meant: the number of an actor, or the `names` in the ledger that the asked one fits."""

    actor: int | None
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.actor is not None or bool(self.names)


def folded(name: str) -> tuple[str, ...]:
    """The words of a name, without letter case and accents."""
    plain = unicodedata.normalize("NFKD", name[:LONGEST].casefold())
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def meant(connection: DuckDBPyConnection, name: int | str) -> Meant:
    """Return whom a name may mean; an actor's number, as 17, "17" or "#17", is that one.

    A name fits if it has all the asked words ("Blinken" fits "Antony J. Blinken"). Bodies are often named for others
    ("Bank of Norland"): where a body bears exactly the asked name, longer names of bodies don't fit. Initials that
    nobody bears ("BON") fit the bodies whose names they stand for.
    """
    number = _NUMBER.fullmatch(str(name).strip())
    if number:
        row = first_row(connection, "SELECT actor FROM actors WHERE actor = ?", [int(number[1])])
        return Meant(int(number[1]) if row else None, ())
    words = folded(str(name))
    if not words:
        return Meant(None, ())
    holds = " AND ".join(_HOLDS.format(place) for place in range(len(words)))
    given = {f"word{place}": word for place, word in enumerate(words)}
    names = _fitting(words, connection.execute(_HOLDING.format(holds), given).fetchall())
    return Meant(None, names or _spelt_out(connection, str(name).strip()))


def _spelt_out(connection: DuckDBPyConnection, name: str) -> tuple[str, ...]:
    if not _INITIALS.fullmatch(name):
        return ()
    rows = connection.execute(_OF_BODIES, [list(_BODIES)]).fetchall()
    return tuple(other for (other,) in rows if name in (_initials(other, str.isupper), _initials(other, str.isalpha)))


def _initials(name: str, counts: Callable[[str], bool]) -> str:
    return "".join(word[0] for word in _WORD.findall(name) if counts(word[0])).upper()


def fitting(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the `names` of bodies that a name fits: the same where there are such, else those with all its words."""
    return _fitting(folded(name), [(other, "organisation") for other in names])


def _fitting(words: tuple[str, ...], rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    having = [(name, kind, folded(name)) for name, kind in rows]
    exact = any(kind in _BODIES and own == words for _, kind, own in having)
    return tuple(
        sorted(
            {
                name
                for name, kind, own in having
                if words and (own == words or (set(words) <= set(own) and not (exact and kind in _BODIES)))
            }
        )
    )


def unknown(connection: DuckDBPyConnection, name: int | str, what: str = "actors") -> NotInLedger:
    """Return the error for a name that fits nobody, with those in the ledger that are near; `what` may be "outlets"."""
    if _NUMBER.fullmatch(str(name).strip()) and what == "actors":
        return NotInLedger(f"no actor has the number {str(name).strip()}; ask by a name for who is there")
    if not folded(str(name)):
        return NotInLedger(f"{str(name)[:LONGEST]!r}: not a name; give one, or a part of one")
    table = "actors" if what == "actors" else "(SELECT DISTINCT outlet AS name FROM articles WHERE outlet IS NOT NULL)"
    asked = " ".join(folded(str(name)))
    near = [row[0] for row in connection.execute(_NEAR.format(table=table), {"name": asked}).fetchall()]
    out = f"near: {', '.join(near)}" if near else "no name is near it; `onrecord stats` lists the most frequent"
    kind = "nobody" if what == "actors" else "no outlet"
    return NotInLedger(f"{str(name)[:LONGEST]!r}: {kind} in this ledger goes by that name; {out}")
