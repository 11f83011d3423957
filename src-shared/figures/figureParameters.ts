import { z } from 'zod'
import { keptPictures } from '#shared/inspection/inspection.ts'
import { limits } from '#shared/schema/limits.ts'
import { regimeKeys } from '#shared/designspaces/regimeKeys.ts'
import { fitShapes } from '#shared/timing/timeFits.ts'
import { timeMeasures, timingModes } from '#shared/timing/timing.ts'
import { networkParameterIds } from '#shared/refinement/evidence/networkParameters.ts'
import { recipeParameterIds } from '#shared/refinement/evidence/recipeParameters.ts'

/** How many networks are shown on one side; more would cover each other. */
const count = (fallback: number, most: number) => z.int().min(1).max(most).default(fallback)
const bands = z.enum(['pair', 'all', 'none']).default('pair')
const side = z.enum(['both', 'best', 'worst']).default('both')

/** The run whose network was looked into; 0: the best of those that were. */
const inspectedRun = z.int().min(0).max(limits.rowId).default(0)

/** The measures of complexity that error is shown against. */
export const complexityIds = ['flops', 'parameters', 'activations'] as const
export type ComplexityId = (typeof complexityIds)[number]

/** Conditions on networks whose effect on the error distribution is shown. */
export const conditionIds = [
  'sharedBottleneckRatio',
  'sharedGroupWidth',
  'increasingWidths',
  'increasingDepths',
  'widthMultiplier2',
  'initialWidthEqualsSlope',
] as const

/** Which measured times are shown: those of one kind of conditions. */
const measured = {
  mode: z.enum(timingModes).default('inference'),
  /** 0: that of most measured networks. */
  batchSize: z.int().min(0).max(65_536).default(0),
  device: z.enum(['any', 'cpu', 'gpu']).default('any'),
  time: z.enum(timeMeasures).default('ms'),
}

/** Traits of networks whose error distributions are compared: values, and conditions that are compared with all. */
export const traitIds = [
  ...(['block', 'activation', 'stages', 'imageSize', 'epochs', 'invertedBottleneck', 'depthwise'] as const),
  ...(['widthMultiplier2', 'initialWidthEqualsSlope', 'constrained'] as const),
] as const
export type TraitId = (typeof traitIds)[number]
/** Largest ratio to the value asked for that still counts as it, where the values are continuous. */
const within = z.number().min(1).max(2).default(1.1)

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
  recipe: z.strictObject({ parameter: z.enum(recipeParameterIds).default('learningRate') }),
  complexity: z.strictObject({
    measure: z.enum(['all', ...complexityIds]).default('all'),
    /** Published networks beside those of ImageNet. */
    published: z.enum(['none', 'shown']).default('none'),
  }),
  published: z.strictObject({
    measure: z.enum(['all', ...complexityIds, 'inferenceMs', 'trainingHours']).default('all'),
    families: z.enum(['all', 'resNets', 'efficientNets']).default('all'),
  }),
  time: z.strictObject({
    ...measured,
    shape: z.enum(fitShapes).default('linear'),
    /** Times of published networks: left out, beside those of populations, or alone. */
    published: z.enum(['none', 'shown', 'only']).default('none'),
  }),
  timeFront: z.strictObject(measured),
  operators: z.strictObject({
    /** Side of the feature map in pixels. */
    resolution: z.int().min(1).max(512).default(14),
    /** Channels of a group of the group convolution. */
    groupWidth: z.int().min(1).max(1024).default(16),
  }),
  trends: z.strictObject({
    parameter: z.enum(['regNet', ...networkParameterIds]).default('regNet'),
    /** Over what: what the populations vary, the first of these if several, or FLOPs if nothing; or one of them. */
    over: z.enum(['varied', ...regimeKeys]).default('varied'),
    /** The most groups into which the networks are divided where the FLOPs of all populations overlap. */
    groups: z.int().min(2).max(20).default(4),
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
    within,
  }),
  traits: z.strictObject({ trait: z.enum(traitIds).default('widthMultiplier2'), within }),
  importance: z.strictObject({ count: count(12, 40) }),
  replicates: z.strictObject({}),
  learningCurves: z.strictObject({ side, count: count(8, 100) }),
  trainingCurves: z.strictObject({}),
  confusion: z.strictObject({ run: inspectedRun, count: count(30, 60) }),
  classErrors: z.strictObject({ run: inspectedRun, count: count(20, 60) }),
  worstImages: z.strictObject({ run: inspectedRun, count: count(12, keptPictures.count) }),
  classDifferences: z.strictObject({
    run: inspectedRun,
    /** Another run whose network was looked into; 0: the next best. */
    other: inspectedRun,
    count: count(20, 60),
  }),
  summaryTable: z.strictObject({}),
  recipeTable: z.strictObject({}),
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

/** Figures and tables that no population is part of. */
const standalone: readonly FigureId[] = ['published', 'operators', 'publishedTable']
/** Whether a figure shows populations; one that shows none is the same in every study. */
export const showsPopulations = (id: FigureId): boolean => !standalone.includes(id)

/** Whether a figure shows what the network of a chosen run gets wrong. */
export const showsInspections = (id: FigureId): boolean => 'run' in figureParameters[id].shape

/** Whether an id is that of a table, which has no charts. */
export const isTable = (id: FigureId): boolean => id.endsWith('Table')
/** The ids of figures with charts. */
export const chartFigureIds: readonly FigureId[] = figureIds.filter((id) => !isTable(id))
/** The ids of tables. */
export const tableIds: readonly FigureId[] = figureIds.filter(isTable)
