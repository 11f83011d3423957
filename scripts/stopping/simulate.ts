import { stream, type Stream } from '#shared/random/stream.ts'
import { spaceVerdict } from '#shared/refinement/comparison/compareSpaces.ts'
import { comparisonLevel, levelOfLook, looks, type SideEnding } from '#shared/refinement/stopping/looks.ts'
import { missed } from '#shared/statistics/ranges/interval.ts'
import { draw, type ShapeId } from '../calibration/shapes.ts'

/** Two spaces of which neither beats the other, so that every verdict is wrong. */
export interface EqualSpaces {
  readonly kind: 'oneByOne' | 'together' | 'later'
  readonly newer: ShapeId
  readonly older: ShapeId
  /** Number of networks planned per population. */
  readonly planned: number
  /**
   * Of `later`: by how many standard deviations the older space of the pair, equal to the newer, is better than the one
   * before it, against which it may have ended early.
   */
  readonly lead?: number
}

/** How populations of a pair end. */
interface Ended {
  readonly verdict: 'better' | 'worse' | 'undecided'
  /** Number of networks of the newer population. */
  readonly count: number
  readonly isEarly: boolean
}

const watched: SideEnding = { isWatched: true, isEnded: false }

/**
 * The newer population grows until a look decides, or to its end, where the comparison decides. The older one is
 * complete, or grows beside it. If not `corrected`,
 * every look is at 95 %, as when one stops at the first decision.
 */
function ending(
  newer: readonly number[],
  older: readonly number[],
  { together = false, olderEnded = false, corrected = true } = {},
): Ended {
  const counts = looks(newer.length)
  for (const count of counts) {
    const beside = together ? older.slice(0, count) : older
    const level = corrected ? levelOfLook(counts.length) : missed
    const { verdict } = spaceVerdict(newer.slice(0, count), beside, level)
    if (verdict !== 'undecided') return { verdict, count, isEarly: true }
  }
  const last = comparisonLevel({ ending: watched }, { ending: { isWatched: olderEnded, isEnded: olderEnded } })
  const { verdict } = spaceVerdict(newer, older, corrected ? last : missed)
  return { verdict, count: newer.length, isEarly: false }
}

const better = (errors: readonly number[], by: number): number[] => errors.map((error) => error - by)

/** The standard deviation of the shape `normal`. */
const deviation = 2

/** One study of equal spaces: whether its verdict is wrong, and whether it would be without a correction. */
function wrongIn({ kind, newer, older, planned, lead = 0 }: EqualSpaces, random: Stream): [boolean, boolean] {
  const [a, b] = [draw(newer, planned, random), draw(older, planned, random)]
  if (kind !== 'later') {
    const together = kind === 'together'
    return [true, false].map((corrected) => ending(a, b, { together, corrected }).verdict !== 'undecided') as [
      boolean,
      boolean,
    ]
  }
  const before = draw(older, planned, random)
  return [true, false].map((corrected) => {
    const { count, isEarly } = ending(better(b, lead * deviation), before, { corrected })
    return ending(a, b.slice(0, count), { olderEnded: isEarly, corrected }).verdict !== 'undecided'
  }) as [boolean, boolean]
}

export interface WrongVerdicts {
  readonly spaces: EqualSpaces
  readonly studies: number
  /** Wrong verdicts, in percent of the studies. */
  readonly wrong: number
  /** The same if each look were at 95 %. */
  readonly uncorrected: number
}

/** The share of wrong verdicts in simulated studies of equal spaces. */
export function wrongVerdicts(spaces: EqualSpaces, studies: number, seed: number): WrongVerdicts {
  const random = stream(seed, 'dataset')
  let [wrong, uncorrected] = [0, 0]
  for (let i = 0; i < studies; i++) {
    const [isWrong, isWrongUncorrected] = wrongIn(spaces, random)
    wrong += Number(isWrong)
    uncorrected += Number(isWrongUncorrected)
  }
  return { spaces, studies, wrong: (100 * wrong) / studies, uncorrected: (100 * uncorrected) / studies }
}

export interface Saving {
  readonly planned: number
  /** P(new beats old), of normal errors. */
  readonly chance: number
  /** Mean number of networks that the newer population needed. */
  readonly trained: number
  /** Studies decided, and those decided if no population may end early, in percent. */
  readonly decided: number
  readonly decidedInFull: number
}

/** What an early end saves where one space beats the other by `lead` standard deviations. */
export function saving(
  { planned, lead, chance }: { planned: number; lead: number; chance: number },
  studies: number,
  seed: number,
): Saving {
  const random = stream(seed, 'dataset')
  let [trained, decided, decidedInFull] = [0, 0, 0]
  for (let i = 0; i < studies; i++) {
    const [a, b] = [better(draw('normal', planned, random), lead * deviation), draw('normal', planned, random)]
    const { verdict, count } = ending(a, b)
    trained += count
    decided += Number(verdict !== 'undecided')
    decidedInFull += Number(spaceVerdict(a, b).verdict !== 'undecided')
  }
  const percent = (count: number) => (100 * count) / studies
  return {
    planned,
    chance,
    trained: trained / studies,
    decided: percent(decided),
    decidedInFull: percent(decidedInFull),
  }
}
