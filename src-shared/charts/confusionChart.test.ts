import { expect, it } from 'vitest'
import { colourOf, darkTheme, lightTheme } from './chartTheme.ts'
import { confusionChart, mostOpaque } from './confusionChart.ts'
import { drawingSvg } from './drawingSvg.ts'
import { spaceMarks } from './spaceMarks.ts'

const [mark, ...others] = [...spaceMarks(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']).values()]
const input = (names: readonly string[]) => ({
  mark: mark!,
  classes: names.map((name) => ({ name, images: 20 })),
  counts: names.map((_, row) => names.map((_, column) => (row === column ? 15 : Number(column === row + 1)))),
})

it('cells that hold images are read with their classes and their share of the row', () => {
  const { points, plot } = confusionChart(input(['cat', 'dog', 'owl']), { width: 400, height: 300 })
  const found = points!()
  expect(found.map(({ title, rows }) => [title, rows![0]!.value])).toEqual([
    ['cat, rightly chosen', '15 (75.0\u00a0%)'],
    ['cat taken for dog', '1 (5.0\u00a0%)'],
    ['dog, rightly chosen', '15 (75.0\u00a0%)'],
    ['dog taken for owl', '1 (5.0\u00a0%)'],
    ['owl, rightly chosen', '15 (75.0\u00a0%)'],
  ])
  expect(found[1]!.x).toBeCloseTo(plot.left + plot.width / 2, 9)
  expect(found[1]!.y).toBeCloseTo(plot.top + plot.height / 6, 9)
})

it('of many classes names and numbers are left out that would touch; long names stand upright', () => {
  const many = Array.from({ length: 60 }, (_, i) => `class number ${i}`)
  const size = { width: 400, height: 300 }
  const svg = drawingSvg(confusionChart(input(many), size), size)
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, said]) => said!)
  expect(texts).not.toContain('15')
  expect(texts.filter((said) => said.startsWith('class')).length).toBeLessThan(40)
  expect(svg).toContain('matrix(0,-1')
  expect(svg).not.toMatch(/NaN|undefined/)
})

/** Relative luminance (WCAG 2.2) of a colour over a surface. */
function luminance(colour: string, surface: string, opacity: number): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const [own, below] = [colour, surface].map((one) => parseInt(one.slice(at, at + 2), 16) / 255)
    const part = opacity * own! + (1 - opacity) * below!
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

it.each([lightTheme, darkTheme])(
  'numbers on the darkest cell have a contrast of 4.5 to 1 on the $name surface',
  (theme) => {
    for (const fill of [theme.ghost, ...[mark!, ...others].map((one) => colourOf(one, theme))]) {
      const [low, high] = [luminance(theme.ink, theme.surface, 1), luminance(fill, theme.surface, mostOpaque)].sort(
        (a, b) => a - b,
      )
      expect((high! + 0.05) / (low! + 0.05)).toBeGreaterThanOrEqual(4.5)
    }
  },
)
