import { quantile } from '#shared/statistics/summary.ts'

/** Something that takes training steps when asked to. */
export interface Contestant {
  /** Takes steps and returns the milliseconds of each. */
  time(steps: number): Promise<number[]>
}

/**
 * Lets contestants take steps in turn, `rounds` times, and returns each one's median of every round, in milliseconds. One
 * step before each turn is not counted: the others have taken the caches. Load that lasts longer than a round weighs on
 * all of them alike.
 */
export async function inTurn(
  contestants: readonly Contestant[],
  { rounds, steps }: { rounds: number; steps: number },
): Promise<number[][]> {
  const medians: number[][] = contestants.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (const [i, contestant] of contestants.entries()) {
      const [, ...times] = await contestant.time(steps + 1)
      medians[i]!.push(quantile(times, 0.5))
    }
  return medians
}

/** One side's time against another's. */
export interface Ratio {
  /** Median over rounds of other / own: above 1 where the own side is faster. */
  ratio: number
  low: number
  high: number
}

/** The ratio of two sides that were timed in the same rounds. */
export function ratioOf(own: readonly number[], other: readonly number[]): Ratio {
  const ratios = own.map((ms, round) => other[round]! / ms)
  return { ratio: quantile(ratios, 0.5), low: Math.min(...ratios), high: Math.max(...ratios) }
}
