import { stageCounts } from '#shared/designspaces/designSpace.ts'
import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { lineOf, stagesOf } from './asCandidate.ts'
import { recipeParameters } from './recipeParameters.ts'
import type { MeasuredNetwork } from './measuredRun.ts'
import { asConstraint, asExtreme, asLine, asStage, type RangeMeaning, type StageSize } from '../steps/rangeMeanings.ts'

/** recipe: a plain number of a recipe; octaves: log2 of a ratio; nats: natural log of a ratio; channelsPerBlock: growth of the width per block. */
export type ParameterUnit =
  | 'blocks'
  | 'channels'
  | 'channelsPerBlock'
  | 'ratio'
  | 'octaves'
  | 'nats'
  | 'flops'
  | 'parameters'
  | 'activations'
  | 'recipe'

/**
 * A number that describes a network, for a plot axis and the range of a constraint. Sizes of stages and of the line are
 * as drawn, which is what constraints refer to; built sizes can differ if groups did not fit. Values of the recipe that
 * were drawn for its run are among them, so that they are shown and weighed alike.
 */
export interface NetworkParameter {
  readonly scale: 'linear' | 'log2'
  readonly unit: ParameterUnit
  readonly integer: boolean
  /** The stage described, from 1; absent for the whole network. */
  readonly stage?: number
  /** NaN if the network does not have it: fewer stages, or a block without groups or bottleneck. */
  readonly of: (network: MeasuredNetwork) => number
  /** What a range of it means in a space definition; absent if a definition cannot express it. */
  readonly range?: RangeMeaning
}

type StageNumber = (typeof stageCounts)[number]

const depths = { scale: 'linear', unit: 'blocks', integer: true } as const
const channels = { scale: 'log2', unit: 'channels', integer: true } as const
const ratios = { scale: 'log2', unit: 'ratio', integer: false } as const
const octaves = { scale: 'linear', unit: 'octaves', integer: false } as const
const counts = { scale: 'log2', integer: true } as const

const parameters = {
  totalDepth: {
    ...depths,
    of: (measured) => stagesOf(measured).depths.reduce((sum, depth) => sum + depth, 0),
    range: asConstraint('totalDepthRange'),
  },
  ...ofEveryStage('depth', depths, (measured) => stagesOf(measured).depths),
  ...ofEveryStage('width', channels, (measured) => stagesOf(measured).widths),
  ...ofEveryStage('bottleneckRatio', ratios, bottleneckRatios),
  ...ofEveryStage('groupWidth', channels, groupWidths),
  lastWidth: { ...channels, of: (measured) => stagesOf(measured).widths.at(-1)!, range: asStage('width', 'last') },
  widthGrowth: { ...ratios, of: (measured) => growth(stagesOf(measured).widths) },
  smallestWidthStep: { ...octaves, of: smallestWidthStep, range: asConstraint('widthOrder') },
  smallestDepthStep: {
    ...octaves,
    of: (measured) => smallestStep(stagesOf(measured).depths),
    range: asConstraint('depthOrder'),
  },
  largestBottleneckRatio: {
    ...ratios,
    of: (measured) => largest(bottleneckRatios(measured)),
    range: asExtreme('bottleneckRatio', 'high'),
  },
  smallestBottleneckRatio: {
    ...ratios,
    of: (measured) => smallest(bottleneckRatios(measured)),
    range: asExtreme('bottleneckRatio', 'low'),
  },
  bottleneckRatioSpread: {
    ...octaves,
    of: (measured) => spread(bottleneckRatios(measured)),
    range: asConstraint('sharedBottleneckRatio'),
  },
  largestGroupWidth: {
    ...channels,
    of: (measured) => largest(groupWidths(measured)),
    range: asExtreme('groupWidth', 'high'),
  },
  smallestGroupWidth: {
    ...channels,
    of: (measured) => smallest(groupWidths(measured)),
    range: asExtreme('groupWidth', 'low'),
  },
  groupWidthSpread: {
    ...octaves,
    of: (measured) => spread(groupWidths(measured)),
    range: asConstraint('sharedGroupWidth'),
  },
  fitError: {
    ...{ scale: 'linear', unit: 'nats', integer: false },
    of: ({ network }) => fittedLine(network).fitError,
    range: asConstraint('quantizedLinearWidths'),
  },
  initialWidth: { ...channels, of: (measured) => lineOf(measured).initialWidth, range: asLine('initialWidth') },
  widthSlope: {
    ...{ scale: 'log2', unit: 'channelsPerBlock', integer: false },
    of: (measured) => lineOf(measured).widthSlope,
    range: asLine('widthSlope'),
  },
  widthMultiplier: {
    ...ratios,
    of: (measured) => lineOf(measured).widthMultiplier,
    range: asConstraint('widthMultiplierRange', 'widthMultiplier'),
  },
  flops: { ...counts, unit: 'flops', of: ({ complexity }) => complexity.flops, range: asConstraint('flops') },
  parameters: {
    ...counts,
    unit: 'parameters',
    of: ({ complexity }) => complexity.parameters,
    range: asConstraint('parameters'),
  },
  activations: {
    ...counts,
    unit: 'activations',
    of: ({ complexity }) => complexity.activations,
    range: asConstraint('activations'),
  },
  ...recipeParameters,
} satisfies Record<string, NetworkParameter>

export type NetworkParameterId = keyof typeof parameters
/** All network parameters by stable id. To add one: an entry here and its text. */
export const networkParameters: Readonly<Record<NetworkParameterId, NetworkParameter>> = parameters
/** Ids of all parameters in display order. */
export const networkParameterIds = Object.keys(networkParameters) as NetworkParameterId[]

/**
 * The parameters that every one of the networks has. If all have the same number of stages, the width of the last stage
 * would be a duplicate and is left out.
 */
export function commonParameters(networks: readonly MeasuredNetwork[]): NetworkParameterId[] {
  const stages = new Set(networks.map(({ network }) => network.stages.length))
  return networkParameterIds.filter(
    (id) =>
      networks.every((measured) => !Number.isNaN(networkParameters[id].of(measured))) &&
      (id !== 'lastWidth' || stages.size !== 1),
  )
}

function ofEveryStage<S extends StageSize>(
  size: S,
  kind: Pick<NetworkParameter, 'scale' | 'unit' | 'integer'>,
  valuesOf: (measured: MeasuredNetwork) => readonly number[],
): Record<`${S}${StageNumber}`, NetworkParameter> {
  const entries = stageCounts.map((number): [string, NetworkParameter] => {
    const of = (measured: MeasuredNetwork) => valuesOf(measured)[number - 1] ?? NaN
    return [`${size}${number}`, { ...kind, stage: number, of, range: asStage(size, number) }]
  })
  return Object.fromEntries(entries) as Record<`${S}${StageNumber}`, NetworkParameter>
}

/** Empty if the block has no bottleneck; likewise for group widths. */
function bottleneckRatios(measured: MeasuredNetwork): readonly number[] {
  return blocks[measured.network.block].bottleneck ? stagesOf(measured).bottleneckRatios : []
}

/** Drawn values matter here: a narrow stage cuts its group width, which would look like a different choice. */
function groupWidths(measured: MeasuredNetwork): readonly number[] {
  return blocks[measured.network.block].groups ? stagesOf(measured).groupWidths : []
}

/** The smaller of the drawn and the built step, because an order applies to both. */
function smallestWidthStep(measured: MeasuredNetwork): number {
  const built = measured.network.stages.map(({ width }) => width)
  return Math.min(smallestStep(stagesOf(measured).widths), smallestStep(built))
}

const growth = (widths: readonly number[]) => widths.at(-1)! / widths[0]!

function largest(values: readonly number[]): number {
  return values.length === 0 ? NaN : Math.max(...values)
}

function smallest(values: readonly number[]): number {
  return values.length === 0 ? NaN : Math.min(...values)
}

/** 0 if all are equal. */
function spread(values: readonly number[]): number {
  return Math.log2(largest(values) / smallest(values))
}

/** log2 of the smallest ratio of a stage to the previous one: at least 0 if none falls. NaN with a single stage. */
function smallestStep(values: readonly number[]): number {
  return smallest(values.slice(1).map((value, i) => Math.log2(value / values[i]!)))
}
