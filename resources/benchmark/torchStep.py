"""Times training steps of networks in PyTorch, as `regbench bench compare` asks for them.

Reads a request as a line of JSON from standard input and answers each with a line of JSON on standard output:

    {"do": "load", "layers": [...], "imageSize": 32, "batch": 64, "device": "cpu", "threads": 1,
     "optimiser": {...}, "fused": true, "compile": false, "amp": false}   -> {"parameters": 2315120}
    {"do": "time", "steps": 5}                                            -> {"times": [12.1, ...]} in milliseconds
    {"do": "drop"}                                                        -> {}

Each load has an "id", which the requests about it repeat. The first line that is printed tells the version of PyTorch, or
what is missing. A request that fails is answered {"error": "..."}. Networks are in channels-last layout, which is the
faster one for convolutions on CPUs and, with automatic mixed precision, on GPUs. Images are noise.
"""

import json
import os
import sys
import time

answers = os.fdopen(os.dup(1), "w")
# What libraries print must not come between the answers.
os.dup2(2, 1)


def answer(value):
    answers.write(json.dumps(value) + "\n")
    answers.flush()


try:
    import torch
    from torch import nn
except ImportError as error:
    answer({"missing": str(error)})
    sys.exit(0)

activations = {"relu": lambda: nn.ReLU(inplace=True), "silu": lambda: nn.SiLU(inplace=True)}


class SqueezeExcite(nn.Module):
    def __init__(self, width, inner, activation):
        super().__init__()
        self.weights = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(width, inner, 1),
            activations[activation](),
            nn.Conv2d(inner, width, 1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return x * self.weights(x)


def module_of(layer):
    """The module of a layer with one input."""
    op = layer["op"]
    if op == "convBn":
        kernel = layer["kernel"]
        convolution = nn.Conv2d(
            layer["from"],
            layer["to"],
            kernel,
            layer["stride"],
            (kernel - 1) // 2,
            groups=layer["groups"],
            bias=False,
        )
        return nn.Sequential(convolution, nn.BatchNorm2d(layer["to"], eps=layer["epsilon"]))
    if op == "activation":
        return activations[layer["kind"]]()
    if op == "squeezeExcite":
        return SqueezeExcite(layer["width"], layer["inner"], layer["activation"])
    if op == "maxPool":
        return nn.MaxPool2d(3, 2, 1)
    if op == "classify":
        return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(layer["from"], layer["to"]))
    raise ValueError(f"unknown layer: {op}")


class Network(nn.Module):
    """A network by the list of its layers; -1 among the inputs of a layer are the images."""

    def __init__(self, layers):
        super().__init__()
        self.inputs = [layer["of"] for layer in layers]
        self.modules_in_order = nn.ModuleList(
            nn.Identity() if layer["op"] == "add" else module_of(layer) for layer in layers
        )

    def forward(self, images):
        made = []
        for module, of in zip(self.modules_in_order, self.inputs):
            x = images if of[0] < 0 else made[of[0]]
            made.append(module(x) if len(of) == 1 else x + made[of[1]])
        return made[-1]


class Timed:
    """A network with what a training step of it needs."""

    def __init__(self, request):
        self.device = request["device"]
        torch.set_num_threads(request["threads"])
        torch.manual_seed(0)
        memory = {"memory_format": torch.channels_last}
        network = Network(request["layers"]).to(self.device).to(**memory)
        self.parameters = sum(parameter.numel() for parameter in network.parameters())
        batch, size = request["batch"], request["imageSize"]
        self.images = torch.randn(batch, 3, size, size, device=self.device).to(**memory)
        self.labels = (torch.arange(batch) % request["layers"][-1]["to"]).to(self.device)
        optimiser = request["optimiser"]
        self.optimiser = torch.optim.SGD(
            network.parameters(),
            lr=0.01,
            momentum=optimiser["momentum"],
            nesterov=optimiser["nesterov"],
            weight_decay=optimiser["weightDecay"]["weight"],
            fused=request["fused"],
        )
        self.amp = request["amp"]
        self.network = torch.compile(network) if request["compile"] else network
        self.loss = nn.CrossEntropyLoss()

    def wait(self):
        if self.device != "cpu":
            torch.cuda.synchronize()

    def step(self):
        """One step: forward, backward and update. Returns its milliseconds."""
        self.wait()
        began = time.perf_counter()
        self.optimiser.zero_grad(set_to_none=True)
        with torch.autocast(self.device.split(":")[0], dtype=torch.bfloat16, enabled=self.amp):
            loss = self.loss(self.network(self.images), self.labels)
        loss.backward()
        self.optimiser.step()
        self.wait()
        return (time.perf_counter() - began) * 1e3


loaded = {}


def handled(request):
    if request["do"] == "load":
        timed = Timed(request)
        loaded[request["id"]] = timed
        return {"parameters": timed.parameters}
    if request["do"] == "drop":
        del loaded[request["id"]]
        return {}
    timed = loaded[request["id"]]
    return {"times": [timed.step() for _ in range(request["steps"])]}


def device_name():
    return torch.cuda.get_device_name(0) if torch.cuda.is_available() else None


answer({"torch": torch.__version__, "gpu": device_name()})
for line in sys.stdin:
    try:
        answer(handled(json.loads(line)))
    except Exception as error:  # Every failure is the answer to its request.
        answer({"error": f"{type(error).__name__}: {error}".splitlines()[0]})
