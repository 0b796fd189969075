"""What runs inside a worker process: one piece of work after the other, until whoever asks for it is gone.

Pickles go through the pipes between a process and the workers that it started itself, and nowhere else.
"""

import faulthandler
import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import Any, BinaryIO

_GRACE = 30.0


def main() -> None:
    """Answer what comes in on standard input; the first message is (what makes the work, seconds for one piece).

    An answer is (True, result) or (False, the exception). Leaves at once when standard input is closed, also in the
    middle of a piece: nobody waits for it any more.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # it is the parent that stops, and its workers with it
    # A library that prints would spoil the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    asked: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    try:
        make, limit = asked.get()
        work = make()
    except BaseException as error:
        _answer(answers, False, error)
        return
    _answer(answers, True, None)
    while True:
        piece = asked.get()
        # The parent sees to the limit. This is for when there is no parent and the interpreter itself is held up.
        faulthandler.dump_traceback_later(limit + _GRACE, exit=True, file=2)
        try:
            result = work(piece)
        except BaseException as error:
            _answer(answers, False, error)
        else:
            _answer(answers, True, result)
        faulthandler.cancel_dump_traceback_later()
        del piece


def _listen(stream: BinaryIO, asked: "SimpleQueue[Any]") -> None:
    """Hand on what is asked; a thread of its own, so that the end of the parent is noticed while a page is read."""
    try:
        while True:
            asked.put(pickle.load(stream))
    except BaseException:
        os._exit(0)


def _answer(stream: BinaryIO, done: bool, result: object) -> None:
    try:
        message = pickle.dumps((done, result), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # an exception that cannot be sent as it is
        message = pickle.dumps((False, RuntimeError(f"{type(result).__name__}: {result} ({error})")))
    try:
        stream.write(message)
        stream.flush()
    except BrokenPipeError:
        os._exit(0)
