import type { z } from 'zod'
import type { ChartView, Drawing } from '#shared/charts/chartView.ts'
import type { KeyEntry } from '#shared/charts/panelsSvg.ts'
import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import { curtailedTexts, type CurtailedPopulation } from '#shared/refinement/stopping/curtailed.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import type { FigureInput, FigurePopulation, PublishedTime } from './figureInput.ts'
import type { FigureTable } from './figureTable.ts'
import type { FigureWords } from './figureWords.ts'

/** The size and look of a panel; texts come with the words. */
export type PanelView = Omit<ChartView, 't' | 'zoom'>

/** One chart of a figure. */
export interface FigurePanel {
  /** Written above the chart; absent if the figure is this one chart. */
  readonly title?: string
  /** The mark of the population shown, before the title. */
  readonly mark?: SpaceMark
  readonly draw: (view: PanelView) => Drawing
}

/** The populations that a figure may show: those with a counted run, at least one. */
export interface Shown {
  readonly populations: readonly FigurePopulation[]
  /** The newest of them: what a figure about one population shows. */
  readonly newest: FigurePopulation
  /** The compared populations; for a figure that needs a pair always there. */
  readonly pair: readonly [newer: FigurePopulation, older: FigurePopulation] | undefined
  /** Times of published networks, whatever populations are shown. */
  readonly publishedTimings: readonly PublishedTime[]
}

/** How numbers are shown: pure functions from them to charts, a table and a caption. */
interface Shows<Data> {
  /** Absent for a table. */
  readonly panels?: (data: Data, words: FigureWords) => readonly FigurePanel[]
  /** What is told apart by marks in all panels, most often populations, if the panels do not name it. */
  readonly key?: (data: Data, words: FigureWords) => readonly KeyEntry[]
  /** How many panels stand side by side, if the figure is wide enough. */
  readonly columns?: number
  readonly table: (data: Data) => FigureTable
  readonly caption: (data: Data, words: FigureWords) => string
}

/** A kind of figure of populations: its numbers are a pure function of their runs. */
export interface FigureKind<Parameters, Data> extends Shows<Data> {
  /** Which populations it shows: the newest one, all, or the compared pair. */
  readonly needs: 'one' | 'some' | 'pair'
  /** What these populations lack for the figure; undefined if nothing. */
  readonly lacks?: (shown: Shown, parameters: Parameters) => Sentence | undefined
  readonly data: (shown: Shown, parameters: Parameters) => Data
}

/** A kind of figure that no population is part of: the same in every study. */
export interface StandaloneKind<Parameters, Data> extends Shows<Data> {
  readonly data: (parameters: Parameters) => Data
}

/** A figure of given populations, ready to be drawn and written. */
export interface MadeFigure {
  /** Its parameters, with defaults. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Empty for a table. */
  readonly panels: (words: FigureWords) => readonly FigurePanel[]
  readonly key: (words: FigureWords) => readonly KeyEntry[]
  readonly columns: number
  readonly table: FigureTable
  readonly caption: (words: FigureWords) => string
}

/** A figure of the table, whatever its parameters and data. */
export interface Figure {
  /** Which populations it shows; none: it is the same in every study. */
  readonly needs: 'none' | FigureKind<never, never>['needs']
  readonly parameters: z.ZodObject
  /**
   * The figure of these populations. Throws ValueError if a parameter is invalid, or with what the populations lack.
   */
  readonly make: (input: FigureInput, parameters?: Readonly<Record<string, unknown>>) => MadeFigure
  /** What these populations lack for the figure, without computing it; undefined if nothing. */
  readonly lack: (input: FigureInput) => Sentence | undefined
}

/** An entry of the table of figures: a kind of figure of populations with the schema of its parameters. */
export function figure<Schema extends z.ZodObject, Data>(
  schema: Schema,
  kind: FigureKind<z.output<Schema>, Data>,
): Figure {
  return entry(schema, kind.needs, kind, (input, parameters) => {
    const shown = shownOf(input, kind.needs)
    const lack = kind.lacks?.(shown, parameters)
    if (lack) throw new ValueError(lack)
    const drawn = kind.needs === 'one' ? [shown.newest] : kind.needs === 'pair' ? shown.pair! : shown.populations
    return { compute: () => kind.data(shown, parameters), curtailed: drawn.flatMap((one) => one.curtailed ?? []) }
  })
}

/** An entry of the table of figures: a kind of figure that no population is part of. */
export function standaloneFigure<Schema extends z.ZodObject, Data>(
  schema: Schema,
  kind: StandaloneKind<z.output<Schema>, Data>,
): Figure {
  return entry(schema, 'none', kind, (_, parameters) => ({ compute: () => kind.data(parameters), curtailed: [] }))
}

/** How data are computed, and what is borne in mind beside them; see curtailedTexts. */
interface Computing<Data> {
  readonly compute: () => Data
  readonly curtailed: readonly CurtailedPopulation[]
}

/** `dataOf` computes nothing yet; it throws ValueError with what the populations lack. */
function entry<Schema extends z.ZodObject, Data>(
  schema: Schema,
  needs: Figure['needs'],
  shows: Shows<Data>,
  dataOf: (input: FigureInput, parameters: z.output<Schema>) => Computing<Data>,
): Figure {
  function asked(input: FigureInput, given: Readonly<Record<string, unknown>>) {
    const parameters = parseStrictly(schema, given, sentence('figureParameters'))
    return { parameters, ...dataOf(input, parameters) }
  }
  return {
    needs,
    parameters: schema,
    lack(input) {
      try {
        asked(input, {})
        return undefined
      } catch (error) {
        if (error instanceof ValueError) return error.sentence
        throw error
      }
    },
    make(input, given = {}) {
      const { parameters, compute, curtailed } = asked(input, given)
      const data = compute()
      return {
        parameters,
        panels: (words) => shows.panels?.(data, words) ?? [],
        key: (words) => shows.key?.(data, words) ?? [],
        columns: shows.columns ?? 3,
        table: shows.table(data),
        caption: (words) =>
          [shows.caption(data, words), ...curtailed.flatMap((one) => curtailedTexts(one, words.t))].join(' '),
      }
    },
  }
}

function shownOf(
  { populations, pair, publishedTimings = [] }: FigureInput,
  needs: FigureKind<never, never>['needs'],
): Shown {
  const measured = populations.filter(({ runs }) => runs.length > 0)
  const newest = measured.at(-1)
  if (!newest) throw new ValueError(sentence('figureNeedsRuns'))
  const [newer, older] = [pair?.newer, pair?.older].map((id) => measured.find((one) => one.id === id))
  const compared = newer && older ? ([newer, older] as const) : pairOfLast(measured)
  if (needs === 'pair' && !compared) throw new ValueError(sentence('figureNeedsPair', { name: newest.name }))
  return { populations: measured, newest, pair: compared, publishedTimings }
}

/** The last population against the one before it. */
function pairOfLast(measured: readonly FigurePopulation[]): Shown['pair'] {
  const [older, newer] = measured.slice(-2)
  return older && newer ? [newer, older] : undefined
}
