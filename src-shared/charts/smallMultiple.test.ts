import { describe, expect, it } from 'vitest'
import { lightTheme } from './chartTheme.ts'
import { curveScale, smallMultiple, type SmallMultipleInput } from './smallMultiple.ts'
import { linearScale } from './scale.ts'
import { seen, type Seen } from './testing/seen.ts'
import { regNet } from './testing/sampleMarks.ts'
import { said } from './testing/texts.ts'

/** With ticks of two letters and ten epochs the plot is from 21 to 221 px wide and from 8 to 88 px high. */
const size = { width: 229, height: 108 }
const validation = { at: [1, 2, 4], values: [80, 40, 20] }
const training = { at: [0.5, 2.5], values: [60, 30] }
const input: SmallMultipleInput = { quantity: 'error', mark: regNet, epochs: 10, scale: linearScale(0, 80, 4) }
const drawing = (given: Partial<SmallMultipleInput> = { validation, training }) =>
  smallMultiple({ ...input, ...given }, size)
const drawn = (given?: Partial<SmallMultipleInput>): Seen => seen(drawing(given), size)
const lines = ({ shapes }: Seen) => shapes.filter(({ kind }) => kind === 'polyline')
const { inkFaint, inkSoft, ghost, surface } = lightTheme

describe('the live curve', () => {
  it('of validation is solid in the colour of the space, with a dot at its end, before a thin dashed one of training', () => {
    const { shapes } = drawn()
    expect(shapes.slice(-3)).toMatchObject([
      {
        kind: 'polyline',
        points: [
          [31, 28],
          [71, 58],
        ],
        stroke: inkFaint,
        width: 1,
        dash: [4, 3],
        clipped: true,
      },
      {
        kind: 'polyline',
        points: [
          [41, 8],
          [61, 48],
          [101, 68],
        ],
        stroke: regNet.colour,
        width: 1.75,
        dash: [],
        clipped: true,
      },
      { kind: 'circle', points: [[101, 68]], fill: regNet.colour, stroke: surface, width: 1.5 },
    ])
    expect(shapes.at(-1)!.radius).toBeCloseTo(11 / 3)
  })

  it('is of training alone, or of validation alone', () => {
    expect(lines(drawn({ training })).map(({ stroke }) => stroke)).toEqual([inkFaint])
    expect(drawn({ training }).shapes.filter(({ kind }) => kind === 'circle')).toEqual([])
    expect(lines(drawn({ validation })).map(({ stroke }) => stroke)).toEqual([regNet.colour])
  })

  it('has no dot where its last value is not finite, or there is none', () => {
    const dots = (values: number[]) =>
      drawn({ validation: { at: values.map((_, i) => i), values } }).shapes.filter(({ kind }) => kind === 'circle')
        .length
    expect([[30, NaN], [], [NaN, 30]].map(dots)).toEqual([0, 0, 1])
  })

  it('keeps a spike of one step, and is a pale texture without dashes where it has a value per step', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => (i === 7777 ? 80 : 30))
    const at = Float64Array.from(values, (_, i) => i / 2000)
    const [line] = lines(drawn({ training: { at, values }, validation: { at, values } }))
    expect(line).toMatchObject({ stroke: ghost, width: 1, dash: [] })
    expect(line!.points.length).toBeLessThan(2 * 200 + 3)
    expect(line!.points.filter(([, y]) => y === 8)).toHaveLength(1)
  })

  it('is dashed up to a point for every four px of its width', () => {
    const dash = (count: number) => {
      const at = Array.from({ length: count }, (_, i) => i / 10)
      return lines(drawn({ training: { at, values: at } }))[0]!.dash.length
    }
    expect([50, 51].map(dash)).toEqual([2, 0])
    const at = Array.from({ length: 90 }, (_, i) => i / 10)
    expect(lines(drawn({ validation: { at, values: at } }))[0]!.stroke).toBe(regNet.colour)
  })

  it('is drawn by factors on a logarithmic scale, without zeros', () => {
    const trace = { at: [1, 2, 3, 4], values: [80, 0, 40, 10] }
    const chart = drawn({ validation: trace, scale: curveScale([trace], true) })
    expect(lines(chart)[0]!.points.map(([, y]) => y)).toEqual([
      expect.closeTo(8 + 80 * (Math.log2(128 / 80) / 4), 1),
      expect.closeTo(8 + 80 * (Math.log2(128 / 40) / 4), 1),
      expect.closeTo(8 + 80 * (Math.log2(128 / 10) / 4), 1),
    ])
    const linear = drawn({ validation: trace })
    expect(lines(linear)[0]!.points).toHaveLength(4)
  })
})

describe('the axes of a live curve', () => {
  it('span all epochs of the run, with its middle, and are without titles', () => {
    const { texts } = drawn()
    expect(texts.map(({ text, x }) => [text, x])).toEqual([
      ...['0', '20', '40', '60', '80'].map((text) => [text, 15]),
      ...[
        ['0', 21],
        ['5', 121],
        ['10', 221],
      ],
    ])
    expect(
      drawn({ training, epochs: 5 })
        .texts.slice(-3)
        .map(({ text }) => text),
    ).toEqual(['0', '2.5', '5'])
  })

  it('leave room for the widest tick, and for half of the last epoch', () => {
    const plot = (given: Partial<SmallMultipleInput>) => drawing(given).plot
    expect(plot({ scale: linearScale(0, 1, 4) })).toMatchObject({ left: 8 + 6.5 * 3, top: 8, height: 80 })
    expect(plot({ epochs: 10 }).left + plot({ epochs: 10 }).width).toBe(221)
    expect(plot({ epochs: 1000 }).left + plot({ epochs: 1000 }).width).toBe(229 - 14)
  })
})

describe('a level for comparison', () => {
  it('is a dotted line over the plot, behind the curves', () => {
    const { shapes } = drawn({ validation, reference: 30 })
    const level = shapes.findIndex(({ stroke }) => stroke === inkSoft)
    expect(shapes[level]).toMatchObject({
      kind: 'line',
      points: [
        [21, 58],
        [221, 58],
      ],
      dash: [1.5, 2.5],
      width: 1,
    })
    expect(level).toBeLessThan(shapes.findIndex(({ kind }) => kind === 'polyline'))
    expect(drawn().shapes.some(({ stroke }) => stroke === inkSoft)).toBe(false)
  })
})

describe('the scale of curves', () => {
  it('covers all of them from zero on, or from below', () => {
    expect(curveScale([validation, training], false)).toMatchObject({ low: 0, high: 80 })
    expect(curveScale([{ at: [1, 2], values: [-3, 5] }], false)).toMatchObject({ low: -4, high: 6 })
    expect(curveScale([{ at: [1, 2], values: [NaN, 5] }], false)).toMatchObject({ low: 0, high: 6 })
  })
  it('passes over zeros if logarithmic', () =>
    expect(curveScale([{ at: [1, 2, 3], values: [0, 20, 80] }], true)).toMatchObject({ low: 16, high: 128, log: true }))
  it('is some scale without a curve', () =>
    expect([true, false].map((log) => curveScale([], log))).toMatchObject([
      { low: 1, high: 2, log: true },
      { low: 0, high: 2, log: false },
    ]))
})

describe('what is read of a live curve', () => {
  const read = (given: Partial<SmallMultipleInput>) => drawing(given).points!()
  it('is its validation, value by value', () => {
    const points = read({ validation, training })
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [41, 8],
      [61, 48],
      [101, 68],
    ])
    expect(points[1]).toMatchObject({
      title: `${said('epoch')} 2`,
      rows: [{ name: said('error'), value: '40.0 %', colour: regNet.colour }],
    })
  })
  it('is its training where there is no validation yet, in parts of epochs', () =>
    expect(read({ training }).map(({ title }) => title)).toEqual([`${said('epoch')} 0.5`, `${said('epoch')} 2.5`]))
  it('is each quantity by its name', () => {
    const [loss] = read({ quantity: 'loss', training: { at: [1 / 3], values: [2.34567] } })
    expect(loss).toMatchObject({ title: `${said('epoch')} 0.333`, rows: [{ name: said('loss'), value: '2.346' }] })
    const [rate] = read({ quantity: 'learningRate', training })
    expect(rate!.rows).toMatchObject([{ name: said('learningRate'), value: '60' }])
  })
  it('is finite, and 200 values at most', () => {
    expect(read({ training: { at: [1, 2], values: [NaN, 5] } })).toHaveLength(1)
    const values = Array.from({ length: 1000 }, (_, i) => i % 80)
    expect(read({ training: { at: values.map((_, i) => i / 100), values } })).toHaveLength(200)
  })
})
