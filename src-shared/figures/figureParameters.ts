import { z } from 'zod'
import { fitShapes } from '#shared/timing/timeFits.ts'
import { timeMeasures, timingModes } from '#shared/timing/timing.ts'
import { networkParameterIds } from '#shared/refinement/evidence/networkParameters.ts'

/** How many networks are shown on one side; more would cover each other. */
const count = (fallback: number, most: number) => z.int().min(1).max(most).default(fallback)
const bands = z.enum(['pair', 'all', 'none']).default('pair')
const side = z.enum(['both', 'best', 'worst']).default('both')

/** The measures of complexity that error is shown against. */
export const complexityIds = ['flops', 'parameters', 'activations'] as const

/** Conditions on networks whose effect on the error distribution is shown. */
export const conditionIds = [
  'sharedBottleneckRatio',
  'sharedGroupWidth',
  'increasingWidths',
  'increasingDepths',
  'widthMultiplier2',
  'initialWidthEqualsSlope',
] as const

/**
 * The parameters of every figure and table by its id, each with a default. Ids are stored in reports: never rename one.
 */
export const figureParameters = {
  edf: z.strictObject({ bands }),
  edfDifference: z.strictObject({}),
  randomSearch: z.strictObject({ bands }),
  sampleSize: z.strictObject({ trials: z.int().min(100).max(100_000).default(1000) }),
  errorAgainst: z.strictObject({ parameter: z.enum(networkParameterIds).default('totalDepth') }),
  fitError: z.strictObject({}),
  complexity: z.strictObject({ measure: z.enum(['all', ...complexityIds]).default('all') }),
  time: z.strictObject({
    mode: z.enum(timingModes).default('inference'),
    /** 0: that of most measured networks. */
    batchSize: z.int().min(0).max(65_536).default(0),
    device: z.enum(['any', 'cpu', 'gpu']).default('any'),
    shape: z.enum(fitShapes).default('linear'),
    time: z.enum(timeMeasures).default('ms'),
  }),
  widths: z.strictObject({
    side,
    count: count(20, 100),
    /** Slope a of the reference line u_j = a (j + 1), 48 in the paper; 0: that of the best networks. */
    slope: z.number().min(0).max(10_000).default(0),
  }),
  widthFits: z.strictObject({ side: z.enum(['best', 'worst']).default('best'), count: count(2, 12) }),
  condition: z.strictObject({
    condition: z.enum(conditionIds).default('increasingWidths'),
    /** Largest ratio to the value asked for that still counts as it, where the values are continuous. */
    within: z.number().min(1).max(2).default(1.1),
  }),
  importance: z.strictObject({ count: count(12, 40) }),
  learningCurves: z.strictObject({ side, count: count(8, 100) }),
  trainingCurves: z.strictObject({}),
  summaryTable: z.strictObject({}),
  networkTable: z.strictObject({ side: z.enum(['best', 'worst']).default('best'), count: count(10, 1000) }),
  runTable: z.strictObject({}),
  publishedTable: z.strictObject({}),
} as const satisfies Record<string, z.ZodObject>

export type FigureId = keyof typeof figureParameters
/** Parameters of a figure, with its defaults filled in. */
export type ParametersOf<Id extends FigureId> = z.output<(typeof figureParameters)[Id]>
/** Whether an id is one of the table of figures. */
export const isFigureId = (id: string): id is FigureId => Object.hasOwn(figureParameters, id)
/** The ids of all figures and tables, in the order in which they are listed. */
export const figureIds = Object.keys(figureParameters) as FigureId[]

/** Whether an id is that of a table, which has no charts. */
export const isTable = (id: FigureId): boolean => id.endsWith('Table')
/** The ids of figures with charts. */
export const chartFigureIds: readonly FigureId[] = figureIds.filter((id) => !isTable(id))
/** The ids of tables. */
export const tableIds: readonly FigureId[] = figureIds.filter(isTable)
