"""A folder of weights and what belongs to them, checked by hash whenever a file is opened."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Tensors = dict[str, npt.NDArray[np.int64]]
    Run = Callable[[Tensors], list[npt.NDArray[np.float32]]]

MANIFEST = "manifest.json"


def shipped(task: str, language: str = "en") -> Path:
    """The folder in which the package carries the weights for a task."""
    return Path(str(files("onrecord.models"))) / "data" / language / task


@dataclass(frozen=True, slots=True)
class Weights:
    """A folder with a `manifest.json`: `{"version": …, "files": {name: sha256}}`."""

    folder: Path
    version: str
    hashes: dict[str, str]

    @classmethod
    def open(cls, folder: Path) -> "Weights":
        """Read the manifest; raises ModelError where it is missing or broken."""
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            return cls(folder, str(manifest["version"]), dict(manifest["files"]))
        except FileNotFoundError as error:
            raise ModelError(f"{folder}: no {MANIFEST} here; is this a folder of weights?") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{folder / MANIFEST}: not a manifest of weights ({error})") from error

    def read(self, name: str) -> bytes:
        """The bytes of a file of this folder; raises ModelError if they are not the ones in the manifest."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError as error:
            raise ModelError(f"{self.folder / name}: can't be read ({error}); install onrecord again") from error
        if hashlib.sha256(content).hexdigest() != self.hashes.get(name):
            raise ModelError(f"{self.folder / name}: not the file that was shipped; install onrecord again")
        return content

    def json(self, name: str) -> Any:
        """A JSON file of this folder."""
        return json.loads(self.read(name))

    def session(self, name: str, threads: int) -> "Run":
        """The network in an ONNX file as a function from named arrays to its outputs, in their order."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # idle threads must not spin: the pipeline does other work between two windows
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(self.read(name), options, providers=["CPUExecutionProvider"])
        return lambda tensors: session.run(None, tensors)


def write_manifest(folder: Path, version: str) -> Weights:
    """Record the hashes of all files of a folder, but for the manifest itself and texts for people."""
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != MANIFEST and p.suffix != ".md")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    manifest = {"version": version, "files": hashes}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return Weights.open(folder)
