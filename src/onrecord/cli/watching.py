"""What is said while a ledger is written to, and when that is done."""

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from onrecord.cli.ledgers import counted, say
from onrecord.export.visible import one_line
from onrecord.records import Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.batch import Summary

_NAMED = 10
_REASONS = 5


class RunWatch:
    """Shows how far a run is, and names the first failures; an `onrecord.batch.Watch`.

    `bar` draws pages done, their rate and the failures; `total` is how many sources there are, where that says how
    far it is. `quiet` leaves only the failures.
    """

    def __init__(self, bar: bool, quiet: bool, total: int | None = None) -> None:
        self._failures = 0
        self._safe = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        if bar and not quiet:
            self._bar = _bar(total is not None)
            self._task = self._bar.add_task("", total=total, pages=0, failures=0, rate=0.0, stage="")

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        if isinstance(error, KeyboardInterrupt | SystemExit):
            say(f"stopped; {counted(self._safe, 'page')} done and safe; the same command goes on from there")
        if self._failures > _NAMED:
            say(f"{self._failures - _NAMED:,} more could not be read; onrecord retry --list names all of them")

    def waiting(self, message: str) -> None:
        """Say whom this waits for."""
        self._say(message)

    def failed(self, failure: Failure) -> None:
        """Name a page that could not be read; of many, the first ten."""
        self._failures += 1
        if self._failures <= _NAMED:
            self._say(failure.reason)

    def committed(self, summary: "Summary", sources: int) -> None:
        """Move the bar on to what is safe in the ledger."""
        self._safe = summary.pages
        if self._bar and self._task is not None:
            rate = summary.pages / summary.seconds if summary.seconds else 0.0
            self._bar.update(
                self._task, completed=sources, pages=summary.pages, failures=sum(summary.failed.values()), rate=rate
            )

    def building(self, stage: str, done: int, total: int) -> None:
        """Say which stage of the building is at work, and how far it is."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, stage=f"   {stage}: {done:,} of {total:,}")

    def _say(self, message: str) -> None:
        if self._bar:
            line = f"onrecord: {one_line(message)}"
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            say(message)


class BuildWatch:
    """Shows how far a building is, on a terminal; an `onrecord.batch.Watch`."""

    def __init__(self, bar: bool) -> None:
        self._bar: Progress | None = _stages() if bar else None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        if isinstance(error, KeyboardInterrupt | SystemExit):
            say("stopped; what was built is safe, and `onrecord build` goes on from there")

    def waiting(self, message: str) -> None:
        """Say whom this waits for."""
        say(message)

    def building(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage on."""
        if self._bar:
            if stage not in self._tasks:
                self._tasks[stage] = self._bar.add_task(stage, total=total)
            self._bar.update(self._tasks[stage], completed=done, total=total)

    def committed(self, summary: "Summary", sources: int) -> None:
        """No page is read."""

    def failed(self, failure: Failure) -> None:
        """No page is read."""


def show(summary: "Summary", verb: str = "read") -> None:
    """Print a summary on standard output: what became of the pages, why some failed, and what to do then."""
    click.echo("\n".join(_lines(summary, verb)))


def _lines(summary: "Summary", verb: str) -> Iterator[str]:
    parts = [
        (summary.read, verb),
        (summary.changed, "changed"),
        (summary.same, "already there"),
        (summary.unchanged, "unchanged by word of the server"),
        (summary.not_news, "with no article text"),
        (summary.foreign, "in another language"),
        (sum(summary.failed.values()), "failed"),
        (summary.gone, "not found again"),
    ]
    told = ", ".join(f"{count:,} {what}" for count, what in parts if count)
    speed = f", {summary.words / summary.seconds:,.0f} words a second" if summary.words and summary.seconds else ""
    yield f"{told or 'nothing to do'} ({duration(summary.seconds)}{speed})"
    failed = sorted(summary.failed.items(), key=lambda item: -item[1])
    for error, count in failed[:_REASONS]:
        yield f"  {count:,} × {error}: {one_line(summary.reasons.get(error, ''))}"
    if len(failed) > _REASONS:
        yield f"  and {counted(sum(count for _, count in failed[_REASONS:]), 'other failure')}"
    ledger = one_line(str(summary.path))
    if summary.unread:
        yield f"failures: `onrecord retry --list --ledger {ledger}` names them; without --list it reads them again"
    yield f"ledger: {ledger}"


def duration(seconds: float) -> str:
    """`12.3 s`, `4 min 05 s`, `2 h 10 min`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{seconds:.1f} s"


def _bar(ends: bool) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    count = TextColumn(
        "pages: {task.fields[pages]:,}, {task.fields[rate]:,.1f} a second, failed: {task.fields[failures]:,}"
        "{task.fields[stage]}"
    )
    columns = [SpinnerColumn(), count, TimeElapsedColumn()]
    if ends:
        columns = [SpinnerColumn(), BarColumn(), count, TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn()]
    return Progress(*columns, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False)


def _stages() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = [TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
    return Progress(*columns, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False)
