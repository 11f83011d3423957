import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChartPoint } from './chartView.ts'
import { nearestPoint, spoken } from './nearest.ts'

const dot = (x: number, y: number): ChartPoint => ({ x, y, title: `${x} ${y}` })
const line = (x: number): ChartPoint => ({ x, title: `${x}` })

describe('the nearest datum', () => {
  const dots = [dot(10, 10), dot(40, 10)]
  it('is the nearest within reach', () => {
    expect(nearestPoint(dots, 30, 12)).toBe(1)
    expect(nearestPoint(dots, 20, 12)).toBe(0)
  })
  it('is none out of reach, which ends 24 px around a datum', () => {
    expect(nearestPoint(dots, 40, 90)).toBe(-1)
    expect([24, 24.1].map((away) => nearestPoint(dots, 40 + away, 10))).toEqual([1, -1])
    expect([24, 24.1].map((away) => nearestPoint(dots, 10, 10 - away))).toEqual([0, -1])
  })
  it('is found by x alone if the datum is a line, from anywhere', () => {
    expect(nearestPoint([line(0), line(100)], 70, 500)).toBe(1)
    expect(nearestPoint([line(0), line(100)], 30, -500)).toBe(0)
  })
  it('is a line where no dot is within reach, whatever dots there are', () =>
    expect(nearestPoint([dot(55, 300), line(90)], 50, 10)).toBe(1))
  it('is a cell anywhere within it and nowhere beyond, however near another', () => {
    const cells = [dot(50, 20), dot(250, 20)].map((point) => ({ ...point, cell: { width: 100, height: 30 } }))
    expect([0.5, 99.5, 101, 199, 201].map((x) => nearestPoint(cells, x, 34))).toEqual([0, 0, -1, -1, 1])
    expect(nearestPoint(cells, 50, 36)).toBe(-1)
  })
  it('is the first of several at the same place', () => expect(nearestPoint([dot(5, 5), dot(5, 5)], 5, 5)).toBe(0))
  it('is none without data', () => expect(nearestPoint([], 0, 0)).toBe(-1))

  it('is nearer than every other within reach', () => {
    const at = fc.integer({ min: 0, max: 60 })
    const points = fc.array(
      fc.oneof(
        fc.tuple(at, at).map(([x, y]) => dot(x, y)),
        at.map(line),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(points, at, at, (all, x, y) => {
        const away = (point: ChartPoint) => Math.hypot(point.x - x, (point.y ?? y) - y)
        const within = all.filter((point) => point.y === undefined || away(point) <= 24)
        const found = all[nearestPoint(all, x, y)]
        expect(found === undefined).toBe(within.length === 0)
        if (found) expect(away(found)).toBe(Math.min(...within.map(away)))
      }),
    )
  })
})

it('a datum is spoken with names and values', () => {
  const rows = [
    { name: 'RegNetX', value: '68 %' },
    { name: 'Stage 2', value: '' },
  ]
  expect(spoken({ x: 0, title: '28.0 %', rows })).toBe('28.0 %: RegNetX 68 %, Stage 2')
  expect(spoken({ x: 0, title: '28.0 %', rows: [] })).toBe('28.0 %')
  expect(spoken({ x: 0, title: '28.0 %' })).toBe('28.0 %')
})
