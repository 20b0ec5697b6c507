"""From a trained network to model.onnx: dynamic int8, weights per channel."""

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

OPSET = 17
_OUTPUTS = ["heads", "tokens"]


class _Exported(nn.Module):
    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        return self.network(input_ids, attention_mask)


def export(network: nn.Module, path: Path, work: Path) -> None:
    """Write the network to `path`, its MatMul and Gather weights as int8.

    The 7-bit range keeps processors without VNNI from saturating. `work` takes the files between.
    """
    full, prepared = work / "fp32.onnx", work / "prepared.onnx"
    example = torch.ones((2, 7), dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        _Exported(network.float().eval()),
        (example, example.clone()),
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=_OUTPUTS,
        dynamic_axes={
            "input_ids": axes,
            "attention_mask": axes,
            "heads": {0: "batch"},
            "tokens": axes,
        },
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
