"""Reading leaves nothing behind: onnxruntime's telemetry is off before onnxruntime is there."""

import os
import subprocess
import sys
from pathlib import Path

READ_WITH_THE_NETWORK = """
import sys
import onrecord.models
assert "onnxruntime" not in sys.modules, "loaded before the switch could be tested"
weights = onrecord.models.Weights.open(onrecord.models.shipped("attributions"))
weights.session("model.onnx", threads=1)
assert "onnxruntime" in sys.modules
"""


def test_running_a_network_writes_nothing_to_the_home_folder(tmp_path: Path) -> None:
    """onnxruntime's Linux wheel keeps a device id and a database under the home folder as soon as it's imported."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", READ_WITH_THE_NETWORK], env=kept | home, check=True)
    assert list(tmp_path.rglob("*")) == []
