"""Output that is there whole or not at all: written beside its place, and moved there when it is done."""

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

_MANY = 100
_LEDGER = b"DUCK"  # of every DuckDB file, from its ninth byte on


@contextmanager
def placed(path: Path, *, force: bool = False, folder_of: Collection[str] = ()) -> Iterator[Path]:
    """Yield where to write, and move it to `path` when the block ends without an error; else nothing stays.

    `folder_of` are the endings of the files where a folder is written (made empty here); without, it is a file. What
    is at `path` already is replaced only with `force`, and a folder only where every file in it has one of these
    endings; a ledger never is. Raises FileExistsError with the way out.
    """
    _recover(path)
    _refuse(path, force, folder_of)
    path.parent.mkdir(parents=True, exist_ok=True)
    # The same name every time, so that what a killed run left is written over, not added to
    beside = path.with_name(f".{path.name}.unfinished")
    _remove(beside)
    try:
        if folder_of:
            beside.mkdir()
        yield beside
        _synchronised(beside)
        _refuse(path, force, folder_of)
        _moved(beside, path)
    finally:
        _remove(beside)


def spare_ledgers(path: Path) -> None:
    """Raise FileExistsError where a ledger is at `path`: no answer and no export is meant to go over one."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        begun = file.read(8 + len(_LEDGER))
    if begun[8:] == _LEDGER:
        raise FileExistsError(errno.EEXIST, "a ledger, which is never written over; name another file", str(path))


def _refuse(path: Path, force: bool, folder_of: Collection[str]) -> None:
    if not path.exists() and not path.is_symlink():
        return
    if path.is_dir() and not folder_of:
        raise FileExistsError(errno.EEXIST, "a folder; name a file with --out", str(path))
    if not path.is_dir() and folder_of:
        raise FileExistsError(errno.EEXIST, "a file; this format is a folder, name one with --out", str(path))
    if path.is_dir() and not any(path.iterdir()):
        return
    spare_ledgers(path)
    if not force:
        raise FileExistsError(errno.EEXIST, "is there already; --force replaces it", str(path))
    strange = [each for each in path.iterdir() if not _ours(each, folder_of)] if folder_of else []
    if strange:
        reason = f"has {strange[0].name!r}, which no export wrote; name another folder with --out"
        raise FileExistsError(errno.EEXIST, reason, str(path))


def _ours(path: Path, endings: Collection[str]) -> bool:
    return path.is_file() and path.name.endswith(tuple(endings))


def _before(path: Path) -> Path:
    return path.with_name(f".{path.name}.replaced")


def _recover(path: Path) -> None:
    """Put a folder back that a run was killed over between moving it away and moving the new one in."""
    if _before(path).exists() and not path.exists():
        _before(path).rename(path)


def _moved(beside: Path, path: Path) -> None:
    if not path.is_dir():
        beside.replace(path)
        return
    before = _before(path)
    _remove(before)
    path.rename(before)
    try:
        beside.rename(path)
    except BaseException:
        before.rename(path)
        raise
    _remove(before)


def _synchronised(path: Path) -> None:
    found = [*path.iterdir()] if path.is_dir() else [path]
    # A disk takes milliseconds for each, and a folder for brat has two files an article
    for each in found if len(found) < _MANY else ():
        with each.open("rb") as file:
            os.fsync(file.fileno())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
