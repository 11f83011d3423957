import { z } from 'zod'
import { innerWidth } from './blocks/bottleneck.ts'
import { activationIds, networkSchema, type BlockId, type Network, type StemId } from './network.ts'

const stemNames: Record<StemId, string> = {
  cifar: 'res_stem_cifar',
  imagenet: 'simple_stem_in',
  resnet: 'res_stem_in',
}
/** Written names. x, y and r share pycls's residual bottleneck; v and vr, which pycls lacks, get names of their own. */
const blockNames: Record<BlockId, string> = {
  x: 'res_bottleneck_block',
  y: 'res_bottleneck_block',
  r: 'res_bottleneck_block',
  v: 'single_block',
  vr: 'res_single_block',
  vanilla: 'vanilla_block',
  basic: 'res_basic_block',
  linear: 'res_bottleneck_linear_block',
}
const plainBlocks: readonly BlockId[] = ['v', 'vr', 'vanilla', 'basic']

/** The neutral network form: arrays per stage, pycls's names; `bot_muls` are inverse bottleneck ratios. */
export const neutralNetworkSchema = z.strictObject({
  stem_type: z.enum(Object.values(stemNames)),
  stem_w: z.int().min(1),
  block_type: z.enum(Object.values(blockNames)),
  depths: z.array(z.int().min(1)).min(1),
  widths: z.array(z.int().min(1)).min(1),
  strides: z.array(z.int().min(1)).min(1),
  bot_muls: z.array(z.number().positive()).nullable(),
  group_ws: z.array(z.int().min(1)).nullable(),
  head_w: z.int().min(0),
  se_r: z.number().min(0).max(1),
  num_classes: z.int().min(2),
  im_size: z.int().min(1),
  activation: z.enum(activationIds).optional(),
  bn_eps: z.number().positive().optional(),
})
export type NeutralNetwork = z.infer<typeof neutralNetworkSchema>

/** The network that a neutral form describes. Throws RangeError when the arrays differ in length. */
export function fromNeutralForm(form: NeutralNetwork): Network {
  const stages = form.depths.length
  for (const key of ['widths', 'strides', 'bot_muls', 'group_ws'] as const) {
    const length = form[key]?.length ?? stages
    if (length !== stages) throw new RangeError(`invalid ${key}: ${length} values (depths has ${stages})`)
  }
  const [stem] = Object.entries(stemNames).find(([, name]) => name === form.stem_type)!
  return networkSchema.parse({
    stem,
    stemWidth: form.stem_w,
    block: readBlock(form),
    stages: form.depths.map((depth, i) => ({
      depth,
      width: form.widths[i],
      stride: form.strides[i],
      bottleneckRatio: 1 / (form.bot_muls?.[i] ?? 1),
      groupWidth: form.group_ws?.[i] ?? form.widths[i],
    })),
    headWidth: form.head_w,
    seRatio: form.se_r,
    classes: form.num_classes,
    imageSize: form.im_size,
    activation: form.activation ?? 'relu',
    bnEpsilon: form.bn_eps ?? 1e-5,
  })
}

function readBlock(form: NeutralNetwork): BlockId {
  if (form.block_type === blockNames.x) return form.se_r > 0 ? 'y' : 'x'
  return (Object.keys(blockNames) as BlockId[]).find((id) => blockNames[id] === form.block_type)!
}

/** The neutral form of `network`. A dense bottleneck (r) is written with one group per stage. */
export function toNeutralForm(network: Network): NeutralNetwork {
  const plain = plainBlocks.includes(network.block)
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
    group_ws: plain ? null : stages.map(groupWidth),
    head_w: network.headWidth,
    se_r: network.seRatio,
    num_classes: network.classes,
    im_size: network.imageSize,
    activation: network.activation,
    bn_eps: network.bnEpsilon,
  }
}
