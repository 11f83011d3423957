import { normalCdf } from '#shared/random/normalCdf.ts'

/** A population in which some or all errors are consistent with guessing. */
export interface AtChance {
  /**
   * all: the population cannot be distinguished from guessing. most: it can, but fewer than half of its networks can.
   */
  readonly extent: 'all' | 'most'
  /** Error of guessing among equally frequent classes, in percent. */
  readonly chancePercent: number
  /** Half-width, in percentage points, of the range that contains 95 % of guessing networks. */
  readonly margin: number
  /** Number of networks better than guessing, out of `n`. */
  readonly distinguished: number
  readonly n: number
}

/** Determines the error of guessing and its scatter. */
export interface ChanceContext {
  readonly classes: number
  /** Number of images on which each error was measured; null if unknown. */
  readonly validationCount: number | null
}

/** The context without any population. */
const noContext: ChanceContext = { classes: 2, validationCount: null }

/** The measurement context of pooled populations: that of the first with a known image count. */
export const measuredOnOf = (populations: readonly { readonly measuredOn: ChanceContext }[]): ChanceContext =>
  (populations.find(({ measuredOn }) => measuredOn.validationCount !== null) ?? populations[0])?.measuredOn ?? noContext

/**
 * Significance levels: a guessing network falls below the limit with probability 1/40; a guessing population passes
 * either of two tests with this probability each.
 */
const [z, perNetwork, perPopulation] = [1.959963984540054, 0.025, 0.005]

/**
 * Whether errors in percent are consistent with guessing, so that their order and differences are luck. A network is
 * distinguished from chance if guessing would make so few mistakes in under 1 of 40 cases (normal approximation with
 * continuity correction); a population, if that many such networks, or a best network that good, would occur in under 1
 * of 100. Null if the population and at least half of its networks are distinguished, without networks, or without an
 * image count. With unequal class frequencies a constant answer beats this chance level and goes unnoticed.
 */
export function atChance(errors: readonly number[], { classes, validationCount }: ChanceContext): AtChance | null {
  const n = errors.length
  if (n === 0 || validationCount === null || validationCount < 1) return null
  const share = 1 - 1 / classes
  const deviation = Math.sqrt(validationCount * share * (1 - share))
  const tails = errors.map((error) => {
    const mistakes = (error / 100) * validationCount
    return normalCdf(Math.max(-8, Math.min(8, (mistakes + 0.5 - validationCount * share) / deviation)))
  })
  const distinguished = tails.filter((tail) => tail < perNetwork).length
  const isGuessing =
    probabilityOfAtLeast(distinguished, n, perNetwork) >= perPopulation && n * Math.min(...tails) >= perPopulation
  if (!isGuessing && 2 * distinguished >= n) return null
  return {
    extent: isGuessing ? 'all' : 'most',
    chancePercent: 100 * share,
    margin: (100 * z * deviation) / validationCount,
    distinguished,
    n,
  }
}

/** P(at least `hits` of `trials`), each with probability `share`. */
function probabilityOfAtLeast(hits: number, trials: number, share: number): number {
  let fewer = 0
  let log = trials * Math.log1p(-share)
  for (let i = 0; i < hits; i++) {
    fewer += Math.exp(log)
    log += Math.log((trials - i) / (i + 1)) + Math.log(share / (1 - share))
  }
  return 1 - fewer
}
