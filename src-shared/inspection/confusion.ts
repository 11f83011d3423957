import type { ConfusionCell } from './inspection.ts'

/** Counts of pairs of true and predicted class; sparse, so that many classes cost no more than the images. */
export class ConfusionCounts {
  readonly #counts = new Map<number, number>()
  readonly #classes: number

  /** `classes`: their number. */
  constructor(classes: number) {
    this.#classes = classes
  }

  add(label: number, predicted: number): void {
    const key = label * this.#classes + predicted
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  /** The cells that are not zero, by label and then by predicted class. */
  cells(): ConfusionCell[] {
    return [...this.#counts]
      .sort(([a], [b]) => a - b)
      .map(([key, count]) => ({
        label: Math.floor(key / this.#classes),
        predicted: key % this.#classes,
        count,
      }))
  }
}

/** The matrix of some classes, all by default: rows are true classes, columns those that the network chose. */
export function confusionMatrix(cells: readonly ConfusionCell[], classes: readonly number[] | number): number[][] {
  const chosen = typeof classes === 'number' ? Array.from({ length: classes }, (_, i) => i) : classes
  const places = new Map(chosen.map((label, place) => [label, place]))
  const matrix = chosen.map(() => chosen.map(() => 0))
  for (const { label, predicted, count } of cells) {
    const [row, column] = [places.get(label), places.get(predicted)]
    if (row !== undefined && column !== undefined) matrix[row]![column] = count
  }
  return matrix
}

/** The wrong cells, the largest first; of equals, in the order of the matrix. */
export function confusedPairs(cells: readonly ConfusionCell[]): ConfusionCell[] {
  return cells.filter(({ label, predicted }) => label !== predicted).toSorted((a, b) => b.count - a.count)
}

/**
 * At most `most` classes for a matrix that can be read at once, ascending: all of them, or those in the most errors,
 * as true or as chosen class.
 */
export function classesToShow(cells: readonly ConfusionCell[], classes: number, most: number): number[] {
  const all = Array.from({ length: classes }, (_, i) => i)
  if (classes <= most) return all
  const involved = all.map(() => 0)
  for (const { label, predicted, count } of confusedPairs(cells)) {
    involved[label]! += count
    involved[predicted]! += count
  }
  return all
    .toSorted((a, b) => involved[b]! - involved[a]! || a - b)
    .slice(0, most)
    .sort((a, b) => a - b)
}
