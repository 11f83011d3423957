import { z } from 'zod'
import { regNetParametersSchema, type RegNetParameters } from '#shared/networks/regNet.ts'

const counts = z.array(z.int().min(1)).min(1)

/** The values drawn per stage, before group compatibility. For a RegNet, the widths are the quantised ones. */
const drawnStagesSchema = z.strictObject({
  depths: counts,
  widths: counts,
  /** The paper's b. 1 in blocks without a bottleneck; likewise group widths in blocks without groups. */
  bottleneckRatios: z.array(z.number().positive()).min(1),
  groupWidths: counts,
})
export type DrawnStages = z.infer<typeof drawnStagesSchema>

/** A draw as stored with a run: its stages and, for a RegNet space, the six parameters behind them. */
export const drawSchema = drawnStagesSchema.extend({ regNet: regNetParametersSchema.optional() })
export type Draw = z.infer<typeof drawSchema>

/** The draw behind a candidate. */
export function drawOf({ drawn, regNet }: { drawn: DrawnStages; regNet?: RegNetParameters }): Draw {
  return { ...drawn, ...(regNet && { regNet }) }
}
