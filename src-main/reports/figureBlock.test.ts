import { describe, expect, it } from 'vitest'
import { figureIds } from '#shared/figures/figureParameters.ts'
import { madeUpInspection } from '#shared/figures/testing/madeUpPopulations.ts'
import { figureInput } from './figureInput.ts'
import { renderReport, type ReportLayout } from './renderReport.ts'
import { sampleReport } from './testing/sampleReport.ts'

const sample = sampleReport([0, 2, 5])
const looked = sample.spaces[2]!.runs.filter(({ status }) => status === 'finished').slice(0, 2)
const report = { ...sample, inspections: looked.map(({ id }) => ({ ...madeUpInspection, runId: id })) }
type Block = ReportLayout['blocks'][number]
const page = (block: Block, language: 'en' | 'ko' = 'en') =>
  renderReport(report, { title: 'Figures', language, blocks: [block] }).replace(/<style>.*?<\/style>/gs, '')
const figure = (id: (typeof figureIds)[number], rest: object = {}): Block => ({
  ...{ kind: 'figure', figure: id, caption: '', ...rest },
})

describe('figures of the table in a report', () => {
  // The sample study has no measured times, one recipe for all its networks, and none trained twice.
  const lacking: readonly string[] = ['time', 'timeFront', 'recipe', 'recipeTable', 'replicates']
  it.each(figureIds.filter((id) => !lacking.includes(id)))(
    '%s is drawn with its caption, without an invalid number',
    (id) => {
      // In RegNetX no width shrinks, so that nothing is left to compare.
      const populationIds = id === 'condition' ? [1, 2] : [1, 2, 3]
      const html = page(figure(id, { populationIds }))
      expect(html).toMatch(/<figcaption>|<p class="note">/)
      expect(html).not.toMatch(/NaN|undefined|Infinity/)
    },
  )

  it('show the populations and parameters that were chosen', () => {
    const html = page(figure('errorAgainst', { populationIds: [3], parameters: { parameter: 'width4' } }))
    expect(html).toContain('Width of stage 4')
    expect(html.match(/class="panel"/g)).toHaveLength(1)
    expect(html).toContain('RegNetX: likely best')
    expect(html).not.toContain('AnyNetX')
  })

  it('show populations that the report does not', () => {
    const block = figure('networkTable', { populationIds: [3] })
    const shown = sampleReport([0, 1])
    const layout = { title: 'Figures', language: 'en', blocks: [block] } as const
    const html = renderReport(shown, layout, sampleReport([0, 1, 2]))
    expect(html).toContain('AnyNetX<sub>C</sub>')
    expect(html).not.toContain('AnyNetX<sub>A</sub>')
  })

  it('say what their populations lack, in the language of the report', () => {
    expect(page(figure('sampleSize', { populationIds: [1] }))).toContain('only AnyNetX_A has finished networks')
    expect(page(figure('recipe'))).toContain('has recipes drawn for each run')
    expect(page(figure('replicates'))).toContain('No network was trained with several seeds')
    expect(page(figure('confusion', { populationIds: [1, 2] }))).toContain('has been looked into')
    expect(page(figure('time'))).toContain('0 networks have a measured time of this kind')
    expect(page(figure('sampleSize', { populationIds: [1] }), 'ko')).toContain('네트워크 집단 둘을 비교하는데')
  })
})

describe('what figures are made from', () => {
  it('a run that repeats one of another population speaks where that one is left out', () => {
    const [first] = report.spaces
    const twin = { ...first!.runs[0]!, id: 'twin', population: 'Again', repeats: true }
    const populations = [...first!.populations, { ...first!.populations[0]!, id: 9, name: 'Again' }]
    const source = { ...report, spaces: [{ ...first!, populations, runs: [...first!.runs, twin] }] }
    const idsOf = (populationIds?: number[]) =>
      figureInput(source, populationIds).populations.flatMap(({ runs }) => runs.map(({ id }) => id))
    expect(idsOf()).not.toContain('twin')
    expect(idsOf([1, 9])).not.toContain('twin')
    expect(idsOf([9])).toEqual(['twin'])
  })
})
