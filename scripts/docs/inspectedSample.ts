import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FigureInput, FigurePopulation } from '#shared/figures/figureInput.ts'
import { keptPictures } from '#shared/inspection/inspection.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { readSample } from '#main/services/studies/sampleStudy.ts'
import { inspectWeights } from '#main/trainer/inspection/inspectWeights.ts'
import { sampleInput } from '../sampleInput.ts'

/** What figures of the sample study are made from, with the network of its newest space looked into whose weights it has. */
export async function inspectedSampleInput(): Promise<FigureInput> {
  const input = sampleInput()
  const newest = readBundle(readSample()).populations.at(-1)!
  const finished = newest.runs.filter(({ status }) => status === 'finished')
  const place = finished.findIndex(({ weights }) => weights !== undefined)
  const { imageSize, pixels, ...found } = await inTemporaryFolder(async (folder) => {
    const weightsFile = join(folder, 'weights.safetensors')
    writeFileSync(weightsFile, Buffer.from(finished[place]!.weights!, 'base64'))
    const dataset = await openDataset(newest.plan.dataset, { cacheDir: folder })
    try {
      return await inspectWeights(dataset, { weightsFile, worst: keptPictures.count }, () => undefined)
    } finally {
      dataset.close()
    }
  })
  const inspection = { ...found, imageSize, pixels, madeAt: 0 }
  const lookedInto = (population: FigurePopulation): FigurePopulation => ({
    ...population,
    runs: population.runs.map((run, i) => (i === place ? { ...run, inspection } : run)),
  })
  return {
    ...input,
    populations: input.populations.map((one) => (one.name === newest.name ? lookedInto(one) : one)),
  }
}
