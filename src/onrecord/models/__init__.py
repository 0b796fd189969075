"""Finding, checking and running the weights; nothing of any task.

Importing this package switches onnxruntime's telemetry off, which has to happen before that is imported.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from .weights import Weights, shipped, write_manifest

__all__ = ["Weights", "shipped", "write_manifest"]
