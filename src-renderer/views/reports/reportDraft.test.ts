import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportDocumentSchema } from '#shared/contract/reports.ts'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { moved, newReport, reportable } from './reportDraft.ts'

const population = (id: number, finished: number, trashedAt: number | null = null, spaceId = 1) =>
  ({ id, spaceId, studyId: 1, runs: { finished }, trashedAt }) as PopulationSummary

describe('a new report', () => {
  const headings = { verdict: 'V', summaryTable: 'S', parameters: 'P', bestNetworks: 'B', settings: 'H' }
  const words = { title: 'A report', language: 'en' as const, introHeading: 'Question', intro: 'Which?', headings }
  it.each([1, 2, 6])('is valid over %d populations and compares only where there are two', (count) => {
    const document = newReport(
      words,
      Array.from({ length: count }, (_, i) => population(i + 1, 3)),
    )
    expect(reportDocumentSchema.parse(document)).toEqual(document)
    const figures = document.blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []))
    expect(figures.includes('edfDifference')).toBe(count > 1)
  })
  it('shows populations with finished networks alone, in the order of the lineage', () => {
    const spaces = [
      { id: 1, studyId: 1, parentId: 9, trashedAt: null },
      { id: 9, studyId: 1, parentId: null, trashedAt: null },
    ]
    const all = [population(3, 1), population(1, 5), population(2, 0), population(4, 2, 1), population(5, 2, null, 9)]
    expect(reportable(all, spaces).map(({ id }) => id)).toEqual([5, 1, 3])
  })
})

describe('moving an entry', () => {
  it('keeps every entry and the order of the others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.nat(), fc.integer(), (list, n, to) => {
        const from = n % list.length
        const result = moved(list, from, to)
        expect([...result].sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b))
        expect(result.filter((entry) => entry !== list[from])).toEqual(list.filter((_, i) => i !== from))
      }),
    )
  })
})
