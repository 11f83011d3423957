import { expect, it } from 'vitest'
import { reportDocumentSchema, withPopulations, type ReportDocument } from './reports.ts'

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
  const replaced = withPopulations(document, (id) => (id === 3 ? undefined : id + 10))
  expect(replaced.populationIds).toEqual([11, 12])
  expect(replaced.blocks.slice(1)).toEqual([
    { kind: 'figure', figure: 'edf', caption: '', populationIds: [12], parameters: { bands: 'all' } },
    { kind: 'figure', figure: 'widths', caption: '' },
    { kind: 'figure', figure: 'edf', caption: '' },
  ])
  expect(reportDocumentSchema.parse(replaced)).toEqual(replaced)
})
