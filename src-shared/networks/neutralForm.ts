import { z } from 'zod'
import { limits } from '#shared/schema/limits.ts'
import { invalid, type Fault } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { blocks } from './blocks/blocks.ts'
import { innerWidth } from './blocks/bottleneck.ts'
import { asBuilt, networkFaults } from './buildable.ts'
import { ratioOfMultiplier } from './compatibility.ts'
import {
  activationIds,
  blockIds,
  kernelSchema,
  stemIds,
  type BlockId,
  type Network,
  type Stage,
  type StemId,
} from './network.ts'

const stemNames: Record<StemId, string> = {
  cifar: 'res_stem_cifar',
  imagenet: 'simple_stem_in',
  resnet: 'res_stem_in',
}
/**
 * Block names as written. x, y and r share pycls's residual bottleneck; v, vr and mbconv are not among pycls's block
 * types and get their own names.
 */
const blockNames: Record<BlockId, string> = {
  x: 'res_bottleneck_block',
  y: 'res_bottleneck_block',
  r: 'res_bottleneck_block',
  v: 'single_block',
  vr: 'res_single_block',
  vanilla: 'vanilla_block',
  basic: 'res_basic_block',
  linear: 'res_bottleneck_linear_block',
  mbconv: 'mbconv_block',
}
const plainBlocks: readonly BlockId[] = ['v', 'vr', 'vanilla', 'basic']

function perStage<S extends z.ZodType>(value: S) {
  return z.array(value).min(1).max(limits.stages)
}

/**
 * The neutral network form: one array per stage size, under pycls's names; `bot_muls` are inverse bottleneck ratios, of
 * mbconv blocks the expansion ratios.
 */
export const neutralNetworkSchema = z.strictObject({
  stem_type: z.enum(Object.values(stemNames)),
  stem_w: z.int().min(1),
  block_type: z.enum(Object.values(blockNames)),
  depths: perStage(z.int().min(1).max(limits.stageDepth)),
  widths: perStage(z.int().min(1)),
  strides: perStage(z.int().min(1).max(4)),
  bot_muls: perStage(z.number().positive()).nullable(),
  group_ws: perStage(z.int().min(1)).nullable(),
  /** Of mbconv blocks alone. */
  kernels: perStage(kernelSchema).nullable().optional(),
  head_w: z.int().min(0),
  se_r: z.number().min(0).max(1),
  num_classes: z.int().min(2),
  im_size: z.int().min(1),
  activation: z.enum(activationIds).optional(),
  bn_eps: z.number().positive().optional(),
})
export type NeutralNetwork = z.infer<typeof neutralNetworkSchema>

type ListName = 'depths' | 'widths' | 'strides' | 'bot_muls' | 'group_ws' | 'kernels'
/** Path in the user's input of a list of the neutral form, or of its entry for a stage (from 0). */
export type PlaceOf = (list: ListName, stage?: number) => readonly PropertyKey[]
const ownPlaces: PlaceOf = (list, stage) => (stage === undefined ? [list] : [list, stage])
const listOf: Readonly<Record<keyof Stage, ListName>> = {
  ...{ depth: 'depths', width: 'widths', stride: 'strides', bottleneckRatio: 'bot_muls', groupWidth: 'group_ws' },
  kernel: 'kernels',
}

/**
 * The network described by a neutral form, with group widths as built; one group without `group_ws`. Throws ValueError
 * naming place and value if it cannot be built or trained. `what` names the form in the user's words.
 */
export function fromNeutralForm(
  form: NeutralNetwork,
  what: Sentence | string = sentence('network'),
  placeOf: PlaceOf = ownPlaces,
): Network {
  const stages = form.depths.length
  const unlike = (['widths', 'strides', 'bot_muls', 'group_ws', 'kernels'] as const).flatMap((key): Fault[] => {
    const count = form[key]?.length ?? stages
    const said = sentence('sizesUnlike', { count, key: placeOf('depths').join('.'), stages })
    return count === stages ? [] : [{ path: placeOf(key), said }]
  })
  if (unlike.length > 0) throw new ValueError(invalid(what, unlike))
  const [stem] = Object.entries(stemNames).find(([, name]) => name === form.stem_type) as [StemId, string]
  const network: Network = {
    stem,
    stemWidth: form.stem_w,
    block: readBlock(form),
    stages: form.depths.map((depth, i) => {
      const width = form.widths[i]!
      const bottleneckRatio = ratioOfMultiplier(form.bot_muls?.[i] ?? 1)
      const groupWidth = form.group_ws?.[i] ?? Math.max(1, innerWidth(width, bottleneckRatio))
      const kernel = form.kernels?.[i]
      return { depth, width, stride: form.strides[i]!, bottleneckRatio, groupWidth, ...(kernel && { kernel }) }
    }),
    headWidth: form.head_w,
    seRatio: form.se_r,
    classes: form.num_classes,
    imageSize: form.im_size,
    activation: form.activation ?? 'relu',
    bnEpsilon: form.bn_eps ?? 1e-5,
  }
  const faults = networkFaults(network, (size, stage) => {
    const list = form[listOf[size]]
    const path = placeOf(listOf[size], list ? stage : undefined)
    return list ? { path, value: String(list[stage]) } : { path }
  })
  if (faults.length > 0) throw new ValueError(invalid(what, faults))
  return asBuilt(network)
}

const readBlock = ({ block_type, se_r }: NeutralNetwork): BlockId => blockNamed(block_type, se_r)!

/** The block type of an id or a name of the neutral form, with a squeeze-and-excitation ratio (0: none). */
export function blockNamed(name: string, seRatio: number): BlockId | undefined {
  if (name === blockNames.x) return seRatio > 0 ? 'y' : 'x'
  return blockIds.find((id) => id === name || blockNames[id] === name)
}

/** The stem type of an id or a name of the neutral form. */
export const stemNamed = (name: string): StemId | undefined =>
  stemIds.find((id) => id === name || stemNames[id] === name)

/** The neutral form of `network`. A dense bottleneck (r) is written with one group per stage. */
export function toNeutralForm(network: Network): NeutralNetwork {
  const plain = plainBlocks.includes(network.block)
  const { depthwise } = blocks[network.block]
  const { stages } = network
  const groupWidth = (s: Network['stages'][number]) =>
    network.block === 'r' ? Math.max(1, innerWidth(s.width, s.bottleneckRatio)) : s.groupWidth
  return {
    stem_type: stemNames[network.stem],
    stem_w: network.stemWidth,
    block_type: blockNames[network.block],
    depths: stages.map((s) => s.depth),
    widths: stages.map((s) => s.width),
    strides: stages.map((s) => s.stride),
    bot_muls: plain ? null : stages.map((s) => 1 / s.bottleneckRatio),
    group_ws: plain || depthwise ? null : stages.map(groupWidth),
    ...(depthwise && { kernels: stages.map(({ kernel = 3 }) => kernel) }),
    head_w: network.headWidth,
    se_r: network.seRatio,
    num_classes: network.classes,
    im_size: network.imageSize,
    activation: network.activation,
    bn_eps: network.bnEpsilon,
  }
}
