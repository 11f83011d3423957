import { expect, it } from 'vitest'
import { reportDocumentSchema, withPlaces, type ReportDocument } from './reports.ts'

const document: ReportDocument = {
  ...{ title: 'Report', language: 'en', populationIds: [1, 2] },
  blocks: [
    { kind: 'text', text: 'One.' },
    { kind: 'figure', figure: 'edf', caption: '', populationIds: [2, 3], parameters: { bands: 'all' } },
    { kind: 'figure', figure: 'widths', caption: '', populationIds: [3] },
    { kind: 'figure', figure: 'edf', caption: '' },
  ],
}

it('replaces every population; a figure of which none is left is of those of the report', () => {
  const replaced = withPlaces(document, { populations: (id) => (id === 3 ? undefined : id + 10), runs: (id) => id })
  expect(replaced.populationIds).toEqual([11, 12])
  expect(replaced.blocks.slice(1)).toEqual([
    { kind: 'figure', figure: 'edf', caption: '', populationIds: [12], parameters: { bands: 'all' } },
    { kind: 'figure', figure: 'widths', caption: '' },
    { kind: 'figure', figure: 'edf', caption: '' },
  ])
  expect(reportDocumentSchema.parse(replaced)).toEqual(replaced)
})

it('replaces the run of a figure; where that is left out, the figure shows the one that it shows by default', () => {
  const figure = (parameters: Record<string, number>) => ({
    ...{ kind: 'figure' as const, figure: 'classDifferences' as const, caption: '' },
    parameters,
  })
  const asked: Record<string, number>[] = [{ run: 7, count: 5 }, { run: 8, other: 9 }, { run: 0 }, {}]
  const shown: Record<string, number>[] = [{ run: 107, count: 5 }, { other: 109 }, { run: 0 }, {}]
  const given = { ...document, blocks: asked.map(figure) }
  const runs = (id: number) => (id === 8 ? undefined : id + 100)
  const { blocks } = withPlaces(given, { populations: (id) => id, runs })
  expect(blocks).toEqual(shown.map(figure))
})
