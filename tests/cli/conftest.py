"""A reader without weights, the command in this process, and the command in its own."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

from onrecord import pipeline
from onrecord.records import Article, Attribution, Findings

SAID = re.compile(r"(“[^”]+”) (\w+) (said)")
SCRIPT = Path(__file__).with_name("without_weights.py")

Run: TypeAlias = Callable[..., Result]
Start: TypeAlias = Callable[..., "subprocess.Popen[bytes]"]


class Quoting:
    """Finds “…” NAME said, and nothing else; takes SECONDS_A_PAGE for it."""

    def read(self, article: Article) -> Findings:
        """One attribution for every match."""
        time.sleep(float(os.environ.get("SECONDS_A_PAGE", "0")))
        return Findings(
            tuple(
                Attribution((m.span(2),), (m.span(3),), (m.span(1),), "direct", 0.9)
                for m in SAID.finditer(article.text)
            )
        )


def line(number: int, text: str = "“The bridge will hold,” Vesk said.", **facts: Any) -> str:
    """A row of JSON Lines."""
    return json.dumps({"id": str(number), "text": text, **facts}, ensure_ascii=False) + "\n"


@pytest.fixture
def rows() -> Callable[..., str]:
    return line


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command here: `run(*arguments, input=bytes)`."""
    from onrecord.cli import main

    monkeypatch.setattr(pipeline, "shipped_reader", lambda threads: Quoting())

    def invoke(*arguments: object, **settings: Any) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="onrecord", **settings)

    return invoke


@pytest.fixture
def start() -> Start:
    """Starts the command in a process of its own, with pipes: `start(*arguments, **environment)`."""

    def popen(*arguments: object, **environment: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, str(SCRIPT), *map(str, arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **environment})

    return popen
