import { describe, expect, it } from 'vitest'
import { panelsSvg } from '#shared/charts/panelsSvg.ts'
import { englishText, ValueError } from '#shared/sentences/sentence.ts'
import { figures, isTable } from './figures.ts'
import { figureIds, figureParameters, type FigureId } from './figureParameters.ts'
import type { FigureInput } from './figureInput.ts'
import { columnTitles, tableCsv } from './figureTable.ts'
import { figureWords } from './figureWords.ts'
import { madeUpInput, madeUpPopulation } from './testing/madeUpPopulations.ts'

const input = madeUpInput()
const layout = { width: 658, height: 280 }
/** Why a figure cannot be made. */
function lackOf(id: FigureId, given: FigureInput, parameters = {}): string {
  try {
    figures[id].make(given, parameters)
    return ''
  } catch (error) {
    if (error instanceof ValueError) return englishText(error.sentence)
    throw error
  }
}

describe.each(['en', 'ko'] as const)('in %s', (language) => {
  const words = figureWords[language]
  it.each(figureIds)('%s is made, drawn and captioned without an invalid number', (id) => {
    const made = figures[id].make(input, id === 'widthFits' ? { count: 3 } : {})
    const { rows, columns } = made.table
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter((row) => row.length !== columns.length || row.some((cell) => Number.isNaN(cell)))).toEqual([])
    expect(columnTitles(made.table, words).every((title) => title !== '')).toBe(true)
    expect(made.caption(words)).not.toMatch(/\{|NaN|undefined/)
    expect(words.t(`figures.names.${id}`)).not.toBe('')
    const panels = made.panels(words)
    expect(panels.length > 0).toBe(!isTable(id))
    if (panels.length === 0) return
    for (const width of [658, 318]) {
      const { svg } = panelsSvg(panels, { ...layout, width, columns: made.columns, key: made.key })
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      expect(svg).toBe(panelsSvg(made.panels(words), { ...layout, width, columns: made.columns, key: made.key }).svg)
    }
  })
})

it('every figure is the same, whatever was made before', () => {
  for (const id of figureIds) expect(figures[id].make(input).table).toEqual(figures[id].make(madeUpInput()).table)
})

describe('what populations lack', () => {
  const one = madeUpPopulation('Alone', [{ error: 10, depths: [1], widths: [8] }])
  it.each(figureIds)('%s names it where no network finished', (id) => {
    expect(lackOf(id, { populations: [{ ...one, runs: [] }] })).toContain('There is no finished network')
  })
  it.each([
    ['edfDifference', 'only Alone has finished networks'],
    ['sampleSize', 'only Alone has finished networks'],
    ['importance', 'Alone has 1 finished network; this figure needs 4'],
    ['errorAgainst', 'Alone has 1 finished network; this figure needs 4'],
    ['condition', '1 of 1 networks of Alone meet the condition'],
  ] as const)('%s: %s', (id, said) => expect(lackOf(id, { populations: [one] })).toContain(said))
  it('a parameter that no network has, epochs that were not kept, and more worst networks than there are', () => {
    expect(lackOf('errorAgainst', input, { parameter: 'width6' })).toContain('the parameter width6')
    const bare = input.populations.map((population) => ({
      ...population,
      runs: population.runs.map((run) => ({ ...run, epochs: [] })),
    }))
    expect(lackOf('learningCurves', { populations: bare })).toContain('No run of RegNetX has its epochs')
    expect(lackOf('widths', input, { side: 'worst', count: 8 })).toContain('all of them among the best 8')
  })
  it('parameters that are none, with the nearest', () => {
    expect(lackOf('edf', input, { band: 'all' })).toContain('bands')
    expect(lackOf('errorAgainst', input, { parameter: 'totalDpth' })).toContain('totalDepth')
  })
})

it('without a given pair, the last population is compared with the one before it', () => {
  const { rows } = figures.edfDifference.make({ populations: input.populations }).table
  expect(rows[0]!.slice(0, 2)).toEqual(['RegNetX', 'AnyNetX_A'])
})

it('every parameter has a default, and a name', () => {
  for (const id of figureIds) {
    const parameters = figureParameters[id].parse({})
    for (const name of Object.keys(parameters))
      expect(figureWords.en.t(`figures.parameters.${name as 'count'}`)).not.toContain('figures.')
  }
})

it('CSV has the ids of the columns in every language', () => {
  expect(tableCsv(figures.edf.make(input).table).split('\r\n')[0]).toBe(
    '\ufeffpopulation,errorPercent,shareBelow,shareUpTo',
  )
})
