import { z } from 'zod'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { compatibleSizes } from '#shared/networks/compatibility.ts'
import { regNetWidths } from '#shared/networks/regNet.ts'
import { exactly, type Case } from './comparison.ts'
import { referenceRegNetSchema } from './complexity.ts'

const numbers = z.array(z.number())
const adjustedSchema = z.object({ ws: numbers, bs: numbers, gs: numbers })
const regnetParamsSchema = z.object({
  q: z.number().optional(),
  records: z
    .array(
      referenceRegNetSchema.omit({ stride: true }).extend({
        ws_cont: numbers,
        ws_all: numbers,
        ws: numbers,
        ds: numbers,
        total_stages: z.number(),
        adj: adjustedSchema,
      }),
    )
    .min(1),
  adjust_only: z.array(adjustedSchema.extend({ adj: adjustedSchema })),
})

/**
 * Checks every draw of regnet_params.json (continuous and quantised widths, stages, group compatibility) and every case
 * of compatibility alone, all exactly. Throws RangeError if the file has another form.
 */
export function verifyRegNetParams(reference: unknown): Case[] {
  const { q, records, adjust_only } = parseStrictly(regnetParamsSchema, reference, 'regnet_params.json')
  const draws = records.map((r, i) => {
    const line = { depth: r.d, initialWidth: r.w0, widthSlope: r.wa, widthMultiplier: r.wm }
    const { continuous, quantized, stages, exponents } = regNetWidths(line, q)
    const widths = stages.map(({ width }) => width)
    const depths = stages.map(({ depth }) => depth)
    const adjusted = adjust(
      widths,
      new Array<number>(widths.length).fill(r.b),
      new Array<number>(widths.length).fill(r.g),
    )
    return exactly(
      `draw ${i}`,
      [...continuous, ...quantized, ...widths, ...depths, exponents, ...adjusted],
      [...r.ws_cont, ...r.ws_all, ...r.ws, ...r.ds, r.total_stages, ...r.adj.ws, ...r.adj.gs],
    )
  })
  const compatibility = adjust_only.map(({ ws, bs, gs, adj }, i) =>
    exactly(`compatibility ${i}`, adjust(ws, bs, gs), [...adj.ws, ...adj.gs]),
  )
  return [...draws, ...compatibility]
}

/** Compatible widths, followed by compatible group widths. */
function adjust(widths: readonly number[], multipliers: readonly number[], groupWidths: readonly number[]): number[] {
  const sizes = widths.map((width, i) => compatibleSizes(width, multipliers[i]!, groupWidths[i]!))
  return [...sizes.map(({ width }) => width), ...sizes.map(({ groupWidth }) => groupWidth)]
}
