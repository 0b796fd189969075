"""Where a ledger lies when nobody says."""

import os
from pathlib import Path

from platformdirs import user_data_path

_VARIABLE = "ONRECORD_LEDGER"


def ledger_path(path: str | Path | None = None) -> Path:
    """Return the absolute path of a ledger: the one given, else $ONRECORD_LEDGER, else one in the user's data folder.

    That folder is the platform's own: ~/.local/share/onrecord by the XDG Base Directory specification, ~/Library/
    Application Support/onrecord on macOS, %LOCALAPPDATA%\\onrecord on Windows. "~" is the user's home.
    """
    given = path or os.environ.get(_VARIABLE) or user_data_path("onrecord", appauthor=False) / "ledger.duckdb"
    return Path(os.path.abspath(Path(given).expanduser()))  # noqa: PTH100 - Path has nothing that leaves links alone
