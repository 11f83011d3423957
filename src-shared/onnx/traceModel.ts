import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { KnownValue, OnnxShape } from './onnxNode.ts'
import type { OnnxModel } from './readModel.ts'
import { knownOutputs } from './shapeRules.ts'

/** The image that a model takes. */
export interface ImageInput {
  readonly name: string
  readonly channels: number
  /** Height and width in pixels. */
  readonly size: readonly [number, number]
  /** Whether the model leaves the size open, so that it was chosen. */
  readonly isOpen: boolean
  /** Images at once; 1 if the model leaves it open. */
  readonly batch: number
}

/** The shapes in a model for one size of its image. */
export interface TracedModel {
  readonly image: ImageInput
  /** Of every value whose shape is known, constants included. */
  readonly values: ReadonlyMap<string, KnownValue>
  /** Values that follow from constants alone: weights, also where they are computed. */
  readonly fixed: ReadonlySet<string>
}

/** Channels of images: grey, grey with opacity, RGB, RGB with opacity. */
const channelCounts: readonly (number | string)[] = [1, 2, 3, 4]

/**
 * Follows the shapes through a model, for an image of `imageSize` pixels a side where the model leaves that open, and
 * batches of one where it leaves those open. Throws ValueError if it takes no image.
 */
export function traceModel(model: OnnxModel, imageSize: number): TracedModel {
  const { image, open } = imageOf(model, imageSize)
  const values = new Map<string, KnownValue>()
  const fixed = new Set(model.constants.keys())
  for (const [name, { shape, numbers }] of model.constants) values.set(name, { shape, numbers: numbers ?? undefined })
  for (const { name, shape } of model.inputs) if (shape) values.set(name, { shape: closed(shape, open) })
  for (const node of model.nodes) {
    // An input that is left out has an empty name.
    const inputs = node.inputs.map((name) => values.get(name))
    const isFixed = node.inputs.every((name) => name === '' || fixed.has(name))
    const outputs = node.value
      ? [{ shape: node.value.shape, numbers: node.value.numbers ?? undefined }]
      : outputsOf(node, inputs)
    node.outputs.forEach((name, i) => {
      if (isFixed) fixed.add(name)
      const known = outputs[i] ?? told(model.told.get(name), open)
      if (known) values.set(name, known)
    })
  }
  return { image, values, fixed }
}

/** What is known of a node's outputs; nothing of one whose operands do not match, as in a graph for another size. */
function outputsOf(...[node, inputs]: [OnnxModel['nodes'][number], (KnownValue | undefined)[]]) {
  try {
    return knownOutputs(inputs, node)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return []
  }
}

function imageOf({ inputs }: OnnxModel, imageSize: number): { image: ImageInput; open: Map<string, number> } {
  for (const { name, shape } of inputs) {
    if (shape?.length !== 4) continue
    const isLast = !channelCounts.includes(shape[1]!) && channelCounts.includes(shape[3]!)
    const [channels, ...size] = isLast ? [shape[3]!, shape[1]!, shape[2]!] : [shape[1]!, shape[2]!, shape[3]!]
    if (!channelCounts.includes(channels)) continue
    const open = new Map<string, number>()
    for (const one of size) if (typeof one === 'string') open.set(one, imageSize)
    if (typeof shape[0] === 'string') open.set(shape[0], 1)
    const [height, width] = size.map((one) => (typeof one === 'string' ? imageSize : one)) as [number, number]
    const batch = typeof shape[0] === 'number' && shape[0] > 0 ? shape[0] : 1
    const isOpen = size.some((one) => typeof one === 'string')
    return { image: { name, channels: Number(channels), size: [height, width], isOpen, batch }, open }
  }
  const said = inputs.map(({ name, shape }) => `${name} [${shape?.join(', ') ?? '?'}]`)
  throw new ValueError(sentence('onnxNoImage', { inputs: said.length > 0 ? said : ['–'] }))
}

/** A shape with numbers for its symbols; a symbol of unknown meaning, as of another input, is one. */
const closed = (shape: OnnxShape, open: ReadonlyMap<string, number>): number[] =>
  shape.map((size) => (typeof size === 'number' ? size : (open.get(size) ?? 1)))

/** A shape that the file tells, where each of its sizes has a number. */
function told(shape: OnnxShape | undefined, open: ReadonlyMap<string, number>): KnownValue | undefined {
  const isKnown = shape?.every((size) => typeof size === 'number' || (size !== '?' && open.has(size)))
  return shape && isKnown ? { shape: closed(shape, open) } : undefined
}
