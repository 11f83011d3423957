import { z } from 'zod'
import { roundHalfEven } from '#shared/random/rounding.ts'
import { compatibleSizesForRatio } from './compatibility.ts'
import type { Stage } from './network.ts'

/** Widths of generated networks are multiples of this, as in pycls. */
export const regNetWidthQuantum = 8

/** The six parameters of a RegNet: d, w_0, w_a, w_m, b (the paper's ratio) and g. Paper, section 3.3. */
export const regNetParametersSchema = z.strictObject({
  depth: z.int().min(1),
  initialWidth: z.int().min(1),
  widthSlope: z.number().min(0),
  widthMultiplier: z.number().gt(1),
  bottleneckRatio: z.number().positive(),
  groupWidth: z.int().min(1),
})
export type RegNetParameters = z.infer<typeof regNetParametersSchema>
export type RegNetLine = Pick<RegNetParameters, 'depth' | 'initialWidth' | 'widthSlope' | 'widthMultiplier'>

/** The widths of a RegNet before they are made compatible with the groups. */
export interface RegNetWidths {
  /** u_j = w_0 + w_a j, one per block. */
  continuous: number[]
  /** w_0 w_m^round(s_j) rounded to a multiple of the quantum, one per block. */
  quantized: number[]
  /** Runs of equal quantised widths. */
  stages: { width: number; depth: number }[]
  /** Largest round(s_j) + 1. Exceeds stages.length if an exponent is skipped or two exponents round to one width. */
  exponents: number
}

/**
 * The quantised linear widths of `line`, rounded half to even. Paper, equations 2 to 4; rounding to multiples of
 * `quantum` follows pycls's generate_regnet. Throws RangeError unless w_0 is a positive multiple of quantum, w_m > 1
 * and w_a >= 0.
 */
export function regNetWidths(line: RegNetLine, quantum = regNetWidthQuantum): RegNetWidths {
  const { depth, initialWidth, widthSlope, widthMultiplier } = line
  if (initialWidth <= 0 || initialWidth % quantum !== 0)
    throw new RangeError(`invalid initialWidth: ${initialWidth} (a positive multiple of ${quantum})`)
  if (!(widthMultiplier > 1)) throw new RangeError(`invalid widthMultiplier: ${widthMultiplier} (above 1)`)
  if (!(widthSlope >= 0)) throw new RangeError(`invalid widthSlope: ${widthSlope} (at least 0)`)
  const continuous: number[] = []
  const quantized: number[] = []
  const stages: { width: number; depth: number }[] = []
  let exponent = 0
  for (let j = 0; j < depth; j++) {
    const u = j * widthSlope + initialWidth
    exponent = roundHalfEven(Math.log(u / initialWidth) / Math.log(widthMultiplier))
    const width = roundHalfEven((initialWidth * Math.pow(widthMultiplier, exponent)) / quantum) * quantum
    continuous.push(u)
    quantized.push(width)
    const last = stages.at(-1)
    if (last?.width === width) last.depth++
    else stages.push({ width, depth: 1 })
  }
  return { continuous, quantized, stages, exponents: exponent + 1 }
}

/**
 * The stages of a RegNet as built: quantised linear widths made compatible with the groups. Adjacent stages of equal
 * width are not merged. `strides` are per stage; the last is repeated.
 */
export function regNetStages(parameters: RegNetParameters, strides: readonly number[] = [2]): Stage[] {
  const { bottleneckRatio } = parameters
  return regNetWidths(parameters).stages.map(({ width, depth }, i) => ({
    depth,
    stride: strides[Math.min(i, strides.length - 1)] ?? 2,
    bottleneckRatio,
    ...compatibleSizesForRatio(width, bottleneckRatio, parameters.groupWidth),
  }))
}
