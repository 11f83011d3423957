import { expect, it } from 'vitest'
import { drawingSvg } from './drawingSvg.ts'
import { picturesChart } from './picturesChart.ts'

const picture = { pixels: new Uint8Array(3 * 16), name: 'cat', note: 'dog 90 %' }

/** Places and sides of the pictures in an SVG. */
const placesIn = (svg: string) =>
  [...svg.matchAll(/<image [^>]*>/g)].map(([tag]) =>
    ['x', 'y', 'width', 'height'].map((name) => Number(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? 0)),
  )

it.each([1, 2, 7, 12, 32])('%i pictures stand inside the chart, apart, each pixel equally large', (count) => {
  const size = { width: 658, height: 283 }
  const pictures = Array.from({ length: count }, () => picture)
  const places = placesIn(drawingSvg(picturesChart({ imageSize: 4, pictures }, size), size))
  expect(places).toHaveLength(count)
  expect(new Set(places.map(([x, y]) => `${x} ${y}`)).size).toBe(count)
  for (const [x, y, width, height] of places as [number, number, number, number][]) {
    expect([width, height]).toEqual([width, width])
    expect(width % 4).toBe(0)
    expect(x + width).toBeLessThanOrEqual(size.width)
    expect(y + height + 28).toBeLessThanOrEqual(size.height)
  }
})
