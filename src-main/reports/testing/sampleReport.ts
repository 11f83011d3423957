import { networkComplexity } from '#shared/networks/complexity.ts'
import { constraintSentences } from '#shared/studyFiles/constraintSentences.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import { readSample } from '#main/services/studies/sampleStudy.ts'
import type { ReportedRun, ReportedSpace, StudyReport } from '../studyReport.ts'

/**
 * The report of the shipped study, from its file alone; of the populations at `places`, or all. Each belongs to another
 * space, which refines the previous one.
 */
export function sampleReport(places?: readonly number[]): StudyReport {
  const { study, spaces, populations } = readBundle(readSample())
  const shown = (places ?? populations.map((_, i) => i)).map((place) => populations[place]!)
  const [first] = shown
  const { plan } = first!
  const idOf = ({ space }: (typeof populations)[number]) => spaces[space]!.definition.id
  const reported = shown.map(({ space, seed, runs, plan: own }, population): ReportedSpace => {
    const { definition } = spaces[space]!
    const { name } = definition
    const finishedCount = runs.filter(({ status }) => status === 'finished').length
    return {
      ...{ id: definition.id, name, shortName: name, spaceName: name, nth: 0, group: 0 },
      comparedWith: population > 0 ? idOf(shown[population - 1]!) : null,
      populations: [{ id: population + 1, name, seed, samplingSeed: seed, hasDerivedSeeds: true, n: finishedCount }],
      dataConstraints: constraintSentences(definition, undefined),
      ...{ acceptanceRate: 1, recipe: own.recipe, dataset: 0, isListed: false, origin: null },
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
              population: name,
              network,
              draw: draw ?? null,
              flops,
              parameters,
              activations,
              status,
              errorPercent,
            },
            ...{
              epochs: finished,
              durationMs: 1000,
              digest: digest ?? '',
              exclusion: null,
              tags: run.tags,
              note: run.note,
            },
          },
        ]
      }),
    }
  })
  const [older, newer] = reported.slice(-2)
  return {
    study: { name: study.name, digest: study.digest, startedAt: null, durationMs: null, seed: plan.seed },
    spaces: reported,
    headline: older && newer && { newer: newer.id, older: older.id },
    spaceNames: spaces.map(({ definition }) => definition.name),
    varied: [],
    differing: [],
    datasets: [
      {
        ...{
          kind: plan.dataset.kind,
          name: 'sample',
          classNames: [],
          hash: first!.datasetHash,
          classes: study.classes,
        },
        ...{ trainCount: 0, validationCount: 0, hasOwnValidation: false, imageSize: plan.imageSize },
      },
    ],
    environment: { onnxruntime: '', provider: plan.provider, loweringPlan: '', cpu: '', node: '' },
    testUses: [],
    decisions: [],
  }
}
