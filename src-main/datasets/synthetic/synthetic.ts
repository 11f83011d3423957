import { builtInName } from '#shared/datasets/datasetName.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { contentSchema } from '../files/content.ts'
import type { Dataset, NeededSplit, OpenEnvironment } from '../dataset.ts'
import { DatasetError, recordBytes, splits } from '../dataset.ts'
import { loadFound, saveFound, storeKey } from '../imageFolder/imageStore.ts'
import { recordDataset } from '../records/recordDataset.ts'
import type { Records } from '../records/records.ts'
import { renderSynthetic } from './syntheticImage.ts'
import { inventScripts, scriptCount } from './syntheticScripts.ts'

export interface SyntheticOptions {
  seed: number
  imageSize: number
  trainCount: number
  testCount: number
}

/** Maximum bytes of all images, which are kept in memory. */
const mostBytes = 8 * 2 ** 30

/** Part of the cache key of the content; increment it when any pixel changes. */
const version = 1

/**
 * The built-in ten-class set, rendered on reading: light letters of ten invented scripts, where the class is the
 * script. Every letter must be learned separately, so the error falls gradually with a network's capacity. Image i of a
 * split is a function of (seed, split, i) with label i mod 10, so a larger set contains the smaller one of the same
 * seed. Its content is measured once by rendering everything, and cached in `cacheDir`.
 */
export function openSynthetic(options: SyntheticOptions, { cacheDir }: OpenEnvironment = {}): Dataset {
  const { seed, imageSize, trainCount, testCount } = options
  if ((trainCount + testCount) * recordBytes(imageSize) > mostBytes) {
    throw new DatasetError(
      sentence('syntheticTooLarge', { count: trainCount + testCount, imageSize, gb: mostBytes / 2 ** 30 }),
    )
  }
  const scripts = inventScripts(seed)
  const render = (split: NeededSplit, count: number) =>
    drawnRecords(count, recordBytes(imageSize), (record, index) =>
      renderSynthetic(record, imageSize, scripts, { seed, split: splits.indexOf(split), index, label: label(index) }),
    )
  const key = storeKey({ kind: 'synthetic', version, seed, imageSize, trainCount, testCount })
  const content = cacheDir === undefined ? undefined : loadFound(cacheDir, key, contentSchema)
  const dataset = recordDataset({
    kind: 'synthetic',
    name: `Built-in images (seed ${seed}, ${imageSize} px)`,
    called: builtInName(options),
    classNames: Array.from({ length: scriptCount }, (_, script) => `script ${String.fromCharCode(65 + script)}`),
    imageSize,
    records: { train: render('train', trainCount), test: render('test', testCount) },
    labels: { train: labels(trainCount), test: labels(testCount) },
    ...(content && { content }),
  })
  if (cacheDir !== undefined && !content) keepContent(cacheDir, key, dataset)
  return dataset
}

/** Best effort: if it cannot be written, the content is measured again next time. */
function keepContent(cacheDir: string, key: string, { info: { hash, mean, std } }: Dataset): void {
  try {
    saveFound(cacheDir, key, { hash, mean, std })
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
  }
}

/** Records filled by `draw` when read for the first time. */
function drawnRecords(count: number, size: number, draw: (record: Uint8Array, index: number) => void): Records {
  const bytes = new Uint8Array(count * size)
  const isDrawn = new Uint8Array(count)
  return {
    count,
    read(index, into, offset) {
      const record = bytes.subarray(index * size, (index + 1) * size)
      if (isDrawn[index] === 0) draw(record, index)
      isDrawn[index] = 1
      into.set(record, offset)
    },
    close() {
      // Nothing to close: the memory is freed with the object.
    },
  }
}

const label = (index: number): number => index % scriptCount
const labels = (count: number): Uint16Array => Uint16Array.from({ length: count }, (_, index) => label(index))
