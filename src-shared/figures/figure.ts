import type { z } from 'zod'
import type { ChartView, Drawing } from '#shared/charts/chartView.ts'
import type { KeyEntry } from '#shared/charts/panelsSvg.ts'
import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import type { FigureInput, FigurePopulation } from './figureInput.ts'
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
}

/** A kind of figure: pure functions from runs to numbers, from numbers to charts, a table and a caption. */
export interface FigureKind<Parameters, Data> {
  /** Which populations it shows: the newest one, all, or the compared pair. */
  readonly needs: 'one' | 'some' | 'pair'
  /** What these populations lack for the figure; undefined if nothing. */
  readonly lacks?: (shown: Shown, parameters: Parameters) => Sentence | undefined
  readonly data: (shown: Shown, parameters: Parameters) => Data
  /** Absent for a table. */
  readonly panels?: (data: Data, words: FigureWords) => readonly FigurePanel[]
  /** The populations told apart by their marks in all panels, if the panels do not name them. */
  readonly key?: (data: Data) => readonly KeyEntry[]
  /** How many panels stand side by side, if the figure is wide enough. */
  readonly columns?: number
  readonly table: (data: Data) => FigureTable
  readonly caption: (data: Data, words: FigureWords) => string
}

/** A figure of given populations, ready to be drawn and written. */
export interface MadeFigure {
  /** Its parameters, with defaults. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Empty for a table. */
  readonly panels: (words: FigureWords) => readonly FigurePanel[]
  readonly key: readonly KeyEntry[]
  readonly columns: number
  readonly table: FigureTable
  readonly caption: (words: FigureWords) => string
}

/** A figure of the table, whatever its parameters and data. */
export interface Figure {
  readonly needs: 'one' | 'some' | 'pair'
  readonly parameters: z.ZodObject
  /**
   * The figure of these populations. Throws ValueError if a parameter is invalid, or with what the populations lack.
   */
  readonly make: (input: FigureInput, parameters?: Readonly<Record<string, unknown>>) => MadeFigure
  /** What these populations lack for the figure, without computing it; undefined if nothing. */
  readonly lack: (input: FigureInput) => Sentence | undefined
}

/** An entry of the table of figures: a kind of figure with the schema of its parameters. */
export function figure<Schema extends z.ZodObject, Data>(
  schema: Schema,
  kind: FigureKind<z.output<Schema>, Data>,
): Figure {
  function asked(input: FigureInput, given: Readonly<Record<string, unknown>>) {
    const parameters = parseStrictly(schema, given, sentence('figureParameters'))
    const shown = shownOf(input, kind.needs)
    const lack = kind.lacks?.(shown, parameters)
    if (lack) throw new ValueError(lack)
    return { shown, parameters }
  }
  return {
    needs: kind.needs,
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
      const { shown, parameters } = asked(input, given)
      const data = kind.data(shown, parameters)
      return {
        parameters,
        panels: (words) => kind.panels?.(data, words) ?? [],
        key: kind.key?.(data) ?? [],
        columns: kind.columns ?? 3,
        table: kind.table(data),
        caption: (words) => kind.caption(data, words),
      }
    },
  }
}

function shownOf({ populations, pair }: FigureInput, needs: FigureKind<never, never>['needs']): Shown {
  const measured = populations.filter(({ runs }) => runs.length > 0)
  const newest = measured.at(-1)
  if (!newest) throw new ValueError(sentence('figureNeedsRuns'))
  const [newer, older] = [pair?.newer, pair?.older].map((id) => measured.find((one) => one.id === id))
  const compared = newer && older ? ([newer, older] as const) : pairOfLast(measured)
  if (needs === 'pair' && !compared) throw new ValueError(sentence('figureNeedsPair', { name: newest.name }))
  return { populations: measured, newest, pair: compared }
}

/** The last population against the one before it. */
function pairOfLast(measured: readonly FigurePopulation[]): Shown['pair'] {
  const [older, newer] = measured.slice(-2)
  return older && newer ? [newer, older] : undefined
}
