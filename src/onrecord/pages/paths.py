"""What a source names on disk: a file, the files below a folder, or those that a pattern matches."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from glob import has_magic
from pathlib import Path

from onrecord.errors import UnreadableFile
from onrecord.pages.rows import failure
from onrecord.pages.walking import files_below, folders_below, printable
from onrecord.records import Failure


def files_of(source: str | Path) -> Iterator[tuple[str, bool] | Failure]:
    """Yield the paths of the files that `source` names, each with whether it was looked for rather than named.

    A folder stands for the files below it (`files_below`). A pattern that no file is called by stands for what it
    matches, by name: `*`, `?` and `[…]`, and `**` for folders within folders. Any other source is itself, there or
    not. A folder or a pattern that comes to nothing is a failure. Raises OSError where the path is impossible.
    """
    path = Path(source)
    if path.is_dir():
        yield from _below(path)
    elif has_magic(str(source)) and not path.is_symlink() and not path.exists():
        yield from _matched(str(source))
    else:
        yield str(source), False


def _below(folder: Path) -> Iterator[tuple[str, bool] | Failure]:
    nothing = True
    for item in files_below(folder):
        nothing = False
        yield item if isinstance(item, Failure) else (str(item), True)
    if nothing:
        name = printable(folder)
        yield failure(name, UnreadableFile(f"{name}: a folder without pages in it; is it the right one?"))


def _matched(pattern: str) -> Iterator[tuple[str, bool] | Failure]:
    paths = sorted(set(_matches(Path(pattern).anchor, Path(pattern))))
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield str(path), False
    if not paths:
        name = printable(pattern)
        yield failure(name, UnreadableFile(f"{name}: no file matches this pattern; is the path right?"))


def _matches(anchor: str, pattern: Path) -> Iterator[Path]:
    parts = pattern.parts[1 if anchor else 0 :]
    # `**/**` means `**`, and would walk every folder once for each folder above it.
    kept = [part for at, part in enumerate(parts) if (part, parts[at - 1 : at]) != ("**", ("**",))]
    return _below_matching(Path(anchor), kept)


def _below_matching(folder: Path, parts: list[str]) -> Iterator[Path]:
    head, rest = parts[0], parts[1:]
    if head == "**" and rest:
        for below in folders_below(folder):
            yield from _below_matching(below, rest)
        return
    for path in _called(folder, "*" if head == "**" else head):
        if not rest:
            yield path
        elif path.is_dir():
            yield from _below_matching(path, rest)


def _called(folder: Path, part: str) -> list[Path]:
    """What in `folder` a part of a pattern matches; hidden ones where it begins with a dot."""
    if not has_magic(part):
        return [folder / part] if (folder / part).is_symlink() or (folder / part).exists() else []
    hidden = part.startswith(".")
    try:
        return [
            path for path in folder.iterdir() if path.name.startswith(".") == hidden and fnmatchcase(path.name, part)
        ]
    except OSError:
        return []
