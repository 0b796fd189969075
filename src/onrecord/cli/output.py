"""Documents to standard output, a file or a folder, each of them whole or not at all."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO, Literal, TypeAlias

import click

from onrecord.records import Document

Format: TypeAlias = Literal["text", "json", "jsonl", "brat"]
FORMATS: tuple[Format, ...] = ("text", "json", "jsonl", "brat")
Write: TypeAlias = Callable[[Document], object]


@contextmanager
def opened(form: Format, out: Path | None, colour: bool) -> Iterator[Write]:
    """Yield what writes a document as `form` to `out`, or to standard output; raises what opening `out` raises."""
    if form == "brat":
        from onrecord.export.brat import BratFolder

        if out is None:
            raise click.UsageError("--format brat writes two files a document: say where with --out DIR")
        yield BratFolder(out).add
    elif out is None:
        yield _writer(form, sys.stdout.buffer, None, colour)
    else:
        with out.open("wb") as stream:
            yield _writer(form, stream, False, colour)


def _writer(form: Format, stream: BinaryIO, terminal: bool | None, colour: bool) -> Write:
    render = _text(terminal, colour) if form == "text" else _json(indent=2 if form == "json" else None)

    def write(document: Document) -> None:
        rendered = render(document)
        with interrupts_held():
            stream.write(rendered)
            stream.flush()

    return write


def _json(indent: int | None) -> Callable[[Document], bytes]:
    from onrecord.export.json import to_json

    return lambda document: f"{to_json(document, indent)}\n".encode()


def _text(terminal: bool | None, colour: bool) -> Callable[[Document], bytes]:
    from onrecord.cli.terminal import Screen

    screen = Screen(terminal, colour)
    encoding = "utf-8" if terminal is False else sys.stdout.encoding
    return lambda document: screen.show(document).encode(encoding, "replace")


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done; pressed twice it gets through, as a pipe may never be read."""
    on_main = threading.current_thread() is threading.main_thread()
    if not on_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    pressed = False

    def remember(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt
