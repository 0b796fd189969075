"""People's corrections of a statement, applied to the statements that are there.

A correction is tied to characters of the article, not to a number, so that it finds its statement after the article
was read anew: the one whose content shares the most with those characters, and at least half of what either covers.
"""

import json
from collections.abc import Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.ledger.fetching import first_row

_SHARED = 0.5
_FIND = """SELECT kind, article, "start", stop, speaker FROM corrections
           WHERE correction = ? AND kind IN ('speaker', 'reject')"""
_STATEMENTS = """SELECT attribution, list_min([s."start" FOR s IN content]), list_max([s.stop FOR s IN content])
                 FROM attributions WHERE article = ? AND len(content) > 0 ORDER BY number"""
_SPEAKER = """SELECT a.speaker, a.speaker_type, a.speaker_confidence, p.name FROM attributions a
              LEFT JOIN appearances p ON p.article = a.article AND p.number = a.speaker WHERE a.attribution = ?"""
_SET_SPEAKER = """UPDATE attributions SET speaker = ?, speaker_type = ?, speaker_confidence = ?
                  WHERE article = ? AND attribution = ?"""
_SET_REJECTED = "UPDATE attributions SET rejected = ? WHERE article = ? AND attribution = ?"


def apply_corrections(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[int]:
    """Apply the corrections of these numbers, in order, and note in `was` what the machine had said.

    Those of other kinds than speaker and reject are passed over. Returns the numbers of those that found no statement.
    To be called once for statements that are new or for a correction that is.
    """
    lost = []
    for number in numbers:
        row = first_row(connection, _FIND, [number])
        if row is None:
            continue
        kind, article, start, stop, speaker = row
        found = statement_at(connection, article, start, stop)
        if found is None:
            lost.append(number)
        elif kind == "reject":
            _note(connection, number, _rejected(connection, found))
            connection.execute(_SET_REJECTED, [True, article, found])
        else:
            _note(connection, number, _said(connection, found))
            connection.execute(_SET_SPEAKER, [*_appearance(connection, article, speaker), article, found])
    return lost


def take_back(connection: DuckDBPyConnection, number: int) -> bool:
    """Restore what the machine had said before this correction; says whether the statement was found.

    Where a later correction of the same statement stands, it stays as it is, and goes back to the machine's word when
    it is taken back itself. Setting `undone` is the caller's.
    """
    row = first_row(connection, _FIND, [number])
    said = first_row(connection, "SELECT was FROM corrections WHERE correction = ?", [number])
    if row is None or said is None or said[0] is None:
        return False
    kind, article, start, stop, _ = row
    found = statement_at(connection, article, start, stop)
    if found is None:
        return False
    later = _later(connection, number, kind, article, found)
    if later is not None:
        connection.execute("UPDATE corrections SET was = ? WHERE correction = ?", [said[0], later])
        return True
    was: dict[str, Any] = json.loads(said[0])
    if kind == "reject":
        connection.execute(_SET_REJECTED, [was["rejected"], article, found])
    else:
        place = was["speaker"]
        connection.execute(_SET_SPEAKER, [place, was["type"], was["confidence"], article, found])
    return True


def statement_at(connection: DuckDBPyConnection, article: int, start: int, stop: int) -> int | None:
    """The number of the attribution of `article` whose content stands at these characters, or nearly so."""
    best, found = _SHARED, None
    for attribution, first, last in connection.execute(_STATEMENTS, [article]).fetchall():
        shared = min(stop, last) - max(start, first)
        covered = max(stop, last) - min(start, first)
        if covered and shared / covered >= best and (found is None or shared / covered > best):
            best, found = shared / covered, attribution
    return found


def move_anchors(connection: DuckDBPyConnection, article: int, old: str, new: str) -> None:
    """Tie the corrections of an article with a new text to the words they were tied to, the nearest if repeated."""
    for side in ("", "other_"):
        query = f'SELECT correction, "{side}start", {side}stop FROM corrections WHERE {side}article = ?'
        for number, start, stop in connection.execute(query, [article]).fetchall():
            moved = _nearest(old[start:stop], start, new)
            if moved is not None:
                connection.execute(
                    f'UPDATE corrections SET "{side}start" = ?, {side}stop = ? WHERE correction = ?',
                    [moved, moved + stop - start, number],
                )


def _nearest(words: str, start: int, text: str) -> int | None:
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - start), default=None)


def _later(connection: DuckDBPyConnection, number: int, kind: str, article: int, found: int) -> int | None:
    query = """SELECT correction, "start", stop FROM corrections
               WHERE article = ? AND kind = ? AND correction > ? AND undone IS NULL ORDER BY correction"""
    for other, start, stop in connection.execute(query, [article, kind, number]).fetchall():
        if statement_at(connection, article, start, stop) == found:
            return int(other)
    return None


def _note(connection: DuckDBPyConnection, number: int, was: dict[str, Any]) -> None:
    connection.execute("UPDATE corrections SET was = ? WHERE correction = ?", [json.dumps(was), number])


def _rejected(connection: DuckDBPyConnection, attribution: int) -> dict[str, Any]:
    row = first_row(connection, "SELECT rejected FROM attributions WHERE attribution = ?", [attribution])
    return {"rejected": bool(row and row[0])}


def _said(connection: DuckDBPyConnection, attribution: int) -> dict[str, Any]:
    row = first_row(connection, _SPEAKER, [attribution])
    return dict(zip(("speaker", "type", "confidence", "name"), row or (None,) * 4, strict=True))


def _appearance(
    connection: DuckDBPyConnection, article: int, speaker: str | None
) -> tuple[int | None, str | None, float | None]:
    """Who in the article has that name; somebody it doesn't name becomes an appearance without mentions."""
    if speaker is None:
        return None, None, None
    query = "SELECT number, type FROM appearances WHERE article = ? AND lower(name) = lower(?) ORDER BY number LIMIT 1"
    found = first_row(connection, query, [article, speaker])
    if found is not None:
        return found[0], found[1], 1.0
    connection.execute(
        """INSERT INTO appearances SELECT ?, coalesce(max(number) + 1, 0), ?, 'person', [], [], []
           FROM appearances WHERE article = ?""",
        [article, speaker, article],
    )
    made = first_row(connection, "SELECT max(number) FROM appearances WHERE article = ?", [article])
    return (made[0] if made else None), "person", 1.0
