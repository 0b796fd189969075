"""Making a ledger's file, or bringing it to today's form; done by whoever holds the writers' lock."""

from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.ledger.migrating import form, migrate, migrations
from onrecord.ledger.opening import opened


def made(path: Path, software: str) -> None:
    """See to it that there is a ledger of the newest form at `path`.

    A new one is made beside its place and moved there whole, so that nobody ever opens half of one.
    """
    if not path.exists():
        _make(path, software)
        return
    with opened(path, write=False) as connection:
        reached = form(connection, path)
    if reached < migrations()[-1].number:
        with opened(path, write=True) as connection:
            migrate(connection, path, software)


def _make(path: Path, software: str) -> None:
    new = path.with_name(path.name + ".new")
    try:
        # what a run that was killed here has left, or a ledger that was deleted without its log
        for left in (new, _log(new), _log(path)):
            left.unlink(missing_ok=True)
        with opened(new, write=True) as connection:
            migrate(connection, new, software)
        new.replace(path)
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}; name another place with --ledger") from error


def _log(path: Path) -> Path:
    """The file in which DuckDB keeps what it has committed and not yet put into place."""
    return path.with_name(path.name + ".wal")
