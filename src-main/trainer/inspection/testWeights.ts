import { join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, type Dataset } from '#main/datasets/dataset.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { countModelErrors, exportRun } from '../files/exportOnnx.ts'
import type { RunOfWeights } from '../files/weights.ts'

export interface TestRequest {
  weightsFile: string
  run: RunOfWeights
}

/** How many of the test images a network gets wrong. */
export interface TestErrors {
  wrong: number
  count: number
}

/**
 * The errors of the exported model of a run's weights on all test images, in a session of its own on the CPU. Throws
 * WeightsError, or DatasetError if the images are not those that the weights were trained for.
 */
export function testWeights(dataset: Dataset, { weightsFile, run }: TestRequest): Promise<TestErrors> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'model.onnx')
    const { hash } = exportRun(weightsFile, path, run).dataset
    if (dataset.info.hash !== hash) throw new DatasetError(sentence('datasetChanged', { name: dataset.called }))
    const test = Int32Array.from(dataset.labels.test.keys())
    return { wrong: await countModelErrors(path, dataset, 'test', test), count: test.length }
  })
}
