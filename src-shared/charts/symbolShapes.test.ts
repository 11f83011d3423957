import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spaceMarks } from './spaceMarks.ts'
import { arms, halfDisc, polygon, star, type Point } from './symbolShapes.ts'

const away = ([x, y]: Point) => Math.hypot(x, y)
const between = ([x1, y1]: Point, [x2, y2]: Point) => Math.hypot(x2 - x1, y2 - y1)
const sides = (points: readonly Point[]) => points.map((point, i) => between(point, points.at(i - 1)!))
const counts = fc.integer({ min: 3, max: 24 })

describe('symbols', () => {
  it('that are regular have corners at one distance and sides of one length, the first corner on top', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.5, max: 1.3, noNaN: true }), (corners, radius) => {
        const points = polygon(corners, radius)
        expect(points).toHaveLength(corners)
        for (const point of points) expect(away(point)).toBeCloseTo(radius, 2)
        for (const side of sides(points)) expect(side).toBeCloseTo(2 * radius * Math.sin(Math.PI / corners), 2)
        expect(points[0]![0]).toBeCloseTo(0, 3)
        expect(points[0]![1]).toBeCloseTo(-radius, 3)
      }),
    )
  })

  it('turn clockwise', () => {
    expect(polygon(3, 1, 90)[0]!.map((part) => part + 0)).toEqual([1, 0])
    expect(polygon(4, 1)[1]).toEqual([1, expect.closeTo(0, 3)])
  })

  it('that are stars have rays outside and as many corners between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), (rays) => {
        const points = star(rays, 0.5)
        expect(points).toHaveLength(2 * rays)
        for (const [i, point] of points.entries()) expect(away(point)).toBeCloseTo(i % 2 === 0 ? 1.25 : 0.5, 2)
        expect(points[0]).toEqual([0, -1.25])
        expect(Math.max(...sides(points)) - Math.min(...sides(points))).toBeLessThan(0.01)
      }),
    )
  })

  it('that are half a disc are flat on the left and round on the right', () => {
    const points = halfDisc()
    const [first, last] = [points[0]!, points.at(-1)!]
    expect(first).toEqual([-0.45, -1.15])
    expect(last).toEqual([-0.45, 1.15])
    for (const [x, y] of points) expect(Math.hypot(x + 0.45, y)).toBeCloseTo(1.15, 2)
    for (const [x] of points.slice(1, -1)) expect(x).toBeGreaterThan(-0.45)
  })

  it('that have arms have them of one width and length, from the middle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 6 }), fc.integer({ min: 0, max: 90 }), (count, turn) => {
        const points = arms(count, turn)
        expect(points).toHaveLength(3 * count)
        for (let arm = 0; arm < count; arm++) {
          const [left, right, inner] = points.slice(3 * arm, 3 * arm + 3) as [Point, Point, Point]
          const before = points.at(3 * arm - 1)!
          expect(between(left, right)).toBeCloseTo(0.52, 2)
          expect(between(before, inner)).toBeCloseTo(0.52, 2)
          // The end of the arm lies 1.2 from the middle, in its direction.
          const end: Point = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]
          expect(away(end)).toBeCloseTo(1.2, 2)
          const angle = ((turn + (360 * arm) / count) * Math.PI) / 180
          expect(end[0]).toBeCloseTo(1.2 * Math.sin(angle), 2)
          expect(end[1]).toBeCloseTo(-1.2 * Math.cos(angle), 2)
          // The sides of an arm are parallel.
          expect(between(before, left)).toBeCloseTo(between(inner, right), 2)
        }
      }),
    )
  })
})

describe('the symbols of spaces', () => {
  const names = ['A', 'B', 'C', 'D', 'E'].map((letter) => `AnyNetX_${letter}`)
  const own = Array.from({ length: 11 }, (_, i) => `Own ${i}`)
  const marks = [...spaceMarks([...names, 'RegNetX', 'RegNetY', ...own]).entries()]

  it.each(marks)('%s fills a box of about 2 x 2 around its place', (_, { symbolPoints }) => {
    expect(symbolPoints.every((point) => point.length === 2)).toBe(true)
    const [xs, ys] = [0, 1].map((axis) => symbolPoints.map((point) => point[axis]!)) as [number[], number[]]
    const [left, right] = [Math.min(...xs), Math.max(...xs)]
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
    expect(right - left).toBeGreaterThan(1.1)
    expect(bottom - top).toBeGreaterThan(0.85)
    for (const edge of [left, top, right, bottom]) expect(Math.abs(edge)).toBeLessThanOrEqual(1.26)
    expect(Math.abs(left + right) / 2).toBeLessThan(0.31)
    expect(Math.abs(top + bottom) / 2).toBeLessThan(0.31)
  })

  it.each(marks)('%s looks the same upside down, or left to right', (_, { symbolPoints }) => {
    const round = ([x, y]: Point) => `${(x + 0).toFixed(2)} ${(y + 0).toFixed(2)}`.replaceAll('-0.00', '0.00')
    const of = (points: readonly Point[]) => points.map(round).sort().join()
    const mirrored = [of(symbolPoints.map(([x, y]) => [-x, y])), of(symbolPoints.map(([x, y]) => [x, -y]))]
    expect(mirrored).toContain(of(symbolPoints))
  })

  it.each(marks)('%s is the same path of its corners', (_, { symbolPoints, symbolPath }) => {
    const numbers = symbolPath.match(/-?[\d.]+/g)!.map(Number)
    expect(numbers).toEqual(symbolPoints.flat().map((part) => part + 0))
    expect(symbolPath).toMatch(/^M[^LMZ]+(L[^LMZ]+)+Z$/)
  })
})
