import { z } from 'zod'
import { regNetParametersSchema, type RegNetParameters } from '#shared/networks/regNet.ts'

const counts = z.array(z.int().min(1)).min(1)

/** What was drawn, per stage, before group compatibility. For a RegNet the widths are the quantised ones. */
const drawnStagesSchema = z.strictObject({
  depths: counts,
  widths: counts,
  /** The paper's b. 1 in blocks that have no bottleneck, as group widths in blocks without groups. */
  bottleneckRatios: z.array(z.number().positive()).min(1),
  groupWidths: counts,
})
export type DrawnStages = z.infer<typeof drawnStagesSchema>

/** A draw as it is kept with a run: its stages and, of a RegNet space, the six parameters that these follow from. */
export const drawSchema = drawnStagesSchema.extend({ regNet: regNetParametersSchema.optional() })
export type Draw = z.infer<typeof drawSchema>

/** The draw that a candidate was built from. */
export function drawOf({ drawn, regNet }: { drawn: DrawnStages; regNet?: RegNetParameters }): Draw {
  return { ...drawn, ...(regNet && { regNet }) }
}
