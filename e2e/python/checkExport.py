"""Checks exported models by other programs. Standard input: one JSON object {opsets, cases: [{weights, model}]}.

Prints one JSON object: versions, and per case how far each program's logits are from PyTorch's in float64, as a share of the
largest of these, or what it says when it refuses the model. Exits with a traceback where PyTorch or onnx's checker does.
"""

import json
import sys

import numpy as np
import onnx
import onnx.reference
import torch

from anynet import load


def optional(name):
    try:
        return __import__(name)
    except ImportError:
        return None


onnxruntime, cv2 = optional("onnxruntime"), optional("cv2")


def shapes_are_told(model):
    """Whether every value of the graph has a shape, and it is that which ONNX infers."""
    told = {value.name: value for value in model.graph.value_info}
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    del bare.graph.value_info[:]
    inferred = {v.name: v for v in onnx.shape_inference.infer_shapes(bare, strict_mode=True).graph.value_info}
    return told.keys() == inferred.keys() and all(told[name].type == inferred[name].type for name in inferred)


def check(case):
    net, description = load(case["weights"])
    model = onnx.load(case["model"])
    onnx.checker.check_model(model, full_check=True)
    size, dataset = description["network"]["imageSize"], description["dataset"]
    images = torch.rand((5, 3, size, size), generator=torch.Generator().manual_seed(1))
    mean, std = (torch.tensor(dataset[key], dtype=torch.float64).view(1, 3, 1, 1) for key in ("mean", "std"))
    with torch.no_grad():
        expected = net.double()((images.double() - mean) / std).numpy()

    found = {}
    for program, compute in programs.items():
        try:
            logits = compute(case["model"], images.numpy())
            found[program] = float(np.abs(logits - expected).max() / np.abs(expected).max())
        except Exception as refusal:
            found[program] = str(refusal)
    return {
        "opset": model.opset_import[0].version,
        "ir": model.ir_version,
        "hasShapes": shapes_are_told(model),
        "found": found,
    }


def by_reference(path, images):
    return onnx.reference.ReferenceEvaluator(path).run(None, {"images": images})[0]


def by_onnxruntime(path, images):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return session.run(["logits"], {"images": images})[0]


def by_opencv(path, images):
    net = cv2.dnn.readNetFromONNX(path)
    net.setInput(images)
    return net.forward()


programs = {"reference": by_reference}
if onnxruntime:
    programs["onnxruntime"] = by_onnxruntime
if cv2:
    programs["opencv"] = by_opencv
request = json.load(sys.stdin)
modules = {"reference": onnx, "torch": torch, "onnxruntime": onnxruntime, "opencv": cv2}
# The least IR version of each operator set, as the package has it.
ir_versions = {
    str(opset): onnx.helper.find_min_ir_version_for([onnx.helper.make_opsetid("", opset)]) for opset in request["opsets"]
}
json.dump(
    {
        "versions": {name: module.__version__ for name, module in modules.items() if module},
        "irVersions": ir_versions,
        "cases": [check(case) for case in request["cases"]],
    },
    sys.stdout,
)
