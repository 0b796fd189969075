"""What a question to the ledger is answered with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in an order, with named columns; iterating yields each row as a dict."""

    held: pa.Table

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.held.column_names)

    def first(self, count: int) -> "Table":
        """At most the first `count` rows."""
        return Table(self.held.slice(0, count))

    def __len__(self) -> int:
        return int(self.held.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self.held.to_batches(max_chunksize=1024):
            yield from batch.to_pylist()

    def arrow(self) -> pa.Table:
        """The table as Arrow holds it."""
        return self.held

    def pandas(self) -> "pandas.DataFrame":
        """The table as a pandas data frame; needs pandas."""
        return self.held.to_pandas()

    def polars(self) -> "polars.DataFrame":
        """The table as a Polars data frame; needs Polars."""
        import polars

        frame = polars.from_arrow(self.held)
        return frame if isinstance(frame, polars.DataFrame) else frame.to_frame()
