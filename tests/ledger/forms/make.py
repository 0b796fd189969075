"""Writes a ledger of today's form as SQL, to be kept: `python -m tests.ledger.forms.make` once a migration is added.

The files of forms that were released are never written again: later versions must open what they hold.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.ledger.worlds import WORLD, a_ledger

from onrecord.ledger import Ledger
from onrecord.ledger.migrating import migrations

KEPT = WORLD[:5]


def as_sql(ledger: Ledger) -> str:
    """Every sequence, table and view of a ledger with its rows, as statements."""
    with ledger.reading() as connection:
        tables = connection.execute(
            "SELECT table_name, sql FROM duckdb_tables() WHERE NOT internal ORDER BY table_oid"
        ).fetchall()
        views = connection.execute("SELECT sql FROM duckdb_views() WHERE NOT internal").fetchall()
        next_ = "coalesce(last_value + increment_by, start_value)"
        sequences = connection.execute(f"SELECT sequence_name, {next_} FROM duckdb_sequences() ORDER BY ALL").fetchall()
        lines = [f"CREATE SEQUENCE {name} START {start};" for name, start in sequences]
        lines += [sql for _, sql in tables] + [sql for (sql,) in views]
        for table, _ in tables:
            rows = connection.execute(f"SELECT COLUMNS(*)::VARCHAR FROM {table} ORDER BY ALL").fetchall()
            lines += [f"INSERT INTO {table} VALUES ({', '.join(map(literal, row))});" for row in rows]
    return "\n".join(lines) + "\n"


def literal(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        text = as_sql(a_ledger(Path(folder) / "news.duckdb", KEPT))
    Path(__file__).with_name(f"{migrations()[-1].number}.sql").write_text(text, encoding="utf-8")
