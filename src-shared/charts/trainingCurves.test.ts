import { describe, expect, it } from 'vitest'
import { darkTheme, lightTheme } from './chartTheme.ts'
import type { ChartView } from './chartView.ts'
import { trainingCurves, type TrainingCurve } from './trainingCurves.ts'
import { seen, type Seen } from './testing/seen.ts'
import { anyNet, regNet } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** The plot is from 44 to 344 px wide and from 34 to 234 px high. */
const size = { width: 650, height: 274 }
const epoch = (number: number, train: number, validation: number) => ({
  ...{ epoch: number, trainErrorPercent: train, validationErrorPercent: validation },
})
const curves: TrainingCurve[] = [
  { name: 'RegNetX', mark: regNet, epochs: [epoch(1, 90, 80), epoch(2, 50, 60), epoch(3, 30, 40), epoch(4, 10, 20)] },
  { name: 'AnyNetX_A', mark: anyNet, epochs: [epoch(1, 100, 90), epoch(2, 70, 70), epoch(3, 40, 50.55)] },
]
const drawn = (given = curves, view: ChartView = size) => seen(trainingCurves(given, view), view)
const lines = ({ shapes }: Seen) => shapes.filter(({ kind }) => kind === 'polyline')
const xTicks = (given: readonly TrainingCurve[], view: ChartView = size) =>
  drawn([...given], view)
    .texts.filter(({ align, top }) => align === 'center' && top > 200)
    .map(({ text }) => text)

describe('training curves', () => {
  it('are of validation, solid, and of training, thin and dashed, in the colour of their space', () => {
    const of = (colour: string) => lines(drawn()).filter(({ stroke }) => stroke === colour)
    expect(of(regNet.colour)).toMatchObject([
      {
        points: [
          [44, 54],
          [144, 134],
          [244, 174],
          [344, 214],
        ],
        width: 1,
        dash: [4, 3],
        opacity: 0.8,
        clipped: true,
      },
      {
        points: [
          [44, 74],
          [144, 114],
          [244, 154],
          [344, 194],
        ],
        width: 1.75,
        dash: [],
        opacity: 1,
        clipped: true,
      },
    ])
    expect(of(anyNet.colour)).toMatchObject([
      {
        points: [
          [44, 34],
          [144, 94],
          [244, 154],
        ],
        dash: [4, 3],
      },
      {
        points: [
          [44, 54],
          [144, 94],
          [244, 132.9],
        ],
        dash: [],
      },
    ])
    const dark = lines(drawn(curves, { ...size, theme: darkTheme })).map(({ stroke }) => stroke)
    expect(new Set(dark)).toEqual(new Set([regNet.darkColour, anyNet.darkColour]))
  })

  it('have validation in front of training', () =>
    expect(lines(drawn()).map(({ width }) => width)).toEqual([1, 1, 1.75, 1.75]))

  it('have their names with both last errors at the ends of validation, in a wide chart', () => {
    const { texts, shapes } = drawn()
    expect(texts.slice(-8).map(({ text, x, top }) => [text, x, top])).toEqual([
      [said('validationColumn'), 584, 8],
      [said('trainingColumn'), 646, 8],
      ['RegNetX', 390, 186],
      ['20.0', 584, 186],
      ['10.0', 646, 186],
      ['AnyNetX_A', 390, 125],
      ['50.5', 584, 125],
      ['40.0', 646, 125],
    ])
    const starts = shapes.filter(({ kind }) => kind === 'bezier-curve').map(({ points }) => points[0])
    expect(starts).toEqual([
      [345, 194],
      [345, 132.9],
    ])
    expect(texts.at(-1)).toMatchObject({ bold: false, colour: lightTheme.ink })
  })

  it('have no names in a narrow chart, but more room', () => {
    const view = { width: 599, height: 274 }
    expect(drawn(curves, view).texts.map(({ text }) => text)).not.toContain('RegNetX')
    expect(trainingCurves(curves, view).plot).toMatchObject({ left: 44, width: 599 - 44 - 16 })
  })
})

describe('the axes of training curves', () => {
  it('are epochs from the first to the last, and errors from zero in percent', () => {
    const words = drawn().texts.map(({ text }) => text)
    expect(words.slice(0, 12)).toEqual([
      ...['0', '20', '40', '60', '80', '100 %'],
      ...['1', '2', '3', '4'],
      ...[said('epoch'), said('curves')],
    ])
  })

  it('have whole epochs alone, the first and none beyond the last', () => {
    const of = (from: number, to: number) => [
      { ...curves[0]!, epochs: Array.from({ length: to - from + 1 }, (_, i) => epoch(from + i, 50, 50)) },
    ]
    expect(xTicks(of(1, 2))).toEqual(['1', '2'])
    expect(xTicks(of(1, 22))).toEqual(['1', '5', '10', '15', '20'])
    expect(xTicks(of(5, 13))).toEqual(['5', '6', '7', '8', '9', '10', '11', '12', '13'])
    expect(xTicks(of(1, 1))).toEqual(['0', '1'])
  })

  it('have a single epoch beside the names', () => {
    const [first] = trainingCurves([{ ...curves[0]!, epochs: [epoch(1, 50, 40)] }], size).points!()
    expect(first).toMatchObject({ x: 344, title: `${said('epoch')} 1` })
  })

  it('are zoomed to the visible part', () => {
    const { zoomable } = trainingCurves(curves, { ...size, zoom: { low: 2, high: 3 } })
    expect(zoomable).toMatchObject({ low: 2, high: 3 })
    expect(trainingCurves(curves, size).zoomable).toMatchObject({ low: 1, high: 4, ticks: [1, 2, 3, 4], log: false })
  })
})

describe('what is read of training curves', () => {
  it('is validation by epoch, of each run that has reached it', () => {
    const points = trainingCurves([...curves].reverse(), size).points!()
    expect(points.map(({ x, title }) => [x, title])).toEqual(
      [1, 2, 3, 4].map((number) => [44 + 100 * (number - 1), `${said('epoch')} ${number}`]),
    )
    expect(points[2]!.rows).toEqual([
      { name: 'AnyNetX_A', value: '50.5 %', colour: anyNet.colour },
      { name: 'RegNetX', value: '40.0 %', colour: regNet.colour },
    ])
    expect(points[3]!.rows!.map(({ name }) => name)).toEqual(['RegNetX'])
    expect(points.every(({ y }) => y === undefined)).toBe(true)
  })

  it('is in the visible part alone, whose ends belong to it, and in order', () => {
    const titles = (low: number, high: number) =>
      trainingCurves(curves, { ...size, zoom: { low, high } }).points!().map(({ title }) => title)
    expect(titles(2, 3)).toEqual([2, 3].map((number) => `${said('epoch')} ${number}`))
    const mixed = { ...curves[0]!, epochs: [epoch(7, 50, 50), epoch(10, 50, 50)] }
    expect(trainingCurves([mixed, curves[1]!], size).points!().map(({ title }) => title)).toEqual(
      [1, 2, 3, 7, 10].map((number) => `${said('epoch')} ${number}`),
    )
  })
})
