import { stream, type Stream } from '#shared/random/stream.ts'
import { spaceVerdict } from '#shared/refinement/comparison/compareSpaces.ts'
import { comparisonLevel, levelOfLook, looks, type SideEnding } from '#shared/refinement/stopping/looks.ts'
import { correctedVerdict } from '#shared/refinement/tried/correctedVerdict.ts'
import { triedP, type TriedSide } from '#shared/refinement/tried/triedRefinements.ts'
import { draw, type ShapeId } from '../calibration/shapes.ts'

/**
 * How a study tries constraints that change nothing. siblings: all refine one space. onTheBest: half of them do, the
 * others refine the one of those that did best. chain: each refines the one before. besideBetter: siblings, beside a
 * refinement that is better by two standard deviations.
 */
export type TriedKind = 'siblings' | 'onTheBest' | 'chain' | 'besideBetter'

/** A study that tries constraints of which none changes the errors, so that each verdict on them is wrong. */
export interface UselessConstraints {
  readonly kind: TriedKind
  readonly shape: ShapeId
  /** Number of networks planned per population. */
  readonly planned: number
  /** Number of constraints tried that change nothing. */
  readonly count: number
  /** Whether the populations of the refined spaces end once decided. */
  readonly endsWhenDecided?: boolean
}

interface Trial {
  readonly newer: TriedSide
  readonly older: TriedSide
}

/** The newer population against the older one, grown until a look decides or to its end. */
function trial(errors: readonly number[], older: TriedSide, endsWhenDecided: boolean): Trial {
  if (!endsWhenDecided) return { newer: { errors }, older }
  const counts = looks(errors.length)
  const isDecided = (count: number) =>
    spaceVerdict(errors.slice(0, count), older.errors, levelOfLook(counts.length)).verdict !== 'undecided'
  const at = counts.find(isDecided)
  const ending: SideEnding = { isWatched: true, isEnded: at !== undefined }
  return { newer: { errors: errors.slice(0, at), ending }, older }
}

/** The trials of one study; those that change nothing first. */
function trialsOf(study: UselessConstraints, random: Stream): Trial[] {
  const { kind, shape, planned, count, endsWhenDecided = false } = study
  const sample = () => draw(shape, planned, random)
  const against = (older: TriedSide, n: number): Trial[] =>
    Array.from({ length: n }, () => trial(sample(), older, endsWhenDecided))
  const root: TriedSide = { errors: sample() }
  if (kind === 'siblings') return against(root, count)
  if (kind === 'besideBetter') {
    const better = sample().map((error) => error - 4)
    return [...against(root, count), trial(better, root, endsWhenDecided)]
  }
  if (kind === 'onTheBest') {
    const first = against(root, Math.ceil(count / 2))
    const beats = ({ newer, older }: Trial) => spaceVerdict(newer.errors, older.errors).beats.value
    const best = first.reduce((one, other) => (beats(other) > beats(one) ? other : one))
    return [...first, ...against(best.newer, Math.floor(count / 2))]
  }
  const chain: Trial[] = []
  for (let i = 0; i < count; i++) chain.push(...against(chain.at(-1)?.newer ?? root, 1))
  return chain
}

export interface WrongOfTried {
  readonly study: UselessConstraints
  readonly studies: number
  /** Studies with a wrong verdict, in percent: corrected, and each verdict for itself. */
  readonly corrected: number
  readonly alone: number
}

/** How many of the simulated studies give a wrong verdict on a constraint that changes nothing. */
export function wrongOfTried(study: UselessConstraints, studies: number, seed: number): WrongOfTried {
  const random = stream(seed, 'dataset')
  let [corrected, alone] = [0, 0]
  for (let i = 0; i < studies; i++) {
    const trials = trialsOf(study, random)
    const tried = trials.map(({ newer, older }, spaceId) => ({ spaceId, p: triedP(newer, older) }))
    const useless = trials.slice(0, study.count)
    const isWrong = (verdict: string | undefined) => verdict === 'better' || verdict === 'worse'
    corrected += Number(useless.some((pair, spaceId) => isWrong(correctedVerdict(spaceId, pair, tried)?.verdict)))
    alone += Number(
      useless.some(({ newer, older }) =>
        isWrong(spaceVerdict(newer.errors, older.errors, comparisonLevel(newer, older)).verdict),
      ),
    )
  }
  return { study, studies, corrected: (100 * corrected) / studies, alone: (100 * alone) / studies }
}
