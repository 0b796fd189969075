"""What adding to a ledger costs: speed against the bare pipeline, cores, size and memory.

`python -m onrecord.evaluation.adding [--articles N] [--memory N] [--runs N]` makes articles up and reads them in
processes of their own, bound to one core or two. `--articles` (default 400) is for speed and size, `--memory` (default
3000) is how many short ones are added while memory is looked at; the project's figures are for 4000 and 100000.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.batch import Ledger, Summary
from onrecord.evaluation.made_articles import made_article
from onrecord.evaluation.processes import megabytes
from onrecord.records import Failure, Page

TENTHS = 10


class Teller:
    """Prints how many pages are in the ledger, a line a commit."""

    def waiting(self, message: str) -> None:
        """Nobody else writes here."""

    def failed(self, failure: Failure) -> None:
        """A failure would make the figures wrong."""
        raise RuntimeError(failure.reason)

    def building(self, stage: str, done: int, total: int) -> None:
        """Nothing is told of that."""

    def committed(self, summary: Summary, sources: int) -> None:
        """Print the count."""
        print(summary.pages, flush=True)


def bare(rows: Path) -> None:
    """Read pages in as many workers as there are cores, and throw away what was read."""
    from onrecord.batch.workers import Workers, cores
    from onrecord.evaluation import adding  # as what this runs as, workers would not find it
    from onrecord.pages import open_pages

    pages = ((None, page) for page in open_pages([rows]) if isinstance(page, Page))
    with Workers(adding.reading_alone, cores()) as workers:
        for _ in workers.map(pages):
            pass


def reading_alone() -> Callable[[Page], None]:
    """What a worker of `bare` does with a page."""
    from onrecord.pipeline import Pipeline

    pipeline = Pipeline()

    def read(page: Page) -> None:
        pipeline.read(page)

    return read


def write_rows(path: Path, count: int, paragraphs: int) -> int:
    """Write so many articles as JSON Lines; returns how many bytes of text they have."""
    size = 0
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            article = made_article(number, paragraphs)
            size += len(article.text.encode())
            stream.write(json.dumps(article.row(), ensure_ascii=False) + "\n")
    return size


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task took: seconds by the clock, and seconds of all its processes' work, which other load spares."""

    wall: float
    work: float

    def less(self, other: "Cost") -> "Cost":
        """The difference."""
        return Cost(self.wall - other.wall, self.work - other.work)


def cost(task: str, rows: Path, ledger: Path, cores: int) -> Cost:
    """What `task` costs in a process of its own on so many cores, with its start."""
    ledger.unlink(missing_ok=True)
    before, started = _work(), time.perf_counter()
    subprocess.run(_command(task, rows, ledger, cores), check=True, stdout=subprocess.DEVNULL)
    return Cost(time.perf_counter() - started, _work() - before)


def _work() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def speed(folder: Path, articles: int, runs: int) -> None:
    """Adding against the bare pipeline on one core and on two, in turns; and the size of the ledger."""
    rows, one, ledger = folder / "rows.jsonl", folder / "one.jsonl", folder / "ledger.duckdb"
    size = write_rows(rows, articles, paragraphs=4)
    write_rows(one, 2, paragraphs=1)
    rates: dict[tuple[str, int], float] = {}
    usable = min(2, len(os.sched_getaffinity(0)))
    for cores in range(1, usable + 1):
        found: dict[str, list[Cost]] = {"bare": [], "add": []}
        starts = {task: min((cost(task, one, ledger, cores) for _ in range(2)), key=_wall) for task in found}
        for _ in range(runs):
            for task, costs in found.items():
                costs.append(cost(task, rows, ledger, cores).less(starts[task]))
        middle = {task: sorted(costs, key=_wall)[runs // 2] for task, costs in found.items()}
        rates |= {(task, cores): articles / took.wall for task, took in middle.items()}
        alone, added = rates["bare", cores], rates["add", cores]
        print(
            f"cores: {cores}; bare {alone:.1f} articles/s, added {added:.1f}: {added / alone:.1%} of its speed "
            f"(by processor time {middle['bare'].work / middle['add'].work:.1%}; median of {runs})"
        )
    if usable > 1:
        print(f"two cores against one: {rates['add', 2] / rates['add', 1]:.2f} times")
    held = ledger.stat().st_size
    print(
        f"ledger: {held / 1e6:.1f} MB for {size / 1e6:.1f} MB of text in {articles} articles: {held / size:.2f} times"
    )


def _wall(found: Cost) -> float:
    return found.wall


def memory(folder: Path, articles: int) -> None:
    """The most memory that all processes take while short articles are added, for every tenth of the way."""
    rows, ledger = folder / "short.jsonl", folder / "short.duckdb"
    size = write_rows(rows, articles, paragraphs=1)
    command = _command("add", rows, ledger, len(os.sched_getaffinity(0)))
    found: list[float] = []
    recent = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            recent = max(recent, megabytes(process.pid))
            if int(line) * TENTHS >= articles * (len(found) + 1):
                found.append(recent)
                recent = 0.0
    if process.returncode:
        raise ChildProcessError(f"adding ended with {process.returncode}")
    print(f"memory in every tenth of {articles} short articles, MB: {', '.join(f'{most:.0f}' for most in found)}")
    print(f"peak memory of all processes: {max(found):.0f} MB")
    held = ledger.stat().st_size
    print(f"ledger of short articles: {held / size:.2f} times their {size / 1e6:.1f} MB of text")


def _command(task: str, rows: Path, ledger: Path, cores: int) -> list[str]:
    return [sys.executable, "-m", __spec__.name, "--task", task, str(rows), str(ledger), str(cores)]


def _do(task: str, rows: Path, ledger: Path, cores: int) -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    if task == "bare":
        bare(rows)
    else:
        Ledger.open(ledger).add(rows, watch=Teller(), build=False)


def main() -> None:
    """Print a figure a line."""
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--memory", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--task", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        task, rows, ledger, cores = given.task
        _do(task, Path(rows), Path(ledger), int(cores))
        return
    with tempfile.TemporaryDirectory() as folder:
        if given.articles:
            speed(Path(folder), given.articles, given.runs)
        if given.memory:
            memory(Path(folder), given.memory)


if __name__ == "__main__":
    main()
