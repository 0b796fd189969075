"""What standard error says while pages are read: how far it is, and what could not be read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from onrecord.export.visible import one_line
from onrecord.records import Document, Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Watch:
    """Counts what is read and what is not, names every failure, and sums up at the end.

    `bar` draws a running count with its rate; `quiet` leaves only the failures.
    """

    def __init__(self, bar: bool, quiet: bool) -> None:
        self.read = 0
        self.failures: Counter[str] = Counter()
        self._quiet = quiet
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        if bar and not quiet:
            self._bar, self._task = _bar()

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        if self.failures and self.read + self.failures.total() > 1 and not self._quiet:
            by_kind = ", ".join(f"{count:,} {name}" for name, count in self.failures.most_common())
            click.echo(f"onrecord: {self.read:,} read, {self.failures.total():,} not read ({by_kind})", err=True)

    def documents(self, found: Iterable[Document | Failure]) -> Iterator[Document]:
        """Hand the documents on and count each when it is done with; count and name the failures."""
        for item in found:
            if isinstance(item, Failure):
                self._failed(item)
            else:
                yield item
                self.read += 1
            if self._bar and self._task is not None:
                self._bar.advance(self._task)

    def _failed(self, failure: Failure) -> None:
        self.failures[failure.error] += 1
        message = f"onrecord: {one_line(failure.reason)}"
        if self._bar:
            self._bar.console.print(message, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(message, err=True)


def _bar() -> "tuple[Progress, TaskID]":
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.finished_speed or task.speed or 0:,.1f} a second")

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} pages read"), Rate(), TimeElapsedColumn())
    console = Console(stderr=True)
    progress = Progress(*columns, console=console, redirect_stdout=False, redirect_stderr=False)
    return progress, progress.add_task("", total=None)
