import { describe, expect, it } from 'vitest'
import { panelsSvg } from '#shared/charts/panelsSvg.ts'
import { englishText, ValueError } from '#shared/sentences/sentence.ts'
import { figures } from './figures.ts'
import { figureIds, figureParameters, isTable, showsPopulations, type FigureId } from './figureParameters.ts'
import type { FigureInput } from './figureInput.ts'
import { columnTitles, saidTable, tableCsv } from './figureTable.ts'
import { figureWords } from './figureWords.ts'
import { madeUpInput, madeUpPopulation, replicatedInput } from './testing/madeUpPopulations.ts'

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
    const given = id === 'replicates' ? replicatedInput() : input
    const made = figures[id].make(given, id === 'widthFits' ? { count: 3 } : {})
    const { rows, columns } = made.table
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter((row) => row.length !== columns.length || row.some((cell) => Number.isNaN(cell)))).toEqual([])
    expect(columnTitles(made.table, words).every((title) => title !== '')).toBe(true)
    expect(made.caption(words)).not.toMatch(/\{|NaN|undefined/)
    expect(words.t(`figures.names.${id}`)).not.toBe('')
    const panels = made.panels(words)
    expect(panels.length > 0).toBe(!isTable(id))
    expect(figures[id].lack(given)).toBeUndefined()
    if (panels.length === 0) return
    for (const width of [658, 318]) {
      const { svg } = panelsSvg(panels, { ...layout, width, columns: made.columns, key: made.key(words) })
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      expect(svg).toBe(
        panelsSvg(made.panels(words), { ...layout, width, columns: made.columns, key: made.key(words) }).svg,
      )
    }
  })
})

it.each(figureIds.filter(showsPopulations))(
  '%s says which of its populations dropped networks or ended early',
  (id) => {
    const given = id === 'replicates' ? replicatedInput() : input
    const curtailed = (population: FigureInput['populations'][number], i: number) => ({
      ...population,
      curtailed: [{ name: population.name, count: 60, dropped: 20 + i, ending: null }],
    })
    const { caption } = figures[id].make({ ...given, populations: given.populations.map(curtailed) })
    const newest = given.populations.at(-1)!
    expect(caption(figureWords.en)).toContain(
      `${newest.name}: ${19 + given.populations.length} of 60 networks dropped early.`,
    )
  },
)

it('every figure is the same, whatever was made before', () => {
  for (const id of figureIds) {
    const [before, after] = id === 'replicates' ? [replicatedInput(), replicatedInput()] : [input, madeUpInput()]
    expect(tableCsv(figures[id].make(before).table)).toBe(tableCsv(figures[id].make(after).table))
  }
})

it.each(figureIds)('%s has no code of the program where people read its numbers', (id) => {
  const { table } = figures[id].make(id === 'replicates' ? replicatedInput() : input)
  // Words of Latin letters in Korean.
  const isCode = (cell: unknown) => typeof cell === 'string' && /(?:^| )[a-z][A-Za-z0-9]*(?:$| )/.test(cell)
  expect(saidTable(table, figureWords.ko).rows.flat().filter(isCode)).toEqual([])
})

describe('what populations lack', () => {
  const one = madeUpPopulation('Alone', [{ error: 10, depths: [1], widths: [8] }])
  it.each(figureIds.filter(showsPopulations))('%s names it where no network finished', (id) => {
    expect(lackOf(id, { populations: [{ ...one, runs: [] }] })).toContain('There is no finished network')
  })
  it.each([
    ['edfDifference', 'only Alone has finished networks'],
    ['sampleSize', 'only Alone has finished networks'],
    ['replicates', 'No network was trained with several seeds'],
    ['importance', 'Alone has 1 finished network; this figure needs 4'],
    ['errorAgainst', 'Alone has 1 finished network; this figure needs 4'],
    ['recipe', 'Alone has 1 finished network; this figure needs 4'],
    ['confusion', 'No network of Alone has been looked into'],
    ['worstImages', 'regbench inspect'],
    ['recipeTable', 'Draw values of the recipe (sweep) in a plan'],
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
  it('published networks beside those of a data set that is not ImageNet', () => {
    expect(lackOf('complexity', input, { published: 'shown' })).toContain('the networks of AnyNetX_A tell 10 apart')
  })
  it('parameters that are none, with the nearest', () => {
    expect(lackOf('edf', input, { band: 'all' })).toContain('bands')
    expect(lackOf('errorAgainst', input, { parameter: 'totalDpth' })).toContain('totalDepth')
  })
})

it('figures that show no population are made without one', () => {
  for (const id of figureIds) {
    expect(figures[id].needs === 'none').toBe(!showsPopulations(id))
    if (!showsPopulations(id))
      expect(tableCsv(figures[id].make({ populations: [] }).table)).toBe(tableCsv(figures[id].make(input).table))
  }
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

describe('measured times', () => {
  const [one] = input.populations
  const withTimes = (mode: 'inference' | 'training', batchSize: number, count: number, provider = 'cpu') => ({
    ...one!,
    runs: one!.runs.map((run, i) => {
      const [{ conditions, time }] = run.timings as [NonNullable<typeof run.timings>[number]]
      const more = { conditions: { ...conditions, mode, batchSize, provider }, time: { ...time, ms: 100 + i } }
      return { ...run, timings: i < count ? [...run.timings!, more] : run.timings! }
    }),
  })
  const msOf = (population: typeof one, parameters: Readonly<Record<string, unknown>>) => {
    const { columns, rows } = figures.time.make({ populations: [population!] }, parameters).table
    return rows.map((row) => row[columns.findIndex(({ id }) => id === 'ms')])
  }
  it('are those under the conditions asked for, or under which most networks were measured', () => {
    expect(msOf(withTimes('inference', 64, 7), {})).toHaveLength(8)
    expect(msOf(withTimes('inference', 64, 7), { batchSize: 64 })).toEqual([100, 101, 102, 103, 104, 105, 106])
    expect(msOf(withTimes('inference', 1, 5, 'cuda'), { device: 'gpu' })).toEqual([100, 101, 102, 103, 104])
    expect(msOf(withTimes('training', 8, 4), { mode: 'training' })).toEqual([100, 101, 102, 103])
  })
  it('lack for conditions under which too few were measured', () => {
    const few = { populations: [withTimes('training', 8, 3)] }
    expect(lackOf('time', few, { mode: 'training' })).toContain(
      '3 networks have a measured time of this kind; this figure needs 4',
    )
    expect(lackOf('time', few, { device: 'gpu' })).toContain('0 networks have a measured time')
  })
  it.each([
    ['none', 8],
    ['shown', 12],
    ['only', 4],
  ])('of published networks are %s', (published, count) => {
    const one = { populations: input.populations.slice(0, 1), publishedTimings: input.publishedTimings! }
    const { columns, rows } = figures.time.make(one, { published }).table
    const runs = rows.map((row) => row[columns.findIndex(({ id }) => id === 'run')])
    expect(runs).toHaveLength(count)
    expect(runs.includes('ResNet-50')).toBe(published !== 'none')
  })
  it('tell in the caption which measure predicts them better, as betterPredictor says', () => {
    const linear = {
      ...one!,
      runs: one!.runs.map((run) => ({
        ...run,
        timings: run.timings!.map(({ conditions, time }) => ({
          conditions,
          time: { ...time, ms: run.complexity.flops },
        })),
      })),
    }
    const caption = figures.time.make({ populations: [linear] }).caption(figureWords.en)
    expect(caption).toContain('1.00 by FLOPs')
  })
})
