"""Writes residual.onnx, a residual network of other operators than the bench exports: batch normalisations, depthwise and
dilated convolutions, windows by ceil_mode and auto_pad, a shape that is computed, an open image size. Prints its costs at 37
pixels, from the shapes that onnx's own inference gives.

    pip install onnx==1.23.2 && python residual.py
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import helper as h, numpy_helper as nh, TensorProto as T

r = np.random.default_rng(0)
inits = []
nodes = []


def w(name, *s, dt=np.float32):
    inits.append(nh.from_array((r.standard_normal(s) * 0.1).astype(dt), name))
    return name


def i64(name, v):
    inits.append(nh.from_array(np.array(v, dtype=np.int64), name))
    return name


def conv(x, y, ci, co, k, s=1, g=1, d=1, bias=False, **kw):
    ins = [x, w(y + '.w', co, ci // g, k, k)] + ([w(y + '.b', co)] if bias else [])
    p = d * (k - 1) // 2
    nodes.append(
        h.make_node(
            'Conv',
            ins,
            [y],
            name=y,
            kernel_shape=[k, k],
            strides=[s, s],
            group=g,
            dilations=[d, d],
            pads=[p] * 4,
        )
    )
    return y


def bn(x, y, c):
    nodes.append(h.make_node('BatchNormalization', [x] + [w(f'{y}.{n}', c) for n in 'gbmv'], [y], name=y))
    return y


def op(t, i, o, **k):
    nodes.append(h.make_node(t, i, [o], name=o, **k))
    return o


x = op('Relu', [bn(conv('image', 'c1', 3, 8, 3, 2), 'n1', 8)], 'r1')
x = op('MaxPool', [x], 'p1', kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 0, 0], ceil_mode=1)
y = op('HardSwish', [bn(conv(x, 'c2', 8, 8, 3, 1, 8), 'n2', 8)], 'h2')
y = bn(conv(y, 'c3', 8, 8, 1), 'n3', 8)
x = op('Add', [x, y], 'a1')
z = conv(x, 'c4', 8, 12, 3, 1, 2, 2, bias=True)
nodes.append(h.make_node('Split', [z, i64('sz', [4, 8])], ['s1', 's2'], name='split', axis=1))
x = op('Concat', ['s2', 's1'], 'cc', axis=1)
x = op('AveragePool', [x], 'ap', kernel_shape=[2, 2], strides=[2, 2], auto_pad='SAME_UPPER')
sh = op('Shape', [x], 'sh')
b = op('Gather', [sh, i64('zero', 0)], 'bg', axis=0)
b = op('Unsqueeze', [b, i64('ax', [0])], 'bu')
tgt = op('Concat', [b, i64('neg', [-1])], 'tgt', axis=0)
x = op('Reshape', [op('ReduceMean', [x, i64('axes', [2, 3])], 'rm', keepdims=1), tgt], 'flat')
x = op('MatMul', [x, w('fc.w', 12, 5)], 'mm')
x = op('Add', [x, w('fc.b', 5)], 'out')
g = h.make_graph(
    nodes,
    'g',
    [h.make_tensor_value_info('image', T.FLOAT, ['N', 3, 'H', 'W'])],
    [h.make_tensor_value_info('out', T.FLOAT, ['N', 5])],
    inits,
)
m = h.make_model(g, opset_imports=[h.make_opsetid('', 18)], producer_name='by-hand', ir_version=9)
onnx.checker.check_model(m)
(Path(__file__).parent / 'residual.onnx').write_bytes(m.SerializeToString())
# Independent shapes and counts: onnx's own shape inference at 37 pixels, and numpy products.
g.input[0].type.tensor_type.shape.dim[0].dim_value = 1
for i in (2, 3):
    g.input[0].type.tensor_type.shape.dim[i].dim_value = 37
inf = onnx.shape_inference.infer_shapes(
    h.make_model(g, opset_imports=[h.make_opsetid('', 18)], ir_version=9), data_prop=True, strict_mode=True
)
shapes = {
    v.name: [d.dim_value for d in v.type.tensor_type.shape.dim]
    for v in list(inf.graph.value_info) + list(inf.graph.output)
}
W = {t.name: tuple(t.dims) for t in inits}
fl = pa = ac = 0
for n in nodes:
    if n.op_type == 'Conv':
        o = int(np.prod(shapes[n.output[0]]))
        fl += o * int(np.prod(W[n.input[1]][1:]))
        ac += o
        pa += sum(int(np.prod(W[i])) for i in n.input[1:])
    if n.op_type == 'MatMul':
        fl += 12 * 5
        pa += 60
    if n.op_type == 'BatchNormalization':
        pa += 2 * W[n.input[1]][0]
names = ('c1', 'p1', 'c4', 's1', 'cc', 'ap', 'rm', 'flat', 'out')
print(fl, pa, ac, {name: shapes[name] for name in names})
