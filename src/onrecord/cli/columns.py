"""Columns of an answer made fit to be written: each under a name of its own, of types that files have."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.ledger import Table


def writable(table: "Table") -> "Table":
    """`table` with intervals as ISO 8601 has them (P1M3DT4.5S), and columns of one name told apart (a, a_1)."""
    import pyarrow as pa

    from onrecord.ledger import Table

    held = table.arrow()
    names = _apart(held.column_names)
    intervals = [place for place, kind in enumerate(held.schema.types) if pa.types.is_interval(kind)]
    if names == held.column_names and not intervals:
        return table
    columns = list(held.columns)
    for place in intervals:
        columns[place] = pa.array([_duration(value) for value in columns[place].to_pylist()], pa.string())
    return Table(pa.table(columns, names=names))


def _apart(names: Sequence[str]) -> list[str]:
    apart: list[str] = []
    for name in names:
        new, times = name, 0
        while new in apart or (times and new in names):
            times += 1
            new = f"{name}_{times}"
        apart.append(new)
    return apart


def _duration(value: Any) -> str | None:
    """Months, days and nanoseconds as ISO 8601 (and its extension of 2019 for a sign) writes them."""
    if value is None:
        return None
    months, days, nanoseconds = value
    seconds = f"{nanoseconds / 1_000_000_000:.6f}".rstrip("0").rstrip(".")
    parts = [f"{months}M" if months else "", f"{days}D" if days else "", f"T{seconds}S" if nanoseconds else ""]
    return "P" + ("".join(parts) or "T0S")
