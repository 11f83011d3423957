import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportDocumentSchema, reportFigures } from '#shared/contract/reports.ts'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { inLanguage, moved, newReport, type ReportWords } from './reportDraft.ts'
import { reportable } from '#renderer/lib/populations/reportable.ts'

const population = (id: number, counted: number, trashedAt: number | null = null, spaceId = 1) =>
  ({ id, spaceId, studyId: 1, counted, runs: { diverged: 0 }, trashedAt }) as PopulationSummary

/** Report words that each start with the name of their language. */
const words = (language: string): ReportWords => ({
  ...{ title: `${language} title`, introHeading: `${language} question`, intro: `${language} which` },
  headings: Object.fromEntries(reportFigures.map((id) => [id, `${language} ${id}`])) as ReportWords['headings'],
})

describe('a report in another language', () => {
  const document = newReport(words('en'), 'en', [population(1, 3), population(2, 3)])
  it('translates unchanged initial words, and there and back is the same report', () => {
    const korean = inLanguage(document, 'ko', words)
    expect(korean).toEqual(newReport(words('ko'), 'ko', [population(1, 3), population(2, 3)]))
    expect(inLanguage(korean, 'en', words)).toEqual(document)
  })
  it('keeps what its author wrote', () => {
    const own = { ...document, title: 'Mine', blocks: [{ kind: 'text' as const, text: 'en which?' }] }
    expect(inLanguage(own, 'ko', words)).toEqual({ ...own, language: 'ko' })
  })
})

describe('a new report', () => {
  it.each([1, 2, 6])('is valid over %d populations and compares only if there are two', (count) => {
    const document = newReport(
      words('en'),
      'en',
      Array.from({ length: count }, (_, i) => population(i + 1, 3)),
    )
    expect(reportDocumentSchema.parse(document)).toEqual(document)
    const figures = document.blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []))
    expect(figures.includes('edfDifference')).toBe(count > 1)
  })
  it('contains only populations with finished networks, in lineage order', () => {
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
