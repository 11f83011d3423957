import { expect, it } from 'vitest'
import { drawingSvg } from './drawingSvg.ts'
import { widthsChart } from './widthsChart.ts'
import { regNet } from './testing/sampleMarks.ts'

it('a chart as an SVG has its size as its view box, so that it scales with the box that it is in', () => {
  const size = { width: 320, height: 200 }
  const svg = drawingSvg(widthsChart({ mark: regNet, stages: [{ depth: 2, width: 16 }] }, size), size)
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 320 200"/)
  expect(svg).not.toMatch(/^<svg [^>]* width="320"/)
  expect(svg).toContain(regNet.colour)
})
