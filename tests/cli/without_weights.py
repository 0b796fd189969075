"""The command `onrecord` with the reader of `conftest.py`; prints its memory at its end where PEAK is set."""

import atexit
import os
import resource
import sys

from conftest import Quoting  # type: ignore[import-not-found]

from onrecord import pipeline
from onrecord.cli import main

if "PEAK" in os.environ:
    atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr))

pipeline.shipped_reader = lambda threads: Quoting()  # type: ignore[assignment]
main(prog_name="onrecord")
