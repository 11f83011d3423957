import { type } from '@orpc/contract'
import { z } from 'zod'
import { figureIds, type FigureId } from '#shared/figures/figureParameters.ts'
import type { FigureTable } from '#shared/figures/figureTable.ts'
import { languageCodes } from '#shared/messages/language.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { fileSchema } from './binary.ts'
import { reading } from './procedure.ts'
import { idSchema } from './scope.ts'

/** What an author chose for a figure of the table; those left out have their defaults. */
export const figureParametersSchema = z.record(z.string().max(40), z.union([z.string().max(100), z.number()]))
/** The populations of a figure. */
export const figurePopulationsSchema = z.array(idSchema).min(1).max(20)

const asked = z.strictObject({
  studyId: idSchema,
  populationIds: figurePopulationsSchema,
  language: z.enum(languageCodes),
})
const figureSchema = asked.extend({
  figure: z.enum(figureIds),
  parameters: figureParametersSchema,
  /** Width on paper in millimetres. */
  width: z.number().min(60).max(1000),
})

/** A figure as the window shows it. */
export interface DrawnFigure {
  /** With the font inside, measured in millimetres; null for a table. */
  readonly svg: string | null
  readonly caption: string
  readonly table: FigureTable
}

/** Formats of files of figures that a lab writes; a picture in px is made where it is saved. */
export const figureFileFormats = ['svg', 'html', 'csv', 'json', 'tex'] as const

export const figures = {
  /** What the populations lack for each figure with its default parameters; null if nothing. */
  lacks: reading.input(asked).output(type<Readonly<Record<FigureId, Sentence | null>>>()),
  /** A figure, or what the populations lack for it. */
  draw: reading.input(figureSchema).output(type<DrawnFigure | { readonly lack: Sentence }>()),
  /** Fails with 'invalid' if the populations lack something. */
  file: reading.input(figureSchema.extend({ format: z.enum(figureFileFormats) })).output(fileSchema),
}
