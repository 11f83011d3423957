import { spaceSize } from '#shared/refinement/spaceSize.ts'
import { constraintSentences } from '#shared/studies/constraintSentences.ts'
import type { DatasetKind } from '#shared/datasets/datasetSpec.ts'
import type { PlannedPopulation } from '#shared/studies/planStudy.ts'
import { splitTraining } from '#main/datasets/split.ts'
import type { ReportedSpace, StudyReport } from '#main/reports/studyReport.ts'
import { differingParts, recordedFacts, seedsOf } from '#main/services/recordedFacts.ts'
import { reportedRun, trainingTime } from '#main/services/reportedRuns.ts'
import { machine } from '#main/trainer/machine.ts'
import type { RunWithEpochs } from '#main/services/runs.ts'
import { studyPlan } from '#main/services/studyDefinition.ts'
import type { OpenStudy } from './studyRun.ts'

/** What the report of a study tells, from what its folder holds. */
export function studyReportData(open: OpenStudy, bestRun: StudyReport['bestRun']): StudyReport {
  const { lab, studyId, study, plan, dataset } = open
  const populations = plan.map((planned) => {
    const population = lab.findPopulation(studyId, planned.space.id)!
    return { planned, population, runs: lab.runs(population.id) }
  })
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
    spaces: populations.map((one) => ({
      ...reportedSpace(one.planned, one.runs, open),
      ...seedsOf(one.population, one.runs),
    })),
    differing: differingParts(populations.map(({ population }) => population)),
    dataset: {
      kind: study.dataset.kind as DatasetKind,
      name,
      classNames,
      hash,
      classes: classNames.length,
      trainCount: train.length,
      validationCount: validation.length,
      imageSize,
    },
    environment: { ...trainedOn, provider: study.provider, loweringPlan: studyPlan(study).id },
    ...(bestRun && { bestRun }),
    ...recordedFacts(lab.core.db, studyId, 'en'),
  }
}

function reportedSpace(
  planned: PlannedPopulation,
  runs: readonly RunWithEpochs[],
  { study }: OpenStudy,
): Omit<ReportedSpace, keyof ReturnType<typeof seedsOf>> {
  const { space, regime, sample } = planned
  const { log10, degreesOfFreedom } = spaceSize(space, regime)
  return {
    id: space.id,
    name: space.name,
    dataConstraints: constraintSentences(space, study.flops),
    acceptanceRate: sample.plainAcceptanceRate,
    cardinalityLog10: log10,
    degreesOfFreedom,
    runs: runs.flatMap((run) => reportedRun(run) ?? []),
  }
}
