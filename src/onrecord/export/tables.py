"""Tables, as streams of Arrow batches, to Parquet, CSV and SQLite."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.export.sheets import write_csv

if TYPE_CHECKING:
    import pyarrow as pa


def write_parquet(batches: "pa.RecordBatchReader", path: Path) -> int:
    """Write a Parquet file (zstd, lists and structs as they are); returns how many rows it has."""
    import pyarrow as pa
    from pyarrow import parquet

    count = 0
    with parquet.ParquetWriter(path, batches.schema, compression="zstd") as writer:
        for batch in batches:
            count += batch.num_rows
            writer.write_table(pa.Table.from_batches([batch]))
    return count


def write_sheet(batches: "pa.RecordBatchReader", path: Path) -> int:
    """Write a CSV file (see `onrecord.export.sheets`); returns how many rows it has."""
    with path.open("wb") as stream:
        return write_csv(batches.schema.names, rows(batches), stream)


def watched(batches: "pa.RecordBatchReader", advance: Callable[[int], None]) -> "pa.RecordBatchReader":
    """The same batches; `advance` is told how many rows each has when it is taken."""
    import pyarrow as pa

    def passed() -> "Iterator[pa.RecordBatch]":
        for batch in batches:
            advance(batch.num_rows)
            yield batch

    return pa.RecordBatchReader.from_batches(batches.schema, passed())


def columns(schema: "pa.Schema") -> list[tuple[str, str]]:
    """The names of the columns, each with the type that SQLite has for it; lists and structs are text, as JSON."""
    import pyarrow as pa

    def kind(found: "pa.DataType") -> str:
        if pa.types.is_integer(found) or pa.types.is_boolean(found):
            return "INTEGER"
        return "REAL" if pa.types.is_floating(found) else "TEXT"

    return [(field.name, kind(field.type)) for field in schema]


def rows(batches: "pa.RecordBatchReader") -> Iterator[tuple[Any, ...]]:
    """The rows with plain values; numbers of single precision with the digits that they have."""
    for batch in batches:
        # Arrow calls single precision "float", on its own and within lists and structs
        kept = [(column.to_pylist(), "float" in str(column.type)) for column in batch.columns]
        yield from zip(
            *([_short(value) for value in values] if single else values for values, single in kept), strict=True
        )


def _short(value: Any) -> Any:
    """`value` with every number in it as float32 prints it: 0.9, not 0.8999999761581421."""
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, dict):
        return {key: _short(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_short(each) for each in value]
    return value
