import type { ReportDocument } from '#shared/contract/reports.ts'
import { areReplicates } from '#shared/designspaces/areReplicates.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { differencesOf } from '#shared/refinement/comparison/trainingTerms.ts'
import { knownSize } from '#shared/refinement/size/spaceSize.ts'
import { constraintSentences } from '#shared/studyFiles/constraintSentences.ts'
import type { ReportedPopulation, ReportedSpace, StudyReport } from '#main/reports/studyReport.ts'
import { getPopulation, listPopulations, type Population } from '#main/store/tables/populations.ts'
import { countRunsOf } from '#main/store/tables/runRows.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { listPublishedTimings } from '#main/store/tables/timings.ts'
import { halvingOf } from '../populations/dropWorst.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import { populationDigest, studyDigest } from '../studies/digests.ts'
import type { LabContext } from '../labContext.ts'
import { loweringPlanOf } from '../studies/plans.ts'
import { recordedFacts } from '../studies/recordedFacts.ts'
import { trainingTime } from './reportedRuns.ts'
import { reportedDatasets } from './reportedDatasets.ts'
import { reportedInspections } from './reportedInspections.ts'
import { reportedSides } from './reportedSides.ts'
import { shownPopulations } from './shownPopulations.ts'
import type { RunWithEpochs } from '../runs/runs.ts'

/**
 * The contents of a report on populations, in lineage order, from the lab's data, in the report's language. Throws
 * LabError 'invalid'.
 */
export async function reportData(
  core: LabContext,
  datasets: DatasetReader,
  studyId: number,
  { populationIds, language }: { populationIds: readonly number[]; language: ReportDocument['language'] },
  signal?: AbortSignal,
): Promise<StudyReport> {
  const { db, jobs } = core
  const { name } = getStudy(db, studyId)
  const shown = await shownPopulations(core, studyId, populationIds)
  const here = shown.filter(({ population }) => population.origin === null)
  const runs = here.flatMap((entry) => entry.runs)
  const spaces = listSpaces(db, studyId)
  const { entries, headline } = reportedSides(shown, { spaces, populations: listPopulations(db, studyId) }, language)
  const firsts = entries.map(({ first }) => first)
  const images = await reportedDatasets(firsts, { db, datasets, signal })
  const reported = await Promise.all(
    entries.map(async ({ first: { population, runs: own }, ...entry }, i): Promise<ReportedSpace> => {
      const space = population.designSpace as DesignSpace
      const { flops, listed = false } = population.plan
      const { origin } = population
      const regime = regimeOf(population.plan, own[0]?.network.classes ?? images.datasets[images.places[i]!]!.classes)
      // Sampling is a pure function of the stored data, so repeating it gives the acceptance rate.
      const request = { space, regime, count: own.length, seed: population.seed }
      const isSample = !origin && !listed && !areReplicates(own.map(({ network }) => network))
      const sample = !isSample ? null : await jobs.run('sample', request, { signal })
      const size = await jobs.run('spaceSize', { space, regime }, { signal })
      const { log10, by } = knownSize(size)
      return {
        ...entry,
        populations: entry.populations.map((one) => withHalving(db, one)),
        dataConstraints: constraintSentences(space, flops ?? undefined, language),
        acceptanceRate: sample && sample.plainAcceptanceRate,
        cardinalityLog10: log10,
        cardinalityBy: by,
        degreesOfFreedom: size.degreesOfFreedom,
        recipe: origin ? null : population.plan.recipe,
        ...(population.plan.sweep && { sweep: population.plan.sweep }),
        dataset: images.places[i]!,
        isListed: listed,
        origin: origin && { file: origin.file, digest: origin.digest },
      }
    }),
  )
  const isWhole = listPopulations(db, studyId).length === shown.length
  const digest = isWhole ? studyDigest(db, studyId) : populationDigest(db, shown[0]!.population.id)
  return {
    study: {
      name,
      digest: digest ?? '',
      ...trainingTime(runs),
      seed: shown[0]!.population.plan.seed,
    },
    spaces: reported,
    headline,
    publishedTimings: listPublishedTimings(db),
    ...reportedInspections(db, populationIds),
    spaceNames: spaces.map(({ definition }) => definition.name),
    ...differencesOf(shown.map(({ population }) => population)),
    datasets: images.datasets,
    environment: here[0] ? environmentOf(core, here[0].population.plan, runs) : null,
    ...recordedFacts(db, studyId, language),
  }
}

/** The population with how it drops its worst networks, if it does. */
function withHalving(db: LabContext['db'], reported: ReportedPopulation): ReportedPopulation {
  const population = getPopulation(db, reported.id)
  const { halving } = population.plan
  if (!halving) return reported
  return { ...reported, halving: { halving, count: countRunsOf(db, [reported.id]), ...halvingOf(db, population) } }
}

/** The machine that trained the runs. */
function environmentOf(
  core: LabContext,
  plan: Population['plan'],
  runs: readonly RunWithEpochs[],
): StudyReport['environment'] {
  const first = runs[0]
  return {
    ...(runs.find(({ environment }) => environment !== null)?.environment ?? {
      onnxruntime: first?.onnxruntimeVersion ?? core.environment.onnxruntimeVersion,
      node: process.versions.node,
      cpu: first?.cpuFeatures ?? core.environment.cpuFeatures,
    }),
    provider: plan.provider,
    loweringPlan: first?.plan ?? loweringPlanOf(plan),
  }
}
