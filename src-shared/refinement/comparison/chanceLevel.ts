import { normalCdf } from '#shared/random/normalCdf.ts'

/** A population whose errors are those of guessing, in part or as a whole. */
export interface AtChance {
  /** all: the population is not told from one that guesses. most: it is, but fewer than half of its networks are. */
  readonly extent: 'all' | 'most'
  /** Error of guessing among equally frequent classes, percent. */
  readonly chancePercent: number
  /** Half the range, in points, in which 95 of 100 guessing networks lie. */
  readonly margin: number
  /** Networks that are better than guessing, of `n`. */
  readonly told: number
  readonly n: number
}

/** What is needed to know the error of guessing and how far it scatters. */
export interface ChanceContext {
  readonly classes: number
  /** Images on which each error was measured; null: not known. */
  readonly validationCount: number | null
}

/** Of no population. */
const noContext: ChanceContext = { classes: 2, validationCount: null }

/** On what the errors of populations that count together were measured: that of the first of which it is known. */
export const measuredOnOf = (populations: readonly { readonly measuredOn: ChanceContext }[]): ChanceContext =>
  (populations.find(({ measuredOn }) => measuredOn.validationCount !== null) ?? populations[0])?.measuredOn ?? noContext

/** A guessing network falls below its lower limit in one of forty cases, a guessing population by each of two signs with this probability. */
const [z, perNetwork, perPopulation] = [1.959963984540054, 0.025, 0.005]

/**
 * Whether errors in percent lie where guessing puts them: then their order, and every difference of them, is luck. A
 * network is told from chance where guessing would make so few mistakes in less than one of forty cases (normal
 * approximation with continuity correction); a population, where so many such networks are there, or the best of so many
 * makes so few mistakes, in less than one of a hundred. Null where it is told and half of its networks are; without a network; or without a count of images. Where
 * classes are not equally frequent a constant answer does better than this chance, and is not found.
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
  const told = tails.filter((tail) => tail < perNetwork).length
  const isGuessing =
    probabilityOfAtLeast(told, n, perNetwork) >= perPopulation && n * Math.min(...tails) >= perPopulation
  if (!isGuessing && 2 * told >= n) return null
  return {
    extent: isGuessing ? 'all' : 'most',
    chancePercent: 100 * share,
    margin: (100 * z * deviation) / validationCount,
    told,
    n,
  }
}

/** That at least `hits` of `trials` happen, each with probability `share`. */
function probabilityOfAtLeast(hits: number, trials: number, share: number): number {
  let fewer = 0
  let log = trials * Math.log1p(-share)
  for (let i = 0; i < hits; i++) {
    fewer += Math.exp(log)
    log += Math.log((trials - i) / (i + 1)) + Math.log(share / (1 - share))
  }
  return 1 - fewer
}
