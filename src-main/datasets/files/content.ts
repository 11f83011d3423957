import { createHash } from 'node:crypto'
import { z } from 'zod'

const channels = z.tuple([z.number(), z.number(), z.number()])

/** The hash of a data set and the moments of its training pixels; see DatasetInfo. */
export const contentSchema = z.object({ hash: z.string(), mean: channels, std: channels })
export type Content = z.infer<typeof contentSchema>

export interface ContentMeter {
  /** Adds whole records, in order. Training records also enter mean and standard deviation. */
  addRecords(records: Uint8Array, training: boolean): void
  /** Ends a part, in the order of `splits`; a part without images is ignored. */
  addLabels(labels: Uint16Array): void
  finish(): Content
}

/** An accumulator that computes hash, mean and standard deviation from records and labels fed in order. */
export function contentMeter(imageSize: number): ContentMeter {
  const hash = createHash('sha256')
  const plane = imageSize * imageSize
  const histogram = new Float64Array(3 * 256)
  const counts: number[] = []
  return {
    addRecords(records, training) {
      hash.update(records)
      if (!training) return
      for (let start = 0, channel = 0; start < records.length; start += plane, channel = (channel + 1) % 3) {
        const base = channel * 256
        for (let i = start; i < start + plane; i++) histogram[base + records[i]!]!++
      }
    },
    addLabels(labels) {
      if (labels.length === 0) return
      const bytes = Buffer.alloc(2 * labels.length)
      labels.forEach((label, i) => bytes.writeUInt16LE(label, 2 * i))
      hash.update(bytes)
      counts.push(labels.length)
    },
    finish() {
      hash.update(JSON.stringify({ imageSize, counts }))
      const moments = [0, 1, 2].map((channel) =>
        histogramMoments(histogram.subarray(channel * 256, channel * 256 + 256)),
      )
      const [red, green, blue] = moments as [Moments, Moments, Moments]
      return {
        hash: hash.digest('hex'),
        mean: [red.mean, green.mean, blue.mean],
        std: [red.std, green.std, blue.std],
      }
    },
  }
}

interface Moments {
  mean: number
  std: number
}

/** Mean and standard deviation on the 0..1 scale. The sums are integers below 2^53, so they do not depend on order. */
function histogramMoments(histogram: Float64Array): Moments {
  let count = 0
  let sum = 0
  let squares = 0
  histogram.forEach((n, value) => {
    count += n
    sum += n * value
    squares += n * value * value
  })
  const mean = sum / count
  const variance = squares / count - mean * mean
  return { mean: mean / 255, std: variance > 0 ? Math.sqrt(variance) / 255 : 1 }
}
