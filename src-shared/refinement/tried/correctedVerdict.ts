import { holm } from '#shared/statistics/holm.ts'
import { beatsRange } from '#shared/statistics/ranges/beatsRange.ts'
import { missed } from '#shared/statistics/ranges/interval.ts'
import { equalWithin } from '../comparison/decision.ts'
import type { StepVerdict } from '../comparison/judgeStep.ts'
import { correctableLevel } from '../stopping/looks.ts'
import { isTried, triedP, type TriedRefinement, type TriedSide } from './triedRefinements.ts'

/** The verdict on one refinement of several that a study has tried. */
export interface CorrectedVerdict {
  /** How many refinements the study has tried, this one included; from 2. */
  readonly tried: number
  /** The p-value of this comparison alone; see triedP. */
  readonly p: number
  /** The same corrected for all of them; see holm. */
  readonly correctedP: number
  /**
   * better, worse: the corrected p-value is at most 5 %. equal: the range of P that misses in 5 % of studies over all that
   * were tried (Bonferroni) lies within `equalWithin` of one half. undecided: neither.
   */
  readonly verdict: StepVerdict
}

/**
 * The verdict on the refined space `spaceId` from the runs of a pair, corrected for the other refinements that its study has
 * tried; undefined if there are none, or if the pair has too few runs for a verdict. That any better or worse among them is
 * wrong happens in at most 5 % of studies, that any equal is in at most 2.5 % (docs/method.md, Many constraints).
 */
export function correctedVerdict(
  spaceId: number,
  { newer, older }: { readonly newer: TriedSide; readonly older: TriedSide },
  triedOnes: readonly TriedRefinement[],
): CorrectedVerdict | undefined {
  const others = triedOnes.filter((one) => one.spaceId !== spaceId)
  if (others.length === 0 || !isTried(newer, older)) return undefined
  const tried = others.length + 1
  const p = triedP(newer, older)
  const [correctedP] = holm([p, ...others.map((other) => other.p)]) as [number]
  const { value, low, high } = beatsRange(newer, older, correctableLevel(newer, older) / tried)
  const isEqual = low >= 0.5 - equalWithin && high <= 0.5 + equalWithin
  const verdict = correctedP <= missed ? (value > 0.5 ? 'better' : 'worse') : isEqual ? 'equal' : 'undecided'
  return { tried, p, correctedP, verdict }
}
