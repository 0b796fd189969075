"""Whether a run that is killed (SIGKILL) at a random moment loses or doubles anything.

`python -m onrecord.evaluation.killing [--rounds 100]` adds a folder of made-up articles to a fresh ledger, kills that
somewhere between its start and its end (the parent alone, or it and its workers), looks whether the ledger opens, is
sound and has all that was reported as done, adds the folder again, and compares every table with that of a run that
nobody killed.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from onrecord.batch import Ledger, Summary
from onrecord.errors import OnRecordError
from onrecord.evaluation.made_articles import made_article
from onrecord.evaluation.processes import alive, tree
from onrecord.records import Failure

_DIFFERS = {"run", "seen", "added", "attempts"}
_APART = ("runs", "migrations", "postings", "recent_postings")
_MODULE = "onrecord.evaluation.killing"
_EDGE = 0.3
_EVERY = 0.02  # as many commits as there can be, to be killed in


@dataclass(frozen=True, slots=True)
class Round:
    """One killed run: when, in seconds after its start, how many pages it had reported, and what went wrong."""

    moment: float
    reported: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adding:
    """What is added and how: so many `workers` (0: one for each core), and what stands in for the shipped weights."""

    folder: Path
    workers: int
    reader: str | None

    def command(self, ledger: Path) -> list[str]:
        """The command that adds it to `ledger`."""
        given = [str(self.folder), str(ledger), str(self.workers), *([self.reader] if self.reader else [])]
        return [sys.executable, "-m", _MODULE, "--add", *given]

    def timed(self, ledger: Path) -> tuple[float, float]:
        """Add it to the end; returns after how many seconds the first pages were in the ledger, and all of them."""
        started = time.monotonic()
        first = None
        with subprocess.Popen(self.command(ledger), stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in process.stdout:
                first = first or time.monotonic() - started
        if process.returncode:
            raise ChildProcessError(f"adding ended with {process.returncode}")
        length = time.monotonic() - started
        return first or length, length


class Teller:
    """Prints what is in the ledger, a line a commit."""

    def waiting(self, message: str) -> None:
        """Nobody else writes here."""

    def failed(self, failure: Failure) -> None:
        """Some are meant to fail."""

    def building(self, stage: str, done: int, total: int) -> None:
        """Nothing is told of that."""

    def committed(self, summary: Summary, sources: int) -> None:
        """Print the counts."""
        print(json.dumps({"articles": summary.read + summary.changed, "failed": summary.unread}), flush=True)


def write_sources(folder: Path, articles: int = 40) -> None:
    """Rows, pages, duplicates, new versions, and what can't be read, as files of a folder."""
    folder.mkdir()
    rows = [made_article(number, paragraphs=2).row() for number in range(articles)]
    for number in range(0, articles, 3):
        rows[number]["url"] = f"https://news.example.org/{number}"
    _write_rows(folder / "a.jsonl", [*rows, {"nothing": "here"}, {"text": " "}, rows[1]])
    changed = [
        {**row, "text": f"{row['text']}\n\n“This came later,” said Orla Venn, the mayor."} for row in rows[:articles:6]
    ]
    _write_rows(folder / "m.jsonl", [*rows[:4], *changed, {"text": 7}])
    for number in range(articles, articles + articles // 4):
        article = made_article(number, paragraphs=3)
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in article.text.split("\n\n"))
        html = f"<html><head><title>{article.title}</title></head><body><article>{paragraphs}</article></body></html>"
        for name in ("p", "r"):
            (folder / f"{name}{number}.html").write_text(html, encoding="utf-8")
    (folder / "q.html").write_bytes(b"%PDF-1.7 not a page")


def add(folder: Path, ledger: Path, workers: int, reader: str | None) -> None:
    """Add a folder to a ledger and print what is done."""
    module, _, name = (reader or "").partition(":")
    made = getattr(import_module(module), name) if name else None
    Ledger.open(ledger).add(folder, watch=Teller(), reader=made, every=_EVERY, workers=workers or None)


def killed(adding: Adding, ledger: Path, moment: float, whole: bool) -> tuple[dict[str, int], list[int]]:
    """Start adding, kill it after `moment` seconds; returns the last counts it reported, and workers that are left."""
    with subprocess.Popen(adding.command(ledger), stdout=subprocess.PIPE, start_new_session=True) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        processes = list(tree(process.pid))
        if process.poll() is None:
            (os.killpg if whole else os.kill)(process.pid, signal.SIGKILL)
        assert process.stdout is not None
        lines = process.stdout.read().decode().splitlines()
    until = time.monotonic() + 5
    while (left := [one for one in processes if alive(one)]) and time.monotonic() < until:
        time.sleep(0.01)
    return json.loads(lines[-1]) if lines else {"articles": 0, "failed": 0}, left


def contents(ledger: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table but for what says when and in which run; the full text index as one, sorted or not."""
    with Ledger.open(ledger).reading() as connection:
        columns: dict[str, list[str]] = {}
        query = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        for table, column in connection.execute(query).fetchall():
            if table not in _APART and column not in _DIFFERS:
                columns.setdefault(table, []).append(f'"{column}"')
        found = {
            table: connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY ALL").fetchall()
            for table, names in columns.items()
        }
        both = "SELECT * FROM postings UNION ALL SELECT * FROM recent_postings ORDER BY ALL"
        return found | {"postings": connection.execute(both).fetchall()}


def rounds(
    count: int, seed: int = 0, articles: int = 40, workers: int = 0, reader: str | None = None
) -> Iterator[Round]:
    """Kill so many runs, one after the other, at moments that `seed` decides, and look what each has cost."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder, reference = Path(name) / "sources", Path(name) / "reference.duckdb"
        write_sources(folder, articles)
        adding = Adding(folder, workers, reader)
        first, length = adding.timed(reference)
        expected = contents(reference)
        for number in range(count):
            ledger = Path(name) / f"{number}.duckdb"
            yield _round(adding, ledger, _moment(random, number, first, length), number % 2 == 0, expected)
            for path in Path(name).glob(f"{number}.duckdb*"):
                path.unlink()


def _round(adding: Adding, ledger: Path, moment: float, whole: bool, expected: dict[str, Any]) -> Round:
    reported, left = killed(adding, ledger, moment, whole)
    wrong = [f"{len(left)} workers outlived it"] if left else []
    try:
        wrong += _after(ledger, reported)
        adding.timed(ledger)
        found = contents(ledger)
        wrong += [
            f"{table} differs" for table in expected.keys() | found.keys() if expected.get(table) != found.get(table)
        ]
        wrong += [str(problem) for problem in Ledger.open(ledger).check()]
    except (OnRecordError, ChildProcessError) as error:
        wrong.append(str(error))
    return Round(moment, sum(reported.values()), tuple(wrong))


def _after(ledger: Path, reported: dict[str, int]) -> list[str]:
    """What is wrong with a ledger whose writer was killed; there need not be one where it had reported nothing."""
    if not ledger.exists():
        return ["the ledger is gone"] if any(reported.values()) else []
    opened = Ledger.open(ledger)
    wrong = [str(problem) for problem in opened.check()]
    counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM pages WHERE outcome = 'failed')"
    with opened.reading() as connection:
        articles, failed = connection.execute(counts).fetchall()[0]
    if articles < reported["articles"] or failed < reported["failed"]:
        wrong.append(f"{reported} were reported, and {articles} articles and {failed} failures are there")
    return wrong


def _moment(random: Random, number: int, first: float, length: float) -> float:
    """When to kill: one in eight while it starts, one in eight about its end, the others while it writes."""
    if number % 8 == 6:
        return random.uniform(0, first)
    if number % 8 == 3:
        return random.uniform(length - _EDGE, length + _EDGE / 3)
    return random.uniform(first * 0.9, length)


def _write_rows(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    """Print a line a round, and how many of them lost or doubled anything."""
    parser = argparse.ArgumentParser(prog=f"python -m {_MODULE}")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--reader", help="MODULE:NAME of what stands in for the shipped weights.")
    parser.add_argument("--add", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.add:
        folder, ledger, workers, *reader = given.add
        add(Path(folder), Path(ledger), int(workers), reader[0] if reader else None)
        return
    wrong = 0
    for number, found in enumerate(rounds(given.rounds, given.seed, given.articles, given.workers, given.reader), 1):
        wrong += bool(found.wrong)
        told = "; ".join(found.wrong[:5]) or "nothing lost, nothing doubled"
        print(f"{number}: killed after {found.moment:.2f} s, {found.reported} pages reported: {told}", flush=True)
    print(f"kill -9 at {given.rounds} random moments: {wrong} runs lost or doubled anything")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
