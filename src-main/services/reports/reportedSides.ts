import type { ReportDocument } from '#shared/contract/reports.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { defaultPair, lineageOrder, referenceOf } from '#shared/refinement/comparison/lineageOrder.ts'
import { populationLabels } from '#shared/refinement/comparison/populationLabels.ts'
import { headlineSides, isHalved, sidesOf, type Side, type SideSpace } from '#shared/refinement/comparison/sides.ts'
import { counts, speakingRuns } from '#shared/refinement/comparison/speakingRuns.ts'
import { droppedOf } from '#shared/refinement/stopping/curtailed.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'
import { askedSeed } from '#shared/studyFiles/seeds.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { ReportedSpace, StudyReport } from '#main/reports/studyReport.ts'
import type { Population } from '#main/store/tables/populations.ts'
import { seedsOf } from '../studies/recordedFacts.ts'
import { reportedRun } from './reportedRuns.ts'
import type { RunWithEpochs } from '../runs/runs.ts'

/** A reported population with its runs. */
export interface ShownPopulation {
  readonly population: Population
  readonly runs: readonly RunWithEpochs[]
}

/** The fields of a reported space that are not computed from its definition. */
type ReportedSide = Pick<
  ReportedSpace,
  'id' | 'name' | 'shortName' | 'spaceName' | 'nth' | 'group' | 'populations' | 'comparedWith' | 'runs'
> & {
  /** The oldest population, whose plan sampled the networks. */
  readonly first: ShownPopulation
}

interface Study {
  readonly spaces: readonly (SideSpace & { readonly studyId: number; readonly definition: DesignSpace })[]
  /** All populations of the study, needed to name the shown ones unambiguously. */
  readonly populations: readonly Population[]
}

/**
 * The sides of a report: the populations of a space that were trained alike form one side. In lineage order, with the
 * names and marks of the window. Also which two sides the report compares.
 */
export function reportedSides(
  shown: readonly ShownPopulation[],
  { spaces, populations }: Study,
  language: ReportDocument['language'] = 'en',
): { entries: ReportedSide[]; headline: StudyReport['headline'] } {
  const definitionOf = new Map(spaces.map(({ id, definition }) => [id, definition]))
  const byId = new Map(shown.map((one) => [one.population.id, one]))
  const chosen = shown.flatMap(({ population, runs }) => {
    const counted = runs.filter(isCounted).length
    // Chosen populations count even if they are in the trash.
    return asSide({ ...population, trashedAt: null }, counted)
  })
  const named = new Map(
    [...populations.filter(({ trashedAt }) => trashedAt === null), ...chosen].map((one) => [one.id, one]),
  )
  const known = [...named.values()].flatMap((one) => ('counted' in one ? one : asSide(one, 0)))
  const say = (said: Sentence) => saidIn(language, said)
  const spaceNameOf = (spaceId: number) => definitionOf.get(spaceId)?.name ?? ''
  const labels = populationLabels(
    known.map(({ name, seed, ...one }) => ({
      ...one,
      spaceName: spaceNameOf(one.spaceId),
      own: { name, seed: askedSeed({ sampling: seed, planned: one.plan.seed }) },
    })),
    say,
  )
  const knownSides = sidesOf(known)
  const sideLabels = populationLabels(
    knownSides.map(({ id, spaceId, populations: [first] }) => ({
      ...{ id, spaceId, spaceName: spaceNameOf(spaceId), plan: first!.plan, datasetHash: first!.datasetHash },
      origin: first!.origin,
    })),
    say,
  )
  const wholeOf = ({ id }: Side<unknown>) =>
    knownSides.find((side) => side.populations.some((population) => population.id === id))!

  const sides = sidesOf(chosen).map((side) => ({ ...side, studyId: 0 }))
  const ordered = lineageOrder(sides, spaces)
  const groups = [...new Set(ordered.map(({ key }) => key))]
  const ids = new Map(
    ordered.map(({ id, spaceId }, i) => {
      const before = ordered.slice(0, i).filter((side) => side.spaceId === spaceId).length
      const own = definitionOf.get(spaceId)?.id ?? `space ${spaceId}`
      return [id, before === 0 ? own : `${own}.${before + 1}`]
    }),
  )
  const entries = ordered.map((side): ReportedSide => {
    const whole = wholeOf(side)
    const label = sideLabels.get(whole.id)!
    const own = side.populations.map(({ id }) => byId.get(id)!)
    const all = own.flatMap(({ runs }) => runs)
    const speaking = new Set(speakingRuns(all).map(({ id }) => id))
    const reference = referenceOf(side, ordered, spaces)
    return {
      id: ids.get(side.id)!,
      name: label.full,
      shortName: label.short,
      spaceName: spaceNameOf(side.spaceId),
      nth: knownSides.filter(({ spaceId }) => spaceId === side.spaceId).indexOf(whole),
      group: groups.indexOf(side.key),
      comparedWith: reference && !isHalved(side) ? ids.get(reference.id)! : null,
      populations: own.map(({ population, runs }) => ({
        id: population.id,
        name: labels.get(population.id)!.full,
        seed: askedSeed({ sampling: population.seed, planned: population.plan.seed }),
        n: runs.filter((run) => isCounted(run) && speaking.has(run.id)).length,
        ...seedsOf(population, runs),
        ...(population.ending && { ending: population.ending }),
        ...curtailedOf(population, runs, labels.get(population.id)!.full),
      })),
      runs: all.flatMap((run) => {
        const reported = reportedRun(run, labels.get(run.populationId)!.full, say)
        const repeats = !speaking.has(run.id) && counts(run)
        return reported ? [repeats ? { ...reported, repeats } : reported] : []
      }),
      first: own[0]!,
    }
  })
  const pair = defaultPair(ordered, spaces, headlineSides(spaces, chosen))
  return {
    entries,
    headline:
      pair && ![pair.newer, pair.older].some(isHalved)
        ? { newer: ids.get(pair.newer.id)!, older: ids.get(pair.older.id)! }
        : undefined,
  }
}

/** What of a population does not count because of early errors, if anything. */
function curtailedOf({ ending }: Population, runs: ShownPopulation['runs'], name: string) {
  const dropped = droppedOf(runs)
  const isCurtailed = dropped > 0 || (ending !== null && ending.endedAt !== null)
  return isCurtailed && { curtailed: { name, count: runs.length, dropped, ending } }
}

/** A population as input for sides; none for given networks, which have no space. */
function asSide(population: Population, counted: number) {
  const { id, spaceId, name, seed, datasetHash, plan, origin, trashedAt } = population
  return spaceId === null ? [] : [{ id, spaceId, name, seed, datasetHash, plan, origin, trashedAt, counted }]
}
