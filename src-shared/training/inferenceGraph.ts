import { assemble, walkWithParts } from '#shared/networks/assemble.ts'
import type { Layers } from '#shared/networks/layers.ts'
import type { Network } from '#shared/networks/network.ts'
import { OnnxGraph } from '#shared/onnx/onnxGraph.ts'
import { exportOpset, type Opset } from '#shared/onnx/opsets.ts'

/** A feature map [batch, width, H, W] in the ONNX graph. */
interface Feature {
  name: string
  width: number
}

/** Per channel, on the 0..1 scale. */
export interface Normalisation {
  mean: readonly number[]
  std: readonly number[]
}

/**
 * A trained network as a portable ONNX model: input `images` [batch, 3, H, W], RGB in 0..1 (normalised inside the
 * model), output `logits` [batch, classes]; batch is dynamic. Batch normalisation is folded into the convolutions in
 * double precision. Uses only standard operators, named by their part (`s1.b2/Conv_9`), and stores the shape of every
 * value. `tensors` maps reference names to parameters and running statistics; throws RangeError if one is missing or
 * has the wrong size.
 */
export function inferenceModel(
  network: Network,
  tensors: ReadonlyMap<string, Float32Array>,
  { mean, std }: Normalisation,
  { metadata = {}, opset = exportOpset }: { metadata?: Readonly<Record<string, string>>; opset?: Opset } = {},
): Uint8Array {
  const onnx = new OnnxGraph()
  onnx.scope = 'stem'
  const { imageSize, classes } = network
  onnx.input('images', ['batch', 3, imageSize, imageSize])
  const centred = onnx.add('Sub', ['images', onnx.floats(mean, [1, 3, 1, 1])])
  const normalised = onnx.add('Div', [centred, onnx.floats(std, [1, 3, 1, 1])])
  const walk = walkWithParts<Feature>(network, (stage, block) => {
    onnx.scope = stage > 0 ? `s${stage}.b${block}` : 'head'
  })
  const layers = inferenceLayers(onnx, network, tensors)
  const logits = assemble(layers, network, { name: normalised, width: 3 }, walk)
  onnx.addNamed('Identity', [logits.name], ['logits'])
  onnx.output('logits', ['batch', classes])
  return onnx.serialise('network', { metadata, opset, withShapes: true })
}

function inferenceLayers(
  onnx: OnnxGraph,
  network: Network,
  tensors: ReadonlyMap<string, Float32Array>,
): Layers<Feature> {
  const tensor = (name: string, size: number): Float32Array => {
    const data = tensors.get(name)
    if (data?.length !== size)
      throw new RangeError(`invalid tensor ${name}: ${data?.length ?? 'none'} (expected ${size} elements)`)
    return data
  }
  const activate = (name: string) =>
    network.activation === 'relu' ? onnx.add('Relu', [name]) : onnx.add('Mul', [name, onnx.add('Sigmoid', [name])])
  const excitation = (x: string, name: string, inputs: number, outputs: number) => {
    const weight = onnx.floats(tensor(`${name}.weight`, outputs * inputs), [outputs, inputs, 1, 1])
    const bias = onnx.floats(tensor(`${name}.bias`, outputs), [outputs])
    // Redundant in the standard, but OpenCV refuses a convolution without kernel_shape.
    return onnx.add('Conv', [x, weight, bias], { kernel_shape: [1, 1] })
  }
  return {
    convBn(x, name, bnName, { width, kernel, stride, groups }) {
      const perOutput = (x.width / groups) * kernel * kernel
      const weight = tensor(`${name}.weight`, width * perOutput)
      const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map((suffix) =>
        tensor(`${bnName}.${suffix}`, width),
      ) as [Float32Array, Float32Array, Float32Array, Float32Array]
      const factor = Float64Array.from(gamma, (g, c) => g / Math.sqrt(variance[c]! + network.bnEpsilon))
      const folded = Float32Array.from(weight, (w, i) => w * factor[Math.floor(i / perOutput)]!)
      const bias = Float32Array.from(beta, (b, c) => b - mean[c]! * factor[c]!)
      const padding = (kernel - 1) / 2
      const y = onnx.add(
        'Conv',
        [x.name, onnx.floats(folded, [width, x.width / groups, kernel, kernel]), onnx.floats(bias, [width])],
        {
          kernel_shape: [kernel, kernel],
          strides: [stride, stride],
          pads: [padding, padding, padding, padding],
          group: groups,
        },
      )
      return { name: y, width }
    },
    activation: ({ name, width }) => ({ name: activate(name), width }),
    add: (a, b) => ({ name: onnx.add('Add', [a.name, b.name]), width: a.width }),
    squeezeExcite(x, name, inner) {
      const pooled = onnx.add('GlobalAveragePool', [x.name])
      const hidden = activate(excitation(pooled, `${name}.f_ex.0`, x.width, inner))
      const scale = onnx.add('Sigmoid', [excitation(hidden, `${name}.f_ex.2`, inner, x.width)])
      return { name: onnx.add('Mul', [x.name, scale]), width: x.width }
    },
    maxPool: ({ name, width }) => ({
      name: onnx.add('MaxPool', [name], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
      width,
    }),
    classify(x, name, classes) {
      const flat = onnx.add('Flatten', [onnx.add('GlobalAveragePool', [x.name])])
      const weight = onnx.floats(tensor(`${name}.weight`, classes * x.width), [classes, x.width])
      const bias = onnx.floats(tensor(`${name}.bias`, classes), [classes])
      return { name: onnx.add('Gemm', [flat, weight, bias], { transB: 1 }), width: classes }
    },
    width: (x) => x.width,
  }
}
