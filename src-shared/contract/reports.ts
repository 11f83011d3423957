import { type } from '@orpc/contract'
import { z } from 'zod'
import { figureIds, figureParameters, isFigureId, type FigureId } from '#shared/figures/figureParameters.ts'
import { languageCodes } from '#shared/messages/language.ts'
import { fileSchema } from './binary.ts'
import { figureParametersSchema, figurePopulationsSchema } from './figures.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema } from './scope.ts'

/** The id of a figure of a report: one of the table, or a part of several kinds. Stored: never rename one. */
export type ReportFigure = FigureId | 'verdict' | 'spaces' | 'parameters' | 'bestNetworks' | 'decisions' | 'settings'
const usual: readonly ReportFigure[] = [
  ...(['verdict', 'edf', 'edfDifference', 'summaryTable', 'spaces', 'parameters'] as const),
  ...(['bestNetworks', 'trainingCurves', 'decisions', 'settings'] as const),
]
/** The ids of all figures of reports, the usual ones first. */
export const reportFigures: readonly ReportFigure[] = [...usual, ...figureIds.filter((id) => !usual.includes(id))]

/** A figure in a report: of all its populations, or of its own; with its own parameters where it is of the table. */
const figureBlockSchema = z
  .strictObject({
    kind: z.literal('figure'),
    figure: z.enum(reportFigures),
    caption: z.string().max(2000),
    populationIds: figurePopulationsSchema.optional(),
    parameters: figureParametersSchema.optional(),
  })
  .superRefine(({ figure, parameters }, context) => {
    if (parameters === undefined) return
    const schema = isFigureId(figure) ? figureParameters[figure] : z.strictObject({})
    const result = schema.safeParse(parameters)
    for (const issue of result.error?.issues ?? []) context.addIssue({ ...issue, path: ['parameters', ...issue.path] })
  })

/**
 * A report as composed by its author: figures and texts in order. Texts are plain, with paragraphs separated by empty
 * lines.
 */
export const reportDocumentSchema = z.strictObject({
  title: z.string().trim().min(1).max(300),
  language: z.enum(languageCodes),
  populationIds: figurePopulationsSchema,
  blocks: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('text'), text: z.string().max(50_000) }),
      z.strictObject({ kind: z.literal('heading'), text: z.string().max(300) }),
      figureBlockSchema,
    ]),
  ),
})
export type ReportDocument = z.infer<typeof reportDocumentSchema>

/** The populations that a block of a report has of its own. */
export const ownPopulations = (block: ReportDocument['blocks'][number]): readonly number[] =>
  (block.kind === 'figure' && block.populationIds) || []

/** New ids for those that a document names; undefined: left out. */
interface Replaced {
  readonly populations: (id: number) => number | undefined
  readonly runs: (id: number) => number | undefined
}

/**
 * The document with every population and run replaced. A figure of which no population is left is of all the document's
 * populations; one whose run is left out, of the run that it shows by default.
 */
export function withPlaces(document: ReportDocument, replaced: Replaced): ReportDocument {
  const kept = (ids: readonly number[]) => ids.map(replaced.populations).filter((id) => id !== undefined)
  return {
    ...document,
    populationIds: kept(document.populationIds),
    blocks: document.blocks.map((block) => {
      if (block.kind !== 'figure') return block
      const { populationIds, parameters, ...rest } = block
      const own = populationIds ? kept(populationIds) : []
      return {
        ...rest,
        ...(own.length > 0 && { populationIds: own }),
        ...(parameters && { parameters: withRuns(parameters, replaced) }),
      }
    }),
  }
}

/** Parameters of figures that name a run, unless they are 0. */
const runParameters: readonly string[] = ['run', 'other']

/** The parameters of a figure with its runs replaced. */
function withRuns(
  parameters: Readonly<Record<string, string | number>>,
  { runs }: Pick<Replaced, 'runs'>,
): Record<string, string | number> {
  const entries = Object.entries(parameters).flatMap(([name, value]): [string, string | number][] => {
    if (!runParameters.includes(name) || typeof value !== 'number' || value === 0) return [[name, value]]
    const replaced = runs(value)
    return replaced === undefined ? [] : [[name, replaced]]
  })
  return Object.fromEntries(entries)
}

export interface SavedReport {
  id: number
  studyId: number
  document: ReportDocument
  changedAt: number
  trashedAt: number | null
}

export const reports = {
  list: reading.input(z.strictObject({ studyId: idSchema })).output(type<SavedReport[]>()),
  add: procedure
    .input(z.strictObject({ studyId: idSchema, document: reportDocumentSchema }))
    .output(type<SavedReport>()),
  /** `basedOn`: its document. */
  change: procedure
    .input(z.strictObject({ id: idSchema, document: reportDocumentSchema, basedOn: basedOnSchema }))
    .output(type<SavedReport>()),
  trash: procedure.input(oneSchema).output(type<SavedReport>()),
  restore: procedure.input(oneSchema).output(type<SavedReport>()),
  /** One self-contained HTML file with print styles, or the runs as CSV, or all data as JSON. */
  render: reading
    .input(
      z.strictObject({ studyId: idSchema, document: reportDocumentSchema, format: z.enum(['html', 'csv', 'json']) }),
    )
    .output(fileSchema),
  /**
   * A style rule that embeds the window's font for the characters of a text, so that a figure looks the same elsewhere.
   */
  font: reading.input(z.strictObject({ text: z.string().max(20_000) })).output(type<string>()),
}
