"""The command `onrecord`."""

from onrecord.cli.commands import main

__all__ = ["main"]
