import { z } from 'zod'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { fromNeutralForm, neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import { networkSchema, type Network } from '#shared/networks/network.ts'
import { regNetParametersSchema, regNetStages, type RegNetParameters } from '#shared/networks/regNet.ts'

/** A network as read from a file, with the parameters that it was generated from, where it was. */
export interface DescribedNetwork {
  name: string
  network: Network
  regNet?: RegNetParameters
  /** Batch size that the file asks for. */
  batch?: number
  /** Whether the file keeps the network for graphics cards. */
  gpuOnly: boolean
}

const common = {
  stem_type: neutralNetworkSchema.shape.stem_type.default('simple_stem_in'),
  stem_w: z.int().min(1).default(32),
  block_type: neutralNetworkSchema.shape.block_type.default('res_bottleneck_block'),
  head_w: z.int().min(0).default(0),
  se_on: z.boolean().optional(),
  se_r: z.number().min(0).max(1).optional(),
  stride: z.int().min(1).max(4).default(2),
  strides: z.array(z.int().min(1).max(4)).min(1).optional(),
  num_classes: z.int().min(2).default(1000),
  im_size: z.int().min(1).default(224),
  activation: neutralNetworkSchema.shape.activation,
}

/** A RegNet as pycls writes it: b is the inner width over the width. The rest defaults to the paper's ImageNet sizes. */
const pyclsRegNetSchema = z.strictObject({
  wa: z.number().min(0),
  w0: z.int().min(1),
  wm: z.number().gt(1),
  d: z.int().min(1),
  g: z.int().min(1),
  b: z.number().positive().default(1),
  ...common,
})
/** A RegNet in this program's words: bottleneckRatio is the paper's b. */
const regNetFormSchema = z.strictObject({ ...regNetParametersSchema.shape, ...common })

/** What `sample --json` prints of a network, and in its last line of all of them. */
const sampledSchema = z.object({ network: z.record(z.string(), z.unknown()), complexity: z.unknown() })
const summarySchema = z.strictObject({
  ...{ space: z.string(), networks: z.int(), candidates: z.int(), accepted: z.int() },
  ...{ acceptanceRate: z.number(), plainAcceptanceRate: z.number(), durationMs: z.number() },
})

/** The optional wrapping of a network in a list of them. */
const wrapperSchema = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  batch: z.int().min(1).optional(),
  gpu_only: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()),
})

/**
 * The networks that a plain object describes: one or a list, each in the neutral form, in this program's own form or as
 * RegNet parameters, bare, as `{name, batch, config}` or as a line that `sample --json` prints. Throws RangeError with a sentence.
 */
export function readNetworks(input: unknown): DescribedNetwork[] {
  const given: unknown[] = Array.isArray(input) ? input : [input]
  const list = given.filter((entry) => !summarySchema.safeParse(entry).success)
  if (list.length === 0) throw new RangeError('invalid networks: the list is empty')
  return list.map((entry, i) => {
    const wrapped = wrapperSchema.safeParse(entry)
    const { name, id, batch, gpu_only: gpuOnly = false, config } = wrapped.success ? wrapped.data : { config: entry }
    const described = readForm(config)
    return {
      name: name ?? id ?? (list.length > 1 ? `network ${i + 1}` : 'network'),
      ...described,
      ...(batch !== undefined && { batch }),
      gpuOnly,
    }
  })
}

function readForm(form: unknown): Pick<DescribedNetwork, 'network' | 'regNet'> {
  const sampled = sampledSchema.safeParse(form)
  return readNetwork(sampled.success ? sampled.data.network : form)
}

function readNetwork(form: unknown): Pick<DescribedNetwork, 'network' | 'regNet'> {
  const has = (key: string) => typeof form === 'object' && form !== null && key in form
  if (has('stages')) return { network: parseStrictly(networkSchema, form, 'network') }
  if (has('wa') || has('w0') || has('wm')) {
    const { wa, w0, wm, d, g, b, ...rest } = parseStrictly(pyclsRegNetSchema, form, 'RegNet')
    const parameters = { depth: d, initialWidth: w0, widthSlope: wa, widthMultiplier: wm, groupWidth: g }
    return fromRegNet({ ...parameters, bottleneckRatio: 1 / b }, rest)
  }
  if (has('widthSlope') || has('initialWidth') || has('widthMultiplier')) {
    const { depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth, ...rest } = parseStrictly(
      regNetFormSchema,
      form,
      'RegNet',
    )
    return fromRegNet({ depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth }, rest)
  }
  return { network: fromNeutralForm(parseStrictly(neutralNetworkSchema, withoutTraining(form), 'network')) }
}

function fromRegNet(regNet: RegNetParameters, rest: z.infer<z.ZodObject<typeof common>>) {
  const { stride, strides, se_on: seOn, se_r: seRatio, ...others } = rest
  const stages = regNetStages(regNet, strides ?? [stride])
  if (strides && strides.length !== stages.length)
    throw new RangeError(`invalid strides: ${strides.length} values (the parameters give ${stages.length} stages)`)
  const network = fromNeutralForm({
    ...others,
    depths: stages.map(({ depth }) => depth),
    widths: stages.map(({ width }) => width),
    strides: stages.map((stage) => stage.stride),
    bot_muls: stages.map((stage) => 1 / stage.bottleneckRatio),
    group_ws: stages.map(({ groupWidth }) => groupWidth),
    se_r: seOn === false ? 0 : (seRatio ?? (seOn ? 0.25 : 0)),
  })
  return { network, regNet }
}

const trainingKeys = ['bn_mom', 'zero_init_final_gamma']

/** The form without the keys of training fixtures that say nothing about the network. */
function withoutTraining(form: unknown): unknown {
  if (typeof form !== 'object' || form === null) return form
  return Object.fromEntries(Object.entries(form).filter(([key]) => !trainingKeys.includes(key)))
}
