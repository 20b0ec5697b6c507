"""From a network to an ONNX file of it: dynamic int8, weights per channel."""

from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

OPSET = 17
_BY_TEXT = {0: "batch"}
_BY_TOKEN = {0: "batch", 1: "length"}
# What each network gives, and which of its axes vary.
READER = {"heads": _BY_TEXT, "tokens": _BY_TOKEN}
EMBEDDER = {"vector": _BY_TEXT, "words": _BY_TOKEN}


def export(
    network: nn.Module, outputs: Mapping[str, dict[int, str]], path: Path, work: Path
) -> None:
    """Write a network of (input_ids, attention_mask) to `path`, its MatMul and Gather weights int8.

    The 7-bit range keeps processors without VNNI from saturating. `work` takes the files between.
    """
    full, prepared = work / "fp32.onnx", work / "prepared.onnx"
    example = torch.ones((2, 7), dtype=torch.long)
    torch.onnx.export(
        network.float().eval(),
        (example, example.clone()),
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=[*outputs],
        dynamic_axes={"input_ids": _BY_TOKEN, "attention_mask": _BY_TOKEN, **outputs},
        opset_version=OPSET,
        dynamo=False,
    )
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )
    # Without the paths of the machine it was made on.
    model = onnx.load(str(path))
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, str(path))
