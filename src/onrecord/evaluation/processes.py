"""What a tree of processes takes of the memory, as Linux counts it."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def tree(root: int) -> Iterator[int]:
    """Yield the process `root` and all that descend from it."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                parent = int(
                    (folder / "stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()[1]
                )
            except (OSError, IndexError):
                continue
            children[parent].append(int(folder.name))
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting.extend(children[process])


def megabytes(root: int) -> float:
    """The memory of a tree of processes: the sum of their proportional set sizes (what is shared counts once)."""
    return sum(_proportional(process) for process in tree(root)) / 1024


def _proportional(process: int) -> int:
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def alive(process: int) -> bool:
    """Whether a process is there and has not ended; one that nobody has waited for yet has."""
    try:
        state = (_PROC / str(process) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rsplit(")", 1)[1].split()[0] not in "ZX"
