import { z } from 'zod'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import { fromNeutralForm, neutralNetworkSchema, type NeutralNetwork } from '#shared/networks/neutralForm.ts'
import { regNetStages } from '#shared/networks/regNet.ts'
import { exactly, type Case } from './comparison.ts'

/** RegNet parameters in reference files; `b` is pycls's multiplier, the inverse of the paper's ratio. */
export const referenceRegNetSchema = z.object({
  wa: z.number(),
  w0: z.number(),
  wm: z.number(),
  d: z.number(),
  g: z.number(),
  b: z.number(),
  stride: z.number(),
})
/** FLOPs, parameters and activations in reference files, in pycls's convention. */
export const referenceComplexitySchema = z.object({ flops: z.number(), params: z.number(), acts: z.number() })

const complexitySchema = z.object({
  records: z
    .array(
      z.object({
        id: z.string(),
        config: neutralNetworkSchema,
        complexity: referenceComplexitySchema,
        regnet: referenceRegNetSchema.optional(),
      }),
    )
    .min(1),
})

/**
 * Checks every record of complexity.json: FLOPs, parameters and activations in pycls's convention, and the stages if
 * RegNet parameters are given, all exactly. Throws RangeError if the file has another form.
 */
export function verifyComplexity(reference: unknown): Case[] {
  const { records } = parseStrictly(complexitySchema, reference, 'complexity.json')
  return records.flatMap(({ id, config, complexity, regnet }) => [
    verifyNetworkComplexity(id, fromNeutralForm(config), complexity),
    ...(regnet ? [verifyRegNetStages(id, regnet, config)] : []),
  ])
}

/** Checks FLOPs, parameters and activations of one network in pycls's convention, exactly. */
export function verifyNetworkComplexity(
  id: string,
  network: Network,
  { flops, params, acts }: z.infer<typeof referenceComplexitySchema>,
): Case {
  const ours = networkComplexity(network, 'pycls')
  return exactly(`${id} complexity`, [ours.flops, ours.parameters, ours.activations], [flops, params, acts])
}

/** Checks the depths, widths and (if the block has groups) group widths from RegNet parameters, exactly. */
export function verifyRegNetStages(
  id: string,
  regnet: z.infer<typeof referenceRegNetSchema>,
  { depths, widths, group_ws }: NeutralNetwork,
): Case {
  const stages = regNetStages({
    depth: regnet.d,
    initialWidth: regnet.w0,
    widthSlope: regnet.wa,
    widthMultiplier: regnet.wm,
    bottleneckRatio: 1 / regnet.b,
    groupWidth: regnet.g,
  })
  return exactly(
    `${id} stages`,
    stages.flatMap(({ depth, width, groupWidth }) => [depth, width, ...(group_ws ? [groupWidth] : [])]),
    depths.flatMap((depth, i) => [depth, widths[i] ?? NaN, ...(group_ws ? [group_ws[i] ?? NaN] : [])]),
  )
}
