import { HtmlValidate, StaticConfigLoader } from 'html-validate/node'
import { expect, it } from 'vitest'
import { figureIds } from '#shared/figures/figureParameters.ts'
import type { Language } from '#shared/messages/language.ts'
import type { ReportBlock } from './blocks.ts'
import { withFont } from './embeddedFont.ts'
import { figures, type ReportFigureId } from './figures.ts'
import { renderReport, wholeReport } from './renderReport.ts'
import { madeUpReport, madeUpSpace, shapes } from './testing/madeUpReport.ts'
import type { StudyReport } from './studyReport.ts'
import { reportTexts } from './texts/reportTexts.ts'

/** The whole report with every further figure. */
function everything(report: StudyReport, language: Language) {
  const layout = wholeReport(report, reportTexts[language])
  const shown = new Set(layout.blocks.map((block) => (block.kind === 'figure' ? block.figure : block.kind)))
  const further = [...figureIds, ...(Object.keys(figures) as ReportFigureId[])].filter((id) => !shown.has(id))
  const blocks = further.map((figure): ReportBlock => ({ kind: 'figure', figure, caption: 'A caption' }))
  return renderReport(report, { ...layout, language, blocks: [...layout.blocks, ...blocks] })
}
const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  }),
)
const faults = async (page: string) =>
  (await validator.validateString(page)).results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${ruleId}, line ${line}: ${message}`),
  )

it.each<Language>(['en', 'ko'])(
  'a validator of HTML finds nothing in a report with every figure (%s)',
  async (language) => {
    const report = madeUpReport([madeUpSpace('AnyNetX_A', 5, 45, 1, 5), madeUpSpace('RegNetX', 5, 30, 2)])
    expect(await faults(everything(report, language))).toEqual([])
  },
)

it('the validator knows which elements may stand where', async () => {
  const page = '<!doctype html>\n<html lang="en"><head><title>a</title></head><body><div><li>b</li></div></body></html>'
  expect(await faults(page)).toEqual([
    expect.stringContaining('element-permitted-content'),
    expect.stringContaining('element-permitted-parent'),
  ])
})

it('a report of 500 runs has less than 5 MB, its font included', async () => {
  const names = ['AnyNetX_A', 'AnyNetX_B', 'AnyNetX_C', 'AnyNetX_D', 'RegNetX']
  const report = madeUpReport(names.map((name, i) => madeUpSpace(name, 100, 45 - 3 * i, i + 1, 20)))
  const { blocks, ...layout } = wholeReport(report, reportTexts.ko)
  const tables = (['runTable', 'complexity', 'widths', 'learningCurves'] as const).map((figure): ReportBlock => ({
    kind: 'figure',
    figure,
    caption: '',
  }))
  const page = await withFont(renderReport(report, { ...layout, language: 'ko', blocks: [...blocks, ...tables] }))
  expect(Buffer.byteLength(page)).toBeLessThan(5e6)
  expect(page.match(/<code>(ab){6}<\/code>/g)).toHaveLength(500)
})

it('each data set is described with the spaces that were trained on it', () => {
  const [first, second] = [madeUpSpace('AnyNetX_A', 5, 45, 1), { ...madeUpSpace('RegNetX', 5, 30, 2), dataset: 1 }]
  const other = { ...shapes, name: 'Letters', hash: '01'.repeat(32), hasOwnValidation: true, imageSize: 32 }
  const pageOf = (datasets: StudyReport['datasets']) =>
    renderReport({ ...madeUpReport([first, second]), datasets }).replaceAll(/\s+/g, ' ')
  const page = pageOf([shapes, other])
  expect(page).toContain('trained on Shapes10 at 16 × 16 px and Letters at 32 × 32 px')
  expect(page).toMatch(/<li>AnyNetX<sub>A<\/sub>: Shapes10: 10 classes, 1800 for training, 1000 held out/)
  expect(page).toMatch(/<li>RegNetX: Letters: 10 classes, 1800 for training, 1000 for validation, 32 × 32 px/)
  for (const { hash } of [shapes, other]) expect(page).toContain(`<code>${hash}</code>`)
  // Recipes that are equal still hold out images of their own.
  expect(page).toMatch(/<td>10 % of the training images[^<]*<\/td> ?<td>the validation images of the data set<\/td>/)
  // One that was brought in says so, beside one that was trained here.
  expect(pageOf([shapes, { ...other, kind: null, classes: 4 }])).toContain(
    'RegNetX: Not known; the networks have 4 classes and take images of 32 × 32 px.',
  )
})
