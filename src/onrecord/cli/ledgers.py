"""What the commands that work on a ledger share: which file it is, and how long to wait for another writer."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from onrecord.batch import Ledger as WritingLedger
    from onrecord.ledger import Ledger

_Command = TypeVar("_Command", bound=Callable[..., Any])

WAIT = 600.0
"""Seconds that a writing command waits for another one, where --wait does not say."""

TERMINATED = 128 + 15


def ledger_option(command: _Command) -> _Command:
    """Give a command `--ledger`, as `ledger_path`: a Path, or None for the default that `Ledger.open` takes."""
    option = click.option(
        "--ledger",
        "ledger_path",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The ledger; by default $ONRECORD_LEDGER, else a file in your data folder.",
    )
    return option(command)


def wait_option(command: _Command) -> _Command:
    """Give a command `--wait`, in seconds."""
    option = click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=WAIT,
        metavar="S",
        show_default=True,
        help="Seconds to wait while another process writes to the ledger.",
    )
    return option(command)


def workers_option(command: _Command) -> _Command:
    """Give a command `--workers`, None where it is not given."""
    option = click.option(
        "--workers",
        type=click.IntRange(min=0),
        metavar="N",
        help="Processes that read; by default one for each core. With 0, this one does, and a crash ends it.",
    )
    return option(command)


def build_option(command: _Command) -> _Command:
    """Give a command `--no-build`, as `build`, false where it is given."""
    return click.option(
        "--no-build",
        "build",
        is_flag=True,
        flag_value=False,
        default=True,
        help="Leave copies, stories, claims, origins and conflicts to a later `onrecord build`.",
    )(command)


def quiet_option(command: _Command) -> _Command:
    """Give a command `-q`, as `quiet`."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; failures are still named.")(
        command
    )


def open_ledger(path: Path | None) -> "Ledger":
    """The ledger at `path`, to be asked."""
    from onrecord.ledger import Ledger

    return Ledger.open(path)


def writing_ledger(path: Path | None) -> "WritingLedger":
    """The ledger at `path`, to be added to; nothing is made before the first writing."""
    from onrecord.batch import Ledger

    return Ledger.open(path)


def note_unbuilt(ledger: "Ledger", stage: str) -> None:
    """Say how many articles an answer doesn't know of yet, where there are some."""
    if waiting := ledger.unbuilt(stage):
        say(f"{counted(waiting, 'article')} not taken into account yet; `onrecord build` does that")


def say(message: object) -> None:
    """Print a line on standard error, with whatever a page wrote made harmless."""
    click.echo(f"onrecord: {one_line(str(message))}", err=True)


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """`1 article`, `1,200 articles`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, with everything closed, and the command with 143."""
    told: list[int] = []

    def leave(number: int, frame: FrameType | None) -> None:
        told.append(number)
        raise _stop(number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except BaseException as error:
        # DuckDB raises something of its own where a signal comes while it is at work.
        if told:
            raise _stop(told[0]) from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else SystemExit(TERMINATED)
