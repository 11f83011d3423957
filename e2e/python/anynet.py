"""AnyNet in PyTorch, written from the paper and from what a file of weights says of its network.

Shares no code with the program: what both compute alike is right in both. Modules have the names of the weights (those of
pycls), so a file of weights is a state_dict.
"""

import json

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn

STEMS = {"cifar": (3, 1, False), "imagenet": (3, 2, False), "resnet": (7, 2, True)}


class Net(nn.Module):
    """A network as its description gives it: [N, 3, S, S] normalised images to [N, classes] logits."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        kernel, stride, self.pools = STEMS[network["stem"]]
        width = network["stemWidth"]
        self.stem = nn.ModuleDict({"conv": conv(3, width, kernel, stride), "bn": self.norm(width)})
        self.blocks = []
        for i, stage in enumerate(network["stages"], 1):
            blocks = nn.Module()
            for j in range(1, stage["depth"] + 1):
                kind = MBConv if network["block"] == "mbconv" else Block
                block = kind(self, width, stage, stage["stride"] if j == 1 else 1)
                blocks.add_module(f"b{j}", block)
                self.blocks.append(block)
                width = stage["width"]
            self.add_module(f"s{i}", blocks)
        head, head_width = {}, network["headWidth"]
        if head_width > 0:
            # As in pycls, whose EfficientNet has a head of its own.
            self.head_bn = "conv_bn" if network["block"] == "mbconv" else "bn"
            head = {"conv": conv(width, head_width), self.head_bn: self.norm(head_width)}
            width = head_width
        self.head = nn.ModuleDict({**head, "fc": nn.Linear(width, network["classes"])})

    def norm(self, width):
        return nn.BatchNorm2d(width, eps=self.network["bnEpsilon"])

    def act(self, x):
        return torch.relu(x) if self.network["activation"] == "relu" else nn.functional.silu(x)

    def forward(self, x):
        x = self.act(self.stem["bn"](self.stem["conv"](x)))
        if self.pools:
            x = nn.functional.max_pool2d(x, 3, 2, 1)
        for block in self.blocks:
            x = block(x, self.act)
        if "conv" in self.head:
            x = self.act(self.head[self.head_bn](self.head["conv"](x)))
        return self.head["fc"](x.mean((2, 3)))


def conv(inputs, outputs, kernel=1, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)


class Branch(nn.Module):
    """The convolutions of a block, under the names a, b, c with a_bn, ..."""

    def __init__(self, net, convolutions, excitation=None):
        super().__init__()
        self.names = [name for name, _ in convolutions]
        for name, layer in convolutions:
            self.add_module(name, layer)
            self.add_module(f"{name}_bn", net.norm(layer.out_channels))
        self.se = excitation

    def forward(self, x, act):
        for name in self.names:
            x = getattr(self, f"{name}_bn")(getattr(self, name)(x))
            if name != self.names[-1]:
                x = act(x)
            if name == "b" and self.se is not None:
                x = self.se(x, act)
        return x


class Excitation(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        # The activation between them has no weights, but a place: pycls counts it.
        self.f_ex = nn.ModuleDict({"0": nn.Conv2d(width, inner, 1), "2": nn.Conv2d(inner, width, 1)})

    def forward(self, x, act):
        pooled = x.mean((2, 3), keepdim=True)
        return x * torch.sigmoid(self.f_ex["2"](act(self.f_ex["0"](pooled))))


class MBConv(nn.Module):
    """EfficientNet's inverted bottleneck, with squeeze-and-excitation on the expanded width."""

    def __init__(self, net, inputs, stage, stride):
        super().__init__()
        width, inner = stage["width"], max(1, round(inputs / stage["bottleneckRatio"]))
        if inner != inputs:
            self.exp, self.exp_bn = conv(inputs, inner), net.norm(inner)
        self.dwise, self.dwise_bn = conv(inner, inner, stage.get("kernel", 3), stride, inner), net.norm(inner)
        hidden = int(inputs * net.network["seRatio"])
        self.se = Excitation(inner, hidden) if hidden > 0 else None
        self.lin_proj, self.lin_proj_bn = conv(inner, width), net.norm(width)
        self.keeps = inputs == width and stride == 1

    def forward(self, x, act):
        y = act(self.exp_bn(self.exp(x))) if hasattr(self, "exp") else x
        y = act(self.dwise_bn(self.dwise(y)))
        if self.se is not None:
            y = self.se(y, act)
        y = self.lin_proj_bn(self.lin_proj(y))
        return x + y if self.keeps else y


class Block(nn.Module):
    """One block of any kind: its branch, and beside it the identity, a projection, or nothing."""

    def __init__(self, net, inputs, stage, stride):
        super().__init__()
        kind, width = net.network["block"], stage["width"]
        self.ends_active = kind != "linear"
        # Without a residual the convolutions are the block's own modules.
        self.is_plain = kind in ("v", "vanilla")
        if self.is_plain or kind in ("vr", "basic"):
            layers = [("a", conv(inputs, width, 3, stride))]
            if kind in ("vanilla", "basic"):
                layers.append(("b", conv(width, width, 3)))
            branch = Branch(net, layers)
        else:
            inner = round(width / stage["bottleneckRatio"])
            groups = 1 if kind == "r" else max(1, inner // stage["groupWidth"])
            hidden = round(inputs * net.network["seRatio"]) if kind in ("y", "linear") else 0
            middle = conv(inner, inner, 3, stride, groups)
            layers = [("a", conv(inputs, inner)), ("b", middle), ("c", conv(inner, width))]
            branch = Branch(net, layers, Excitation(inner, hidden) if hidden > 0 else None)
        if self.is_plain:
            for name, module in branch.named_children():
                self.add_module(name, module)
            self.names, self.se = branch.names, None
            return
        self.f = branch
        self.keeps = inputs == width and stride == 1
        if not self.keeps and kind != "linear":
            self.proj, self.bn = conv(inputs, width, 1, stride), net.norm(width)

    def forward(self, x, act):
        if self.is_plain:
            return act(Branch.forward(self, x, act))
        y = self.f(x, act)
        if self.keeps:
            y = x + y
        elif hasattr(self, "proj"):
            y = self.bn(self.proj(x)) + y
        return act(y) if self.ends_active else y


def load(path):
    """The network of a file of weights, ready to evaluate, and the file's description of its run."""
    with safe_open(path, "pt") as file:
        description = json.loads(file.metadata()["description"])
    net = Net(description["network"])
    missing, unexpected = net.load_state_dict(load_file(path), strict=False)
    # A counter of BatchNorm2d that no output depends on.
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(f"{path}: missing {missing}, unexpected {unexpected}")
    return net.eval(), description
