import type { Dataset, Split } from './dataset.ts'
import { recordBytes, splits } from './dataset.ts'
import { recordDataset } from './recordDataset.ts'
import { memoryRecords } from './records.ts'
import { renderSynthetic } from './syntheticImage.ts'
import { inventScripts, scriptCount } from './syntheticScripts.ts'

export interface SyntheticOptions {
  seed: number
  imageSize: number
  trainCount: number
  testCount: number
}

/**
 * The built-in ten-class set, computed in memory: light letters of ten invented scripts, and a network has to tell the
 * script. Every letter has to be learned by itself, so the error falls bit by bit with what a network can hold. Image i
 * of a split is a function of (seed, split, i) alone, its label i mod 10, so a larger set contains the smaller one of
 * the same seed.
 */
export function openSynthetic({ seed, imageSize, trainCount, testCount }: SyntheticOptions): Dataset {
  const counts: Record<Split, number> = { train: trainCount, test: testCount }
  const size = recordBytes(imageSize)
  const scripts = inventScripts(seed)
  const render = (split: Split) => {
    const bytes = new Uint8Array(counts[split] * size)
    for (let index = 0; index < counts[split]; index++) {
      const record = bytes.subarray(index * size, (index + 1) * size)
      renderSynthetic(record, imageSize, scripts, { seed, split: splits.indexOf(split), index, label: label(index) })
    }
    return memoryRecords(bytes, imageSize, 3)
  }
  return recordDataset({
    kind: 'synthetic',
    name: `Built-in letters (seed ${seed}, ${imageSize} px)`,
    classNames: Array.from({ length: scriptCount }, (_, script) => `script ${String.fromCharCode(65 + script)}`),
    imageSize,
    records: { train: render('train'), test: render('test') },
    labels: { train: labels(trainCount), test: labels(testCount) },
  })
}

const label = (index: number): number => index % scriptCount
const labels = (count: number): Uint16Array => Uint16Array.from({ length: count }, (_, index) => label(index))
