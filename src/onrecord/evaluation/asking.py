"""How long the ledger takes to answer, and how well it finds.

`python -m onrecord.evaluation.asking` invents a ledger of a million attributions (`--attributions`; kept and used again
with `--ledger FILE`) and asks it 200 questions, warm and cold. `--quality` asks for statements in other words than
theirs.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from onrecord.evaluation.inventing import FIRST_DAY, Cast, Inventor, invent
from onrecord.ledger import Handed, Ledger, Reading
from onrecord.ledger.indexing import index
from onrecord.records import Article, Attribution, Block, Document

QUESTIONS, WHOLE, TEN = 200, 20, 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its filters, and which sort it is of."""

    sort: str
    question: str
    filters: dict[str, Any]


def questions(cast: Cast, many: int = QUESTIONS, seed: int = 7) -> Iterator[Asked]:
    """Draw questions of eight sorts in turn: rare, frequent and mixed words, phrases, and with filters."""
    draw = np.random.default_rng(seed)

    def some(low: int, high: int, size: int) -> str:
        return " ".join(cast.words[rank] for rank in draw.integers(low, high, size))

    def anyone() -> str:
        return cast.speakers[int(draw.integers(len(cast.speakers)))]

    for number in range(many):
        outlet = cast.outlets[int(draw.integers(20))]
        month = f"{FIRST_DAY.year + int(draw.integers(3))}-{int(draw.integers(1, 13)):02}"
        sorts: tuple[Asked, ...] = (
            Asked("rare words", some(5000, 20000, 2), {}),
            Asked("frequent words", some(100, 400, 3), {}),
            Asked("mixed words", f"{some(100, 1000, 3)} {some(1000, 20000, 3)}", {}),
            Asked("a phrase", f'"{some(60, 200, 2)}" {some(200, 4000, 1)}', {}),
            Asked("by somebody", some(100, 2000, 2), {"by": anyone()}),
            Asked("of an outlet, in a month", some(100, 2000, 2), {"outlet": outlet, "since": month, "until": month}),
            Asked("through an agency", some(100, 2000, 2), {"via": cast.agencies[number % len(cast.agencies)]}),
            Asked("denied, directly", some(100, 2000, 3), {"commitment": "denied", "kind": "direct"}),
        )
        yield sorts[number % len(sorts)]


def timed(
    ask: Callable[[Asked], object], asked: Sequence[Asked], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Milliseconds of each question, by a clock on the wall or another."""
    times = []
    for one in asked:
        started = clock()
        ask(one)
        times.append((clock() - started) * 1000)
    return times


def told(name: str, times: Sequence[float]) -> str:
    """One line: the median, the 95th percentile and the longest."""
    return (
        f"{name}: {statistics.median(times):.0f} ms median, {np.quantile(times, 0.95):.0f} ms 95th percentile, "
        f"{max(times):.0f} ms longest ({len(times)})"
    )


def speed(path: Path, attributions: int) -> Iterator[str]:
    """Ask a ledger at `path`, which is made where there is none; yields one figure a line."""
    ledger = Ledger.open(path)
    if not path.exists():
        started = time.perf_counter()
        for _ in invent(ledger, attributions):
            pass
        yield f"invented and appended in {time.perf_counter() - started:.0f} s: {path}"
    asked = list(questions(Inventor().cast))
    with ledger.reading() as connection:
        (held,) = connection.execute("SELECT count(*) FROM attributions").fetchall()[0]
        yield f"{held:,} attributions, {path.stat().st_size / 1e6:,.0f} MB, {len(asked)} questions"
    yield from _warm(ledger, asked)
    yield told("find, the file opened for each", timed(lambda one: ledger.find(one.question, **one.filters), asked))
    yield f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    yield told("onrecord find, the whole command", timed(lambda one: _command(path, one), asked[:WHOLE]))


def _warm(ledger: Ledger, asked: Sequence[Asked]) -> Iterator[str]:
    from onrecord.ledger.asking.finding import find

    with ledger.reading() as connection:
        first, *_ = timed(lambda one: find(connection, one.question, **one.filters), asked[:1])
        yield f"first question of a process: {first:.0f} ms"
        times = timed(lambda one: find(connection, one.question, **one.filters), asked)
        yield told("find, warm", times)
        for sort in dict.fromkeys(one.sort for one in asked):
            own = [took for one, took in zip(asked, times, strict=True) if one.sort == sort]
            yield f"  {told(sort, own)}"
        busy = timed(lambda one: find(connection, one.question, **one.filters), asked, time.process_time)
        yield told("processor time of all threads, which others on the machine don't lengthen", busy)


def _command(path: Path, asked: Asked) -> None:
    options = [part for name, value in asked.filters.items() for part in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "onrecord", "find", asked.question, *options, "--ledger", str(path)]
    ended = subprocess.run(command, capture_output=True, check=False)
    if ended.returncode not in (0, 1):  # 1 is "nothing found"
        raise ChildProcessError(ended.stderr.decode(errors="replace"))


def quality(folder: Path) -> Iterator[str]:
    """How often the statement that answers a question is among the first ten, by words, by meaning and by both."""
    data = tomllib.loads((files("onrecord.evaluation") / "data" / "asking.toml").read_text(encoding="utf-8"))
    crowd = data["crowd"]
    others = [f"{s} {v} {o}" for s in crowd["subjects"] for v in crowd["verbs"] for o in crowd["objects"]]
    ledger = Ledger.open(folder / "quality.duckdb")
    _put(ledger, [*data["pairs"].values(), *data["traps"], *others])
    places: dict[str, list[int | None]] = {"words": [], "meaning": [], "both": []}
    with ledger.reading() as connection:
        for question, answer in data["pairs"].items():
            for way, ranking in places.items():
                found = _ranked(connection, question, way)
                ranking.append(found.index(answer) if answer in found else None)
    yield f"{len(data['pairs'])} questions, {len(data['traps'])} traps, {len(others):,} others"
    for way, ranking in places.items():
        first = sum(place == 0 for place in ranking) / len(ranking)
        ten = sum(place is not None and place < TEN for place in ranking) / len(ranking)
        mean = sum(1 / (place + 1) for place in ranking if place is not None) / len(ranking)
        yield f"{way}: first {first:.2f}, among the first ten {ten:.2f}, mean reciprocal rank {mean:.3f}"


def _ranked(connection: DuckDBPyConnection, question: str, way: str) -> list[str]:
    from onrecord.ledger.asking.answers import contents
    from onrecord.ledger.asking.filters import Restriction
    from onrecord.ledger.asking.finding import POOL, ranked
    from onrecord.ledger.asking.question import taken_apart

    asked = taken_apart(question)
    if way == "words":
        asked = replace(asked, signature=None, vector=np.zeros_like(asked.vector))
    elif way == "meaning":
        asked = replace(asked, terms={})
    numbers = [number for number, _ in ranked(connection, asked, Restriction(), POOL)]
    texts = dict(contents(connection, numbers))
    return [texts[number] for number in numbers]


def _put(ledger: Ledger, statements: Sequence[str]) -> None:
    """Each statement as an article of its own."""
    with ledger.writing("quality") as writer:
        writer.begin(["quality"])
        readings = []
        for number, content in enumerate(statements):
            text = f"They said {content}."
            attribution = Attribution(((0, 4),), ((5, 9),), ((10, 10 + len(content)),), "indirect", 1.0)
            article = Article(str(number), text, (Block("paragraph", 0, len(text)),))
            document = Document(article, (attribution,))
            readings.append(Reading(Handed(str(number), "quality", number), document, index(document)))
        writer.append(readings)
        writer.end()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one figure a line."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluation.asking", description=__doc__)
    parser.add_argument("--attributions", type=int, default=1_000_000)
    parser.add_argument("--ledger", type=Path, help="kept there, and used again where it is there")
    parser.add_argument("--quality", action="store_true", help="how well it finds, in place of how fast")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "invented.duckdb"
        for line in quality(Path(folder)) if options.quality else speed(path, options.attributions):
            print(line, flush=True)


if __name__ == "__main__":
    main()
