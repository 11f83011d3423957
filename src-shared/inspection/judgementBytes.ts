import { ConfusionCounts } from './confusion.ts'
import type { Inspection } from './inspection.ts'
import type { Judgements } from './pairedInspections.ts'

type Choices = Pick<Judgements, 'indices' | 'labels' | 'predicted'>

/** Bytes of an image: its position, its class and the class that was chosen. */
const imageBytes = 8

/**
 * What a network chose for each of n images as 8 n bytes, little-endian: n positions as int32, n true classes as uint16,
 * n chosen classes as uint16.
 */
export function judgementBytes({ indices, labels, predicted }: Choices): Uint8Array {
  const n = indices.length
  const view = new DataView(new ArrayBuffer(imageBytes * n))
  for (let i = 0; i < n; i++) {
    view.setInt32(4 * i, indices[i]!, true)
    view.setUint16(4 * n + 2 * i, labels[i]!, true)
    view.setUint16(6 * n + 2 * i, predicted[i]!, true)
  }
  return new Uint8Array(view.buffer)
}

/**
 * The choices in such bytes. Throws RangeError unless they are of whole images, in ascending order, and of fewer classes
 * than `classes`.
 */
export function choicesOf(bytes: Uint8Array, classes: number): Choices {
  const n = bytes.length / imageBytes
  if (!Number.isInteger(n)) throw new RangeError(`invalid judgements: ${bytes.length} bytes (must be 8 per image)`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const indices = Int32Array.from({ length: n }, (_, i) => view.getInt32(4 * i, true))
  const labels = Uint16Array.from({ length: n }, (_, i) => view.getUint16(4 * n + 2 * i, true))
  const predicted = Uint16Array.from({ length: n }, (_, i) => view.getUint16(6 * n + 2 * i, true))
  for (let i = 0; i < n; i++) {
    if (indices[i]! <= (i === 0 ? -1 : indices[i - 1]!))
      throw new RangeError(`invalid position of an image: ${indices[i]!} (must ascend from 0)`)
    const highest = Math.max(labels[i]!, predicted[i]!)
    if (highest >= classes) throw new RangeError(`invalid class: ${highest} (must be below ${classes})`)
  }
  return { indices, labels, predicted }
}

/** What follows from the choices: the number of images and of errors, and the confusion matrix. */
export function countsOf(
  { labels, predicted }: Choices,
  classes: number,
): Pick<Inspection, 'count' | 'errors' | 'confusion'> {
  const counts = new ConfusionCounts(classes)
  let errors = 0
  for (const [i, label] of labels.entries()) {
    counts.add(label, predicted[i]!)
    if (label !== predicted[i]) errors++
  }
  return { count: labels.length, errors, confusion: counts.cells() }
}
