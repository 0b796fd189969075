"""Folders: the files below them that may be pages, in one order, however links lead round."""

import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from onrecord.errors import UnreadableFile
from onrecord.pages.rows import failure
from onrecord.records import Failure


def files_below(folder: Path) -> Iterator[Path | Failure]:
    """Yield the files below `folder`, depth first and by name, and failures for folders that can't be read.

    Hidden ones and those that are no pages by their suffix are left out, as is what is no file (a pipe, a device).
    Links are followed, and each folder is gone through once. What is held are the names in the folders on the way.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if (status.st_dev, status.st_ino) not in seen:
                    seen.add((status.st_dev, status.st_ino))
                    waiting.extend(sorted(shown_in(path), reverse=True))
            elif stat.S_ISREG(status.st_mode) and worth_reading(path.name):
                yield path
        except FileNotFoundError:
            continue  # a link that leads nowhere, or a file that has gone since the folder was listed
        except (OSError, ValueError) as error:
            name = printable(path)
            yield failure(name, unreadable(name, error))


def folders_below(folder: Path) -> Iterator[Path]:
    """Yield `folder` itself and every folder below it that can be read and isn't hidden, each once."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode) or (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            waiting.extend(shown_in(path))
        except (OSError, ValueError):
            continue
        yield path


def shown_in(folder: Path) -> list[Path]:
    """Return what is in a folder and not hidden; raises OSError."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def worth_reading(path: str) -> bool:
    """Tell whether a file may be a page by its name: nothing hidden on its way, and no suffix of something else."""
    if any(part.startswith(".") and part not in (".", "..") for part in path.split("/")):
        return False
    return PurePosixPath(path.lower()).suffix not in _not_pages()


def printable(path: str | Path) -> str:
    r"""Return a path as text that can be written anywhere: bytes in it that are not UTF-8 become `\udcff`."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def unreadable(name: str, error: OSError | ValueError) -> UnreadableFile:
    """Return why a path can't be read."""
    if isinstance(error, FileNotFoundError):
        return UnreadableFile(f"{name}: no such file; is the path right?")
    if isinstance(error, PermissionError):
        return UnreadableFile(f"{name}: no permission to read it")
    return UnreadableFile(f"{name}: {getattr(error, 'strerror', None) or error}")


@cache
def _not_pages() -> frozenset[str]:
    from importlib.resources import files

    lines = files(__package__).joinpath("data", "not_pages.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(suffix for line in lines if not line.startswith("#") for suffix in line.split())
