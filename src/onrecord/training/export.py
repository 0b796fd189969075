"""From trained weights to the folder that is shipped: ONNX, eight-bit, with the decoder's numbers beside it."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from onrecord.attributions.assembling import Tuning

from .attributions import Tagger
from .network import Network

INPUTS = ["ids", "case", "quote", "mask", "first_piece"]
OUTPUTS = ["tags", "links", "hidden"]
MODEL, FULL = "model.onnx", "model.fp32.onnx"


def to_onnx(network: Network, path: Path) -> None:
    """Write the network in full precision; batch, pieces and words may have any length."""
    batch, pieces, words = (torch.export.Dim(n, min=1, max=4096) for n in ("batch", "pieces", "words"))
    # a tensor for each: inputs that share one would become a single input
    ids, case, quote = (torch.zeros(2, 40, dtype=torch.int64) for _ in range(3))
    arguments = (ids, case, quote, torch.ones_like(ids), torch.zeros(2, 30, dtype=torch.int64))
    shapes = ({0: batch, 1: pieces},) * 4 + ({0: batch, 1: words},)
    torch.onnx.export(
        network.eval(),
        arguments,
        str(path),
        dynamo=True,
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_shapes=shapes,
        external_data=False,
        verbose=False,
    )


def quantise(full: Path, small: Path) -> None:
    """Weights as eight-bit whole numbers, a scale for every column; what multiplies two inputs stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            small,
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )


def write_decoder(tagger: Tagger, folder: Path, tuning: Tuning, confidence: list[float], cue_pieces: list[int]) -> None:
    """The chain's scores, the decoder's tuning, the weights of the confidence and the usual cues, as JSON."""
    numbers: dict[str, Any] = {
        "chain": torch.round(tagger.chain.transitions().detach().cpu(), decimals=5).tolist(),
        "tuning": asdict(tuning),
        "confidence": [round(weight, 5) for weight in confidence],
        "cue pieces": cue_pieces,
    }
    (folder / "decoder.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
