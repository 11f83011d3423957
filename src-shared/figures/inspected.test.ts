import { describe, expect, it } from 'vitest'
import type { FigureInput, FigurePopulation } from './figureInput.ts'
import { figureIds, showsInspections, type FigureId } from './figureParameters.ts'
import { figures } from './figures.ts'
import { tableRecords } from './figureTable.ts'
import { figureWords } from './figureWords.ts'
import { madeUpInput, madeUpInspection } from './testing/madeUpPopulations.ts'

const input = madeUpInput()
const best = { population: 'RegNetX', run: 'RegNetX-5' }
const records = (id: 'confusion' | 'classErrors' | 'worstImages', parameters = {}) =>
  tableRecords(figures[id].make(input, parameters).table)

it('the best network that was looked into is shown, whatever the order of the populations', () => {
  const turned = { populations: input.populations.toReversed() }
  for (const given of [input, turned]) expect(tableRecords(figures.confusion.make(given).table)[0]).toMatchObject(best)
})

it('the run asked for is shown, or told that it was not looked into', () => {
  const numbered = {
    populations: input.populations.map((one, i) => ({
      ...one,
      runs: one.runs.map((run, k) => ({ ...run, id: String(100 * i + k) })),
    })),
  }
  const [first] = tableRecords(figures.confusion.make(numbered, { run: 100 }).table)
  expect(first).toMatchObject({ population: 'RegNetX', run: '100' })
  expect(() => figures.confusion.make(numbered, { run: 101 })).toThrow('Run 101 of these populations has not been')
})

it('confusions have their share of the row, and the caption the most frequent ones', () => {
  expect(records('confusion')).toEqual([
    { ...best, trueClass: 'Cat', chosenClass: 'Cat', images: 4, sharePercent: 80 },
    { ...best, trueClass: 'Cat', chosenClass: 'Dog', images: 1, sharePercent: 20 },
    { ...best, trueClass: 'Dog', chosenClass: 'Cat', images: 3, sharePercent: 75 },
    { ...best, trueClass: 'Dog', chosenClass: 'Dog', images: 1, sharePercent: 25 },
    { ...best, trueClass: 'Owl', chosenClass: 'Owl', images: 3, sharePercent: 100 },
  ])
  const caption = (parameters = {}) => figures.confusion.make(input, parameters).caption(figureWords.en)
  expect(caption()).toContain('Dog taken for Cat (3) and Cat taken for Dog (1).')
  expect(caption()).not.toContain('Shown are')
  expect(caption({ count: 2 })).toContain('Shown are the 2 of 3 classes')
})

// Wilson's score range written out with Python's statistics.NormalDist().inv_cdf(0.975), of 3 of 4, 1 of 5 and 0 of 3.
it('errors of classes have Wilson’s ranges, the highest first', () => {
  const rows = records('classErrors')
  expect(rows.map(({ trueClass, images, wrong, errorPercent }) => [trueClass, images, wrong, errorPercent])).toEqual([
    ['Dog', 4, 3, 75],
    ['Cat', 5, 1, 20],
    ['Owl', 3, 0, 0],
  ])
  const ranges = [
    [30.0641842582, 95.441273919],
    [3.6224108632, 62.4465370237],
    [0.0, 56.1497031755],
  ]
  for (const [i, [low, high]] of ranges.entries()) {
    expect(rows[i]!['low']).toBeCloseTo(low!, 9)
    expect(rows[i]!['high']).toBeCloseTo(high!, 9)
  }
})

it('worst images are as many as asked for, each with its own pixels', () => {
  expect(records('worstImages', { count: 1 })).toEqual([
    {
      ...{ ...best, rank: 1, part: 'train', image: 5, trueClass: 'Dog', chosenClass: 'Cat', probability: 0.9 },
      ...{ trueProbability: 0.05, loss: 2.9957, file: null },
    },
  ])
  const [panel] = figures.worstImages.make(input).panels(figureWords.en)
  const drawn = JSON.stringify(panel!.draw({ width: 400, height: 200 }).option)
  expect(new Set(drawn.match(/data:image[^"]*/g)).size).toBe(madeUpInspection.worst.length)
})

describe('errors of two networks by class', () => {
  const [older, newer] = input.populations as [FigurePopulation, FigurePopulation]
  const { judgements } = madeUpInspection
  /** The newer population with its sixth network, the best, and one whose choices are those given. */
  const withOther = (predicted: Uint16Array, indices = judgements.indices): FigureInput => ({
    populations: [
      older,
      {
        ...newer,
        runs: newer.runs.map((run, i) => {
          const inspection = { ...madeUpInspection, judgements: { ...judgements, predicted, indices } }
          return { ...run, id: String(i + 1), ...(i === 0 && { inspection }) }
        }),
      },
    ],
  })
  const all = new Uint16Array(12).fill(2)

  it('are those of the next best minus those of the best, in points, with who is wrong where', () => {
    const rows = tableRecords(figures.classDifferences.make(withOther(all)).table)
    expect(
      rows.map(({ trueClass, wrongByBoth, wrongByRun, wrongByOther, points }) => [
        ...[trueClass, wrongByBoth, wrongByRun, wrongByOther, points],
      ]),
    ).toEqual([
      ['Cat', 1, 0, 4, 80],
      ['Dog', 3, 0, 1, 25],
      ['Owl', 0, 0, 0, 0],
    ])
    expect(rows.map(({ run, other }) => [run, other])).toEqual(rows.map(() => ['6', '1']))
    // McNemar's exact p of 4 and of 1 image in one direction: 2 / 2^4, and 1.
    for (const [i, p] of [0.125, 1, 1].entries()) expect(rows[i]!['exactP']).toBeCloseTo(p, 12)
    for (const { low, points, high } of rows as { low: number; points: number; high: number }[])
      expect(low <= points && points <= high).toBe(true)
  })

  it('turn around with the networks', () => {
    const turned = tableRecords(figures.classDifferences.make(withOther(all), { run: 1, other: 6 }).table)
    expect(turned.map(({ points, wrongByRun, wrongByOther }) => [points, wrongByRun, wrongByOther])).toEqual([
      [-80, 4, 0],
      [-25, 1, 0],
      [0, 0, 0],
    ])
  })

  it('need two networks on the same images', () => {
    const lackOf =
      (given: FigureInput, parameters = {}) =>
      () =>
        figures.classDifferences.make(given, parameters)
    expect(lackOf(withOther(all), { other: 6 })).toThrow('Run 6 would be compared with itself')
    expect(lackOf(withOther(all), { other: 4 })).toThrow('Run 4 of these populations has not been looked into')
    const elsewhere = judgements.indices.map((index) => index + 1)
    expect(lackOf(withOther(all, elsewhere))).toThrow('Runs 6 and 1 were measured on different images')
    const alone = { ...newer, runs: newer.runs.slice(1) }
    expect(lackOf({ populations: [alone] })).toThrow('only run RegNetX-5 has been looked into')
    expect(lackOf({ populations: [older] })).toThrow('No network of AnyNetX_A has been looked into')
  })
})

it('figures that take a run are those that cannot be made where no network was looked into', () => {
  const runs = ({ runs: own }: FigurePopulation) => own.map(({ inspection, ...run }) => (inspection ? run : { ...run }))
  const unseen = { ...input, populations: input.populations.map((one) => ({ ...one, runs: runs(one) })) }
  const isMade = (id: FigureId, given: FigureInput) => {
    try {
      return figures[id].make(given).table !== undefined
    } catch {
      return false
    }
  }
  const needing = figureIds.filter((id) => isMade(id, input) && !isMade(id, unseen))
  expect(needing).toEqual(figureIds.filter(showsInspections))
})
