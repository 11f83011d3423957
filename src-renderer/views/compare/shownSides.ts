import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { RegimeKey } from '#shared/designspaces/regimeKeys.ts'
import { pooledSide } from '#shared/refinement/comparison/pooledSide.ts'
import { sidesOf } from '#shared/refinement/comparison/sides.ts'
import type { SideEnding } from '#shared/refinement/stopping/looks.ts'
import { exclusionReasons } from '#shared/statistics/countedRun.ts'
import { differencesOf, type Differences, type TermId } from '#shared/refinement/comparison/trainingTerms.ts'
import type { NamedPopulation } from '#renderer/lib/populations/populationNames.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'

/** One side of a comparison: the pooled populations of a space, or one population. It has finished runs. */
export interface ComparedSide extends NamedPopulation {
  /** Id of its oldest population. */
  readonly id: number
  readonly spaceId: number
  readonly studyId: number
  readonly key: string
  readonly space: StudySpace
  /** The oldest population, whose plan is that of all of them. */
  readonly summary: PopulationSummary
  readonly populations: readonly ShownPopulation<RunOutline>[]
  /** Full names of the populations that the errors come from. */
  readonly sources: readonly string[]
  /** Finished and diverged runs; see speakingRuns. */
  readonly rows: readonly RunOutline[]
  readonly errors: readonly number[]
  readonly diverged: number
  /** How its size came about. */
  readonly ending: SideEnding
  readonly failed: number
  /** Number of excluded runs by reason; no other field counts them. */
  readonly excluded: readonly { readonly reason: string; readonly count: number }[]
}

/**
 * Groups populations into sides: those of one space that were trained alike are pooled, unless `apart`. `nameOf` gives
 * the name and mark of a pooled side by its space and terms.
 */
export function shownSides(
  shown: readonly ShownPopulation<RunOutline>[],
  apart: boolean,
  nameOf: (spaceId: number, key: string) => NamedPopulation | undefined,
): ComparedSide[] {
  const byId = new Map(shown.map((population) => [population.id, population]))
  // Explicitly chosen populations count even if they are in the trash.
  const summaries = shown.map(({ summary }) => ({ ...summary, trashedAt: null }))
  const sides = apart ? summaries.flatMap((summary) => sidesOf([summary])) : sidesOf(summaries)
  return sides.flatMap((side) => {
    const populations = side.populations.map(({ id }) => byId.get(id)!)
    const { runs, errors, diverged, sources, ending } = pooledSide(side, ({ id }) => byId.get(id)!.rows)
    const [first] = populations as [ShownPopulation<RunOutline>]
    const { name, fullName, mark } = (apart ? undefined : nameOf(side.spaceId, side.key)) ?? first
    if (errors.length === 0) return []
    const all = populations.flatMap(({ rows }) => rows)
    return [
      {
        ...{ id: side.id, spaceId: side.spaceId, studyId: first.summary.studyId, key: side.key },
        ...{ name, fullName, mark, space: first.space, summary: first.summary, populations },
        ...{ rows: runs, errors, diverged, ending, sources: sources.map(({ id }) => byId.get(id)!.fullName) },
        failed: all.filter(({ status, exclusion }) => status === 'failed' && exclusion === null).length,
        excluded: exclusionReasons(all),
      },
    ]
  })
}

/** Whether a pair can be read as one space against another. */
export interface PairTerms {
  /** What their study varies on purpose and differs between the two. */
  readonly varied: readonly RegimeKey[]
  /** The other training terms in which the two differ. */
  readonly differences: readonly TermId[]
  /**
   * spaces: trained alike, a verdict on the spaces; regime: one space in two regimes of its study, a verdict on what was
   * varied; training: one space trained differently, a verdict on the training; nothing: no verdict, since spaces or
   * images differ as well.
   */
  readonly verdictOn: 'spaces' | 'regime' | 'training' | 'nothing'
  /** Set if the worst networks of either were dropped early, so that only their best networks are compared. */
  readonly isBestOnly?: true
}

/** How the training of a pair differs: whether the difference in error allows a verdict, and on what. */
export function pairTerms(newer: ComparedSide, older: ComparedSide): PairTerms {
  const { varied, differing: differences } = sideDifferences([newer, older])
  const isOneSpace = newer.spaceId === older.spaceId
  const isBestOnly = [newer, older].some(({ summary }) => summary.plan.halving !== undefined)
  if (isBestOnly) return { varied, differences, verdictOn: 'nothing', isBestOnly: true }
  if (differences.length === 0)
    return { varied, differences, verdictOn: varied.length === 0 ? 'spaces' : isOneSpace ? 'regime' : 'nothing' }
  const otherImages = differences.includes('dataset') || differences.includes('imageSize')
  return { varied, differences, verdictOn: isOneSpace && !otherImages ? 'training' : 'nothing' }
}

/** How sides differ beside their spaces; only what one study varies is varied on purpose. */
export function sideDifferences(sides: readonly ComparedSide[]): Differences {
  const isOneStudy = new Set(sides.map(({ studyId }) => studyId)).size === 1
  return differencesOf(
    sides.map(({ summary }) => (isOneStudy ? summary : { ...summary, plan: { ...summary.plan, varied: undefined } })),
  )
}
