import { expect, it } from 'vitest'
import { panelsSvg, type MarkPart, type Panel } from './panelsSvg.ts'
import { rangesChart } from './rangesChart.ts'
import { linearScale } from './scale.ts'
import { regNet } from './testing/sampleMarks.ts'

const panel: Panel = {
  draw: (view) => rangesChart({ title: 'Mean', scale: linearScale(0, 1), rows: [] }, view),
}
const layout = { width: 658, height: 280, columns: 3 }

it.each([
  [1, [1, 1]],
  [3, [3, 1]],
  [4, [2, 2]],
  [5, [3, 2]],
  [7, [3, 3]],
])(
  '%i panels stand in as few rows as three columns allow, of equal length if possible: %j',
  (count, [across, rows]) => {
    const { svg } = panelsSvg(Array<Panel>(count).fill(panel), layout)
    const places = [...svg.matchAll(/<svg overflow="visible" x="([^"]+)" y="([^"]+)"/g)]
    const different = (i: number) => new Set(places.map((place) => place[i])).size
    expect([places.length, different(1), different(2)]).toEqual([count, across, rows])
  },
)

it('the key shows those parts of a mark that the charts show', () => {
  const parts = (part?: MarkPart) => {
    const { svg } = panelsSvg([panel], { ...layout, key: [{ name: 'RegNetX', mark: regNet, ...(part && { part }) }] })
    return [svg.includes('h24"'), svg.includes(regNet.symbolPath)]
  }
  expect([parts(), parts('line'), parts('symbol')]).toEqual([
    [true, true],
    [true, false],
    [false, true],
  ])
})
