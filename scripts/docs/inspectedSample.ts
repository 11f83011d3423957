import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FigureInput, FigurePopulation } from '#shared/figures/figureInput.ts'
import { keptPictures } from '#shared/inspection/inspection.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import type { BundledPopulation } from '#main/bundles/bundleSchema.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { readSample } from '#main/services/studies/sampleStudy.ts'
import { inspectWeights, type WeightsInspection } from '#main/trainer/inspection/inspectWeights.ts'
import { sampleInput } from '../sampleInput.ts'

/**
 * What figures of the sample study are made from, with one network of each of its two newest populations looked into: the
 * one whose weights it has.
 */
export async function inspectedSampleInput(): Promise<FigureInput> {
  const { populations } = sampleInput()
  const found = new Map<string, FigurePopulation>()
  for (const bundled of readBundle(readSample()).populations.slice(-2)) {
    const finished = bundled.runs.filter(({ status }) => status === 'finished')
    const place = finished.findIndex(({ weights }) => weights !== undefined)
    const inspection = { ...(await lookedInto(bundled, finished[place]!.weights!)), madeAt: 0 }
    const population = populations.find(({ name }) => name === bundled.name)!
    const runs = population.runs.map((run, i) => (i === place ? { ...run, inspection } : run))
    found.set(population.id, { ...population, runs })
  }
  return { populations: populations.map((one) => found.get(one.id) ?? one) }
}

/** `weights`: a safetensors file in base64. */
const lookedInto = ({ plan }: BundledPopulation, weights: string): Promise<WeightsInspection> =>
  inTemporaryFolder(async (folder) => {
    const weightsFile = join(folder, 'weights.safetensors')
    writeFileSync(weightsFile, Buffer.from(weights, 'base64'))
    const dataset = await openDataset(plan.dataset, { cacheDir: folder })
    try {
      return await inspectWeights(dataset, { weightsFile, worst: keptPictures.count }, () => undefined)
    } finally {
      dataset.close()
    }
  })
