"""What building costs: copies, stories, claims, origins and conflicts of made news, stage by stage.

`python -m onrecord.evaluation.building [--articles N] [--times T]` makes a ledger of N articles and of T times as many,
builds each on one core in a process of its own, and then again after one more article was added. Told are, of each
stage, seconds by the clock and of the processor, and the most memory that the process took meanwhile.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from onrecord.corpus.building import STAGES
from onrecord.evaluation.made_news import Newsroom
from onrecord.evaluation.stages import ACTORS, LAST, stages
from onrecord.ledger import Handed, Ledger, Reading
from onrecord.ledger.indexing import index
from onrecord.records import Document

AT_ONCE = 2_000
TOTAL = "all"
_PROC = Path("/proc/self")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of the processor, and megabytes of memory at the most."""

    wall: float
    work: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} {self.work:.2f} {self.peak:.0f}"


def make(ledger: Ledger, documents: Iterable[Document]) -> int:
    """Put documents into a ledger, as `onrecord add` does what it has read; returns how many. Holds AT_ONCE of them."""
    waiting, number = iter(documents), 0
    with ledger.writing("make") as writer:
        writer.begin(["made"])
        while portion := list(islice(waiting, AT_ONCE)):
            writer.append([_reading(document) for document in portion])
            number += len(portion)
        writer.end()
    return number


def _reading(document: Document) -> Reading:
    number = document.article.id
    return Reading(Handed(number, "made", int(number)), document, index(document))


def costs(ledger: Ledger, last: str = LAST) -> Iterator[tuple[str, Cost]]:
    """Build a ledger; yields what each stage took, as it ends."""
    with ledger.writing("build") as writer:
        for name, stage in stages(last):
            yield name, _cost(partial(stage, writer))


def _cost(task: Callable[[], object]) -> Cost:
    _forget_peak()
    wall, work = time.perf_counter(), time.process_time()
    task()
    return Cost(time.perf_counter() - wall, time.process_time() - work, _peak())


def _forget_peak() -> None:
    """Let the kernel count the most memory from now on; where it may not be told, the peak is that so far."""
    try:
        (_PROC / "clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> float:
    lines = (_PROC / "status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def measured(path: Path, last: str) -> dict[str, Cost]:
    """Build a ledger in a process of its own, on one core; what each stage took, and all but the actors together."""
    command = [sys.executable, "-m", __spec__.name, "--build", str(path), "--last", last]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = {}
    for line in ended.stdout.splitlines():
        name, *numbers = line.split()
        found[name] = Cost(*map(float, numbers))
    own = [cost for name, cost in found.items() if name != ACTORS]
    found[TOTAL] = Cost(sum(cost.wall for cost in own), sum(cost.work for cost in own), max(cost.peak for cost in own))
    return found


def told(found: dict[str, Cost], articles: int) -> Iterator[str]:
    """A line a stage."""
    for name, cost in found.items():
        each = f"{cost.wall / articles * 1000:.3f} ms an article, " if articles > 1 else ""
        yield f"  {name}: {cost.wall:.2f} s ({each}{cost.work:.2f} s of the processor), peak {cost.peak:.0f} MB"


def bench(folder: Path, articles: int, last: str) -> tuple[dict[str, Cost], dict[str, Cost]]:
    """Make and build a ledger of so many articles, then add one and build; prints what it took."""
    path = folder / f"{articles}.duckdb"
    started, documents = time.perf_counter(), Newsroom().documents(articles + 1)
    make(Ledger.open(path), islice(documents, articles))
    print(f"{articles:,} articles, made in {time.perf_counter() - started:.0f} s", flush=True)
    before = path.stat().st_size
    whole = measured(path, last)
    print(*told(whole, articles), sep="\n")
    print(f"  file: {before / 1e6:.1f} MB before, {path.stat().st_size / 1e6:.1f} MB after", flush=True)
    make(Ledger.open(path), documents)
    one = measured(path, last)
    print(f"one article more than {articles:,}")
    print(*told(one, 1), sep="\n", flush=True)
    return whole, one


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what building took."""
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=10, help="how many times as many articles after that; 1: no more")
    parser.add_argument("--last", choices=STAGES, default=LAST, help="the last stage to build")
    parser.add_argument("--folder", type=Path, help="where the ledgers are made, and stay")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.build:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
        for name, cost in costs(Ledger.open(given.build), given.last):
            print(name, cost, flush=True)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        small, _ = bench(folder, given.articles, given.last)
        if given.times > 1:
            large, _ = bench(folder, given.articles * given.times, given.last)
            print(f"{given.times} times the articles take")
            for name, cost in large.items():
                wall, work = cost.wall / small[name].wall, cost.work / max(small[name].work, 0.01)
                print(f"  {name}: {wall:.1f} times the time, {work:.1f} times the processor's")


if __name__ == "__main__":
    main()
