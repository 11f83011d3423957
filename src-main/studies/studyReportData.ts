import { spaceSize } from '#shared/refinement/spaceSize.ts'
import { constraintSentences } from '#shared/studies/constraintSentences.ts'
import type { PlannedPopulation } from '#shared/studies/planStudy.ts'
import { splitTraining } from '#main/datasets/split.ts'
import type { ReportedSpace, StudyReport } from '#main/reports/studyReport.ts'
import { trainingTime } from '#main/services/reportedRuns.ts'
import { reportedSides } from '#main/services/reportedSides.ts'
import { machine } from '#main/trainer/machine.ts'
import { studyPlan } from '#main/services/studyDefinition.ts'
import type { OpenStudy } from './studyRun.ts'

/** What the report of a study tells, from what its folder holds. */
export function studyReportData(open: OpenStudy, bestRun: StudyReport['bestRun']): StudyReport {
  const { lab, studyId, study, plan, dataset } = open
  const populations = plan.map((planned) => {
    const population = lab.findPopulation(studyId, planned.space.id)!
    return { planned, population, runs: lab.runs(population.id) }
  })
  // Each space of a study file refines the one before it.
  const spaces = populations.map(({ planned, population }, i) => ({
    ...{ id: population.spaceId!, studyId, definition: planned.space, trashedAt: null },
    parentId: populations[i - 1]?.population.spaceId ?? null,
  }))
  const { entries, headline } = reportedSides(populations, { spaces, populations: lab.populations(studyId) })
  const runs = populations.flatMap((population) => population.runs)
  const { share, splitSeed } = study.recipe.validation
  const { train, validation } = splitTraining(dataset.labels.train, share, splitSeed)
  const { name, hash, classNames, imageSize } = dataset.info
  const trainedOn = runs.find(({ environment }) => environment !== null)?.environment ?? machine
  return {
    study: {
      name: study.name,
      digest: lab.studyDigest(studyId) ?? '',
      ...trainingTime(runs),
      seed: study.seed,
    },
    spaces: entries.map(({ first, ...entry }) => ({
      ...entry,
      ...spaceFacts(populations.find(({ population }) => population.id === first.population.id)!.planned, open),
    })),
    headline,
    spaceNames: spaces.map(({ definition }) => definition.name),
    recipe: study.recipe,
    dataset: {
      name,
      hash,
      classes: classNames.length,
      trainCount: train.length,
      validationCount: validation.length,
      imageSize,
    },
    environment: { ...trainedOn, provider: study.provider, loweringPlan: studyPlan(study).id },
    ...(bestRun && { bestRun }),
  }
}

function spaceFacts({ space, regime, sample }: PlannedPopulation, { study }: OpenStudy) {
  const { log10, degreesOfFreedom } = spaceSize(space, regime)
  return {
    dataConstraints: constraintSentences(space, study.flops),
    acceptanceRate: sample.plainAcceptanceRate,
    cardinalityLog10: log10,
    degreesOfFreedom,
  } satisfies Partial<ReportedSpace>
}
