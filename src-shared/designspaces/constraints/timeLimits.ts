import { z } from 'zod'
import { shortText } from '#shared/format/numbers.ts'
import { limits as inputLimits } from '#shared/schema/limits.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { predictedTime, type TimedSize, type TimeFormula } from '#shared/timing/predictedTime.ts'
import { timingModes, type TimingConditions } from '#shared/timing/timing.ts'
import type { ValueRange } from '../narrowDistribution.ts'
import { bothLimits, limitsOf, within } from './bounds.ts'

const word = z.string().max(inputLimits.word)
const coefficient = z.number().min(0)

/**
 * A limit of the predicted time of a pass over a batch, in milliseconds, both ends included. It carries the formula that
 * predicts the time, fitted to measurements, and what was measured where, so that it means the same on every machine.
 */
const timeLimitSchema = z
  .strictObject({
    min: z.number().positive().optional(),
    max: z.number().positive().optional(),
    constant: coefficient,
    perGigaFlops: coefficient,
    perMegaActivations: coefficient,
    mode: z.enum(timingModes),
    batchSize: z.int().min(1),
    device: word,
    provider: word,
    threads: z.int().min(1),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, issueMessage(sentence('noEnds')))
export type TimeLimit = z.infer<typeof timeLimitSchema>
export const timeLimitsSchema = z.array(timeLimitSchema).min(1)

/** What a limit's time was measured under, and the formula fitted to it. */
export type TimeSource = Omit<TimeLimit, 'min' | 'max'>

/** Six digits say more than any measurement knows, and read well in a file. */
const rounded = (value: number): number => Number(value.toPrecision(6))

/** The part of conditions and formula that a limit carries. */
export function timeSource(formula: TimeFormula, conditions: TimingConditions): TimeSource {
  const { mode, batchSize, device, provider, threads } = conditions
  return {
    ...{ constant: rounded(formula.constant), perGigaFlops: rounded(formula.perGigaFlops) },
    ...{ perMegaActivations: rounded(formula.perMegaActivations), mode, batchSize, device, provider, threads },
  }
}

/**
 * Inference of 64 images on one V100 as the paper's authors measured it: fitted to the 24 published RegNets, which it
 * predicts within 7 % (one standard deviation). For whoever has measured nothing yet.
 */
export const publishedTime: TimeSource = {
  ...{ constant: 3.30696, perGigaFlops: 7.13985, perMegaActivations: 2.94021 },
  ...{ mode: 'inference', batchSize: 64, device: 'NVIDIA V100', provider: 'cuda', threads: 1 },
}

/** What a limit carries besides its ends, its keys in one order. */
function sourceOf(limit: TimeSource): TimeSource {
  const { constant, perGigaFlops, perMegaActivations, mode, batchSize, device, provider, threads } = limit
  return { constant, perGigaFlops, perMegaActivations, mode, batchSize, device, provider, threads }
}

/** A text that equal sources share. */
export const sourceKey = (source: TimeSource): string => JSON.stringify(sourceOf(source))

/** Whether the predicted times of a network lie within all limits. */
export const meetsTimes = (size: TimedSize, limits: readonly TimeLimit[]): boolean =>
  limits.every((limit) => within(predictedTime(limit, size), limit))

/** Whether some network may meet a limit: none takes less than the formula's constant. */
function canBeMet({ max = Infinity, min = 0, constant, perGigaFlops, perMegaActivations }: TimeLimit): boolean {
  const isConstant = perGigaFlops === 0 && perMegaActivations === 0
  return min <= max && constant <= max && (!isConstant || min <= constant)
}
export const canMeetTimes = (limits: readonly TimeLimit[]): boolean => limits.every(canBeMet)

/** The limits of both lists, those of one source as one; undefined if no network can meet them. */
export function bothTimeLimits(a: readonly TimeLimit[], b: readonly TimeLimit[]): TimeLimit[] | undefined {
  const both = new Map<string, TimeLimit>()
  for (const limit of [...a, ...b]) {
    const key = sourceKey(limit)
    const ends = bothLimits(both.get(key) ?? {}, limit)
    if (!ends) return undefined
    both.set(key, { ...ends, ...sourceOf(limit) })
  }
  const list = [...both.values()]
  return canMeetTimes(list) ? list : undefined
}

/**
 * The limit that a range of predicted times means, both ends included; undefined if it leaves out no positive time, or
 * all.
 */
export function timeLimitOf({ low = 0, high }: ValueRange, source: TimeSource): TimeLimit | undefined {
  if ((low <= 0 && high === undefined) || (high !== undefined && high <= 0)) return undefined
  return {
    ...limitsOf({ ...(low > 0 && { low }), ...(high !== undefined && { high }) }),
    ...sourceOf(source),
  }
}

const subscript = (digit: number): string => String.fromCodePoint(0x2080 + digit)

/** The limits as a formula: t ≤ 5 ms; of several sources t₁ ≤ 5 ms, t₂ ≤ 9 ms. */
export const timeLimitsText = (limits: readonly TimeLimit[]): string =>
  limits
    .map(({ min, max }, i) => {
      const symbol = limits.length > 1 ? `t${subscript(i + 1)}` : 't'
      if (min === undefined) return `${symbol} ≤ ${millisecondsText(max!)}`
      const low = millisecondsText(min)
      return max === undefined ? `${symbol} ≥ ${low}` : `${low} ≤ ${symbol} ≤ ${millisecondsText(max)}`
    })
    .join(', ')

/** A time in milliseconds with four digits: 5 ms, 12.25 ms. */
export const millisecondsText = (ms: number): string => `${shortText(ms, 4)} ms`
