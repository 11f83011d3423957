import { cardinality } from '#shared/designspaces/cardinality.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { constraintSentences } from '#shared/studies/constraintSentences.ts'
import type { PlannedPopulation } from '#shared/studies/planStudy.ts'
import { splitTraining } from '#main/datasets/split.ts'
import type { ReportedRun, ReportedSpace, StudyReport } from '#main/reports/studyReport.ts'
import { machine } from '#main/trainer/machine.ts'
import type { RunWithEpochs } from '#main/services/runs.ts'
import { studyPlan } from './studyDefinition.ts'
import type { OpenStudy } from './studyRun.ts'

/** What the report of a study tells, from what its folder holds. */
export function studyReportData(open: OpenStudy, bestRun: StudyReport['bestRun']): StudyReport {
  const { lab, studyId, study, plan, dataset } = open
  const populations = plan.map((planned) => ({
    planned,
    runs: lab.runs(lab.findPopulation(studyId, planned.space.id)!.id),
  }))
  const runs = populations.flatMap((population) => population.runs)
  const { share, splitSeed } = study.recipe.validation
  const { train, validation } = splitTraining(dataset.labels.train, share, splitSeed)
  const { name, hash, classNames, imageSize } = dataset.info
  const trainedOn = runs.find(({ environment }) => environment !== null)?.environment ?? machine
  return {
    study: {
      name: study.name,
      digest: lab.studyDigest(studyId) ?? '',
      startedAt: new Date(Math.min(...runs.map(({ startedAt, createdAt }) => startedAt ?? createdAt))).toISOString(),
      durationMs: timeCovered(runs),
      seed: study.seed,
    },
    spaces: populations.map(({ planned, runs: own }) => reportedSpace(planned, own, open)),
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

function reportedSpace(
  planned: PlannedPopulation,
  runs: readonly RunWithEpochs[],
  { study }: OpenStudy,
): ReportedSpace {
  const { space, sample } = planned
  const { log10, degreesOfFreedom } = cardinality(space)
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

/** A run as reported; undefined: it was never brought to an end. */
function reportedRun(run: RunWithEpochs): ReportedRun | undefined {
  const { status } = run
  if (status !== 'finished' && status !== 'diverged' && status !== 'failed') return undefined
  return {
    id: `${run.id}`,
    network: run.network,
    ...networkComplexity(run.network),
    status,
    errorPercent: status === 'finished' ? run.errorPercent : null,
    epochs: run.epochs,
    durationMs: run.epochs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    digest: run.digest ?? '',
  }
}

/** Milliseconds in which at least one run was under way. */
function timeCovered(runs: readonly RunWithEpochs[]): number {
  const spans = runs
    .flatMap(({ startedAt, finishedAt }) =>
      startedAt !== null && finishedAt !== null ? [[startedAt, finishedAt] as const] : [],
    )
    .sort(([a], [b]) => a - b)
  let covered = 0
  let reached = -Infinity
  for (const [start, end] of spans) {
    covered += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return covered
}
