import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonRange } from '#shared/statistics/ranges/wilsonRange.ts'
import { classErrors } from './classErrors.ts'
import { classesToShow, confusedPairs, ConfusionCounts, confusionMatrix } from './confusion.ts'
import type { Inspection } from './inspection.ts'
import { inspectionRows } from './inspectionTables.ts'

/** Images as pairs of true and predicted class, of 2 to 6 classes. */
const judged = fc.integer({ min: 2, max: 6 }).chain((classes) => {
  const one = fc.integer({ min: 0, max: classes - 1 })
  return fc.record({ classes: fc.constant(classes), pairs: fc.array(fc.tuple(one, one), { maxLength: 60 }) })
})
function cellsOf(classes: number, pairs: readonly (readonly [number, number])[]) {
  const counts = new ConfusionCounts(classes)
  for (const [label, predicted] of pairs) counts.add(label, predicted)
  return counts.cells()
}
const named = (classes: number) => Array.from({ length: classes }, (_, i) => `class ${i}`)

describe('The confusion matrix', () => {
  it('counts every pair of true and chosen class', () => {
    fc.assert(
      fc.property(judged, ({ classes, pairs }) => {
        const expected = named(classes).map((_, label) =>
          named(classes).map((_, chosen) => pairs.filter(([a, b]) => a === label && b === chosen).length),
        )
        const cells = cellsOf(classes, pairs)
        expect(confusionMatrix(cells, classes)).toEqual(expected)
        expect(cells.every(({ count }) => count > 0)).toBe(true)
        const wrong = confusedPairs(cells)
        expect(wrong.map(({ count }) => count)).toEqual(wrong.map(({ count }) => count).toSorted((a, b) => b - a))
        expect(wrong.reduce((sum, { count }) => sum + count, 0)).toBe(pairs.filter(([a, b]) => a !== b).length)
      }),
    )
  })
  it('of many classes shows those in the most errors, in their order', () => {
    const cells = cellsOf(5, [
      ...[3, 3, 3].map((label) => [label, 1] as const),
      ...([[4, 4], [0, 2], [0, 0]] as const), // prettier-ignore
    ])
    expect(classesToShow(cells, 5, 2)).toEqual([1, 3])
    expect(classesToShow(cells, 5, 3)).toEqual([0, 1, 3])
    expect(classesToShow(cells, 5, 5)).toEqual([0, 1, 2, 3, 4])
    expect(confusionMatrix(cells, [1, 3])).toEqual([
      [0, 0],
      [3, 0],
    ])
  })
})

describe('The errors of classes', () => {
  it('are the rows of the matrix off its diagonal, with their ranges', () => {
    fc.assert(
      fc.property(judged, ({ classes, pairs }) => {
        const confusion = cellsOf(classes, pairs)
        for (const { label, images, wrong, error, mistaken, takenFor } of classErrors({
          classNames: named(classes),
          confusion,
        })) {
          const own = pairs.filter(([a]) => a === label)
          expect(images).toBe(own.length)
          expect(wrong).toBe(own.filter(([, b]) => b !== label).length)
          expect(error).toEqual(wilsonRange(wrong, images))
          expect(mistaken).toBe(pairs.filter(([a, b]) => a !== label && b === label).length)
          const counts = named(classes).map((_, other) => own.filter(([, b]) => b !== label && b === other).length)
          const most = Math.max(...counts)
          expect(takenFor).toEqual(most === 0 ? null : { label: counts.indexOf(most), count: most })
        }
      }),
    )
  })
})

describe('The tables of an inspection', () => {
  const inspection: Inspection = {
    ...{ classNames: ['cat', 'dog', 'owl'], split: 'train', count: 4, errors: 1, recordedErrors: 1, loss: 0.5 },
    confusion: cellsOf(3, [[0, 0], [0, 1], [1, 1], [1, 1]]), // prettier-ignore
    worst: [
      { index: 7, label: 0, predicted: 1, probability: 0.75, labelProbability: 0.25, loss: 1.5, file: 'cat/7.png' },
    ],
  }
  it('have a title for each cell, and nothing where a class has no image', () => {
    for (const table of ['classes', 'confusion', 'worst'] as const) {
      const [titles, ...rows] = inspectionRows(inspection, table)
      for (const row of rows) expect(row).toHaveLength(titles!.length)
    }
    const { value, low, high } = wilsonRange(1, 2)
    const none = wilsonRange(0, 2)
    expect(inspectionRows(inspection, 'classes').slice(1)).toEqual([
      ['cat', 2, 1, value, low, high, 0, 'dog', 1],
      ['dog', 2, 0, none.value, none.low, none.high, 1, null, null],
      ['owl', 0, 0, null, null, null, 0, null, null],
    ])
    expect(inspectionRows(inspection, 'confusion')).toEqual([
      ['class', 'cat', 'dog', 'owl'],
      ['cat', 1, 1, 0],
      ['dog', 0, 2, 0],
      ['owl', 0, 0, 0],
    ])
    expect(inspectionRows(inspection, 'worst').slice(1)).toEqual([
      ['train', 7, 'cat', 'dog', 0.75, 0.25, 1.5, 'cat/7.png'],
    ])
  })
})
