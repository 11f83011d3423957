import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { wilsonRange } from '#shared/statistics/ranges/wilsonRange.ts'
import { confusedPairs } from './confusion.ts'
import type { ConfusionCell, Inspection } from './inspection.ts'

/** The errors on the images of one class. */
export interface ClassError {
  /** Index of the class. */
  label: number
  name: string
  /** Images of the class. */
  images: number
  /** Those taken for another class. */
  wrong: number
  /** Their share, from 0 to 1, with Wilson's 95 % range; see wilsonRange. */
  error: Interval
  /** Images of other classes taken for this one. */
  mistaken: number
  /** The class that its images are most often mistaken for; null if there is no error. */
  takenFor: { label: number; count: number } | null
}

/** The errors of each class, in the order of the classes. */
export function classErrors({ classNames, confusion }: Pick<Inspection, 'classNames' | 'confusion'>): ClassError[] {
  const rows = classNames.map((name, label) => ({ label, name, images: 0, wrong: 0, mistaken: 0 }))
  for (const { label, predicted, count } of confusion) {
    rows[label]!.images += count
    if (label === predicted) continue
    rows[label]!.wrong += count
    rows[predicted]!.mistaken += count
  }
  const most = new Map<number, ConfusionCell>()
  for (const pair of confusedPairs(confusion)) if (!most.has(pair.label)) most.set(pair.label, pair)
  return rows.map((row) => {
    const pair = most.get(row.label)
    return {
      ...row,
      error: wilsonRange(row.wrong, row.images),
      takenFor: pair ? { label: pair.predicted, count: pair.count } : null,
    }
  })
}
