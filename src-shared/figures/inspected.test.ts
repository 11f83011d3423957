import { expect, it } from 'vitest'
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
