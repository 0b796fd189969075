"""Where a ledger lies when nobody says."""

import os
from pathlib import Path

from platformdirs import user_data_path

_VARIABLE = "ONRECORD_LEDGER"


def ledger_path(path: str | Path | None = None) -> Path:
    """Return the real path of a ledger: the one given, else $ONRECORD_LEDGER, else one in the user's data folder.

    That folder is the platform's own: ~/.local/share/onrecord by the XDG Base Directory specification, ~/Library/
    Application Support/onrecord on macOS, %LOCALAPPDATA%\\onrecord on Windows. "~" is the user's home. Links are
    followed, as two names of one file would be two locks.
    """
    given = path or os.environ.get(_VARIABLE) or user_data_path("onrecord", appauthor=False) / "news.duckdb"
    return Path(os.path.realpath(Path(given).expanduser()))  # not Path.resolve, which raises where links lead in a ring
