import { networkComplexity } from '#shared/networks/complexity.ts'
import { constraintSentences } from '#shared/studies/constraintSentences.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import { readSample } from '#main/services/sampleStudy.ts'
import type { ReportedRun, ReportedSpace, StudyReport } from '../studyReport.ts'

/** The report of the shipped study, from its file alone; of the populations at `places`, or all. */
export function sampleReport(places?: readonly number[]): StudyReport {
  const { study, spaces, populations } = readBundle(readSample())
  const shown = (places ?? populations.map((_, i) => i)).map((place) => populations[place]!)
  const [first] = shown
  const { plan } = first!
  const reported = shown.map(({ space, seed, runs, plan: own }, population): ReportedSpace => {
    const { definition } = spaces[space]!
    return {
      ...{ id: definition.id, name: definition.name, dataConstraints: constraintSentences(definition, undefined) },
      ...{ acceptanceRate: 1, recipe: own.recipe, samplingSeed: seed, hasDerivedSeeds: true },
      runs: runs.flatMap((run, i): ReportedRun[] => {
        const { network, draw, status, errorPercent, epochs, digest } = run
        if (status === 'cancelled') return []
        const { flops, parameters, activations } = networkComplexity(network)
        const finished = epochs.map((one) => ({ ...one, epoch: one.epoch + 1, trainLoss: 0, validationLoss: 0 }))
        return [
          {
            ...{
              id: `${population}-${i}`,
              seed: run.seed,
              network,
              draw: draw ?? null,
              flops,
              parameters,
              activations,
              status,
              errorPercent,
            },
            ...{ epochs: finished, durationMs: 1000, digest: digest ?? '' },
          },
        ]
      }),
    }
  })
  return {
    study: { name: study.name, digest: study.digest, startedAt: null, durationMs: null, seed: plan.seed },
    spaces: reported,
    differing: [],
    dataset: {
      ...{ kind: plan.dataset.kind, name: 'sample', classNames: [], hash: first!.datasetHash, classes: study.classes },
      ...{ trainCount: 0, validationCount: 0, imageSize: plan.imageSize },
    },
    environment: { onnxruntime: '', provider: plan.provider, loweringPlan: '', cpu: '', node: '' },
    testUses: [],
    decisions: [],
  }
}
