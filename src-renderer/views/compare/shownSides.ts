import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { pooledSide } from '#shared/refinement/comparison/pooledSide.ts'
import { sidesOf } from '#shared/refinement/comparison/sides.ts'
import { exclusionReasons } from '#shared/statistics/countedRun.ts'
import { termDifferences, type TermId } from '#shared/refinement/comparison/trainingTerms.ts'
import type { NamedPopulation } from '#renderer/lib/populations/populationNames.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'

/** What stands for a space, or for one of its populations, in a comparison; it has finished runs. */
export interface ComparedSide extends NamedPopulation {
  /** Of its oldest population. */
  readonly id: number
  readonly spaceId: number
  readonly studyId: number
  readonly key: string
  readonly space: StudySpace
  /** Of its oldest population: by which plan all of them were trained. */
  readonly summary: PopulationSummary
  readonly populations: readonly ShownPopulation<RunOutline>[]
  /** Names in full of those that the errors are from. */
  readonly sources: readonly string[]
  /** Finished and diverged runs; see speakingRuns. */
  readonly rows: readonly RunOutline[]
  readonly errors: readonly number[]
  readonly diverged: number
  readonly failed: number
  /** Runs that were excluded, by reason; they are in none of these. */
  readonly excluded: readonly { readonly reason: string; readonly count: number }[]
}

/**
 * The sides that populations make: those of one space that were trained alike are one, or each for itself where they
 * are looked at `apart`. `nameOf` gives the name and mark of a side of several by its space and terms.
 */
export function shownSides(
  shown: readonly ShownPopulation<RunOutline>[],
  apart: boolean,
  nameOf: (spaceId: number, key: string) => NamedPopulation | undefined,
): ComparedSide[] {
  const byId = new Map(shown.map((population) => [population.id, population]))
  // What was chosen counts, also from the trash.
  const summaries = shown.map(({ summary }) => ({ ...summary, trashedAt: null }))
  const sides = apart ? summaries.flatMap((summary) => sidesOf([summary])) : sidesOf(summaries)
  return sides.flatMap((side) => {
    const populations = side.populations.map(({ id }) => byId.get(id)!)
    const { runs, errors, diverged, sources } = pooledSide(side, ({ id }) => byId.get(id)!.rows)
    const [first] = populations as [ShownPopulation<RunOutline>]
    const { name, fullName, mark } = (apart ? undefined : nameOf(side.spaceId, side.key)) ?? first
    if (errors.length === 0) return []
    const all = populations.flatMap(({ rows }) => rows)
    return [
      {
        ...{ id: side.id, spaceId: side.spaceId, studyId: first.summary.studyId, key: side.key },
        ...{ name, fullName, mark, space: first.space, summary: first.summary, populations },
        ...{ rows: runs, errors, diverged, sources: sources.map(({ id }) => byId.get(id)!.fullName) },
        failed: all.filter(({ status, exclusion }) => status === 'failed' && exclusion === null).length,
        excluded: exclusionReasons(all),
      },
    ]
  })
}

/** What stands in the way of reading a pair as one space against another. */
export interface PairTerms {
  /** In what the two were trained otherwise. */
  readonly differences: readonly TermId[]
  /**
   * alike: a verdict on the spaces; recipes: of one space, a verdict on what differs; none: errors of other images or
   * other spaces as well, no verdict.
   */
  readonly verdictOn: 'spaces' | 'training' | 'nothing'
}

/** How the two of a pair were trained: whether their difference can be read as a verdict, and on what. */
export function pairTerms(newer: ComparedSide, older: ComparedSide): PairTerms {
  const differences = termDifferences(newer.summary, older.summary)
  if (differences.length === 0) return { differences, verdictOn: 'spaces' }
  const otherImages = differences.includes('dataset') || differences.includes('imageSize')
  return { differences, verdictOn: newer.spaceId === older.spaceId && !otherImages ? 'training' : 'nothing' }
}
