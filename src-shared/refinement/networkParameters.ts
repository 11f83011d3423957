import { fittedLine } from '#shared/designspaces/fittedLine.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { lineOf, stagesOf } from './asCandidate.ts'
import type { MeasuredNetwork } from './measuredRun.ts'

/** octaves: log2 of a ratio; nats: natural logarithm of one; channelsPerBlock: growth of the width from block to block. */
export type ParameterUnit =
  'blocks' | 'channels' | 'channelsPerBlock' | 'ratio' | 'octaves' | 'nats' | 'flops' | 'parameters' | 'activations'

/**
 * A number that describes a network, for the axis of a plot and the range of a constraint. Sizes of stages and of the
 * line are as drawn, which is what a space is asked for; what is built can differ, where groups did not fit.
 */
export interface NetworkParameter {
  readonly scale: 'linear' | 'log2'
  readonly unit: ParameterUnit
  readonly integer: boolean
  /** The stage that it describes, from 1; absent: the network. */
  readonly stage?: number
  /** NaN where the network has no such thing: another number of stages, a block without groups or bottleneck. */
  readonly of: (network: MeasuredNetwork) => number
}

const stageNumbers = [1, 2, 3, 4, 5, 6] as const
type StageNumber = (typeof stageNumbers)[number]
export type StageSize = 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth'
type StageParameterId = `${StageSize}${StageNumber}`

const depths = { scale: 'linear', unit: 'blocks', integer: true } as const
const channels = { scale: 'log2', unit: 'channels', integer: true } as const
const ratios = { scale: 'log2', unit: 'ratio', integer: false } as const
const octaves = { scale: 'linear', unit: 'octaves', integer: false } as const
const counts = { scale: 'log2', integer: true } as const

/** The parameters of networks by stable id. To add one: an entry here. */
export const networkParameters: Readonly<Record<NetworkParameterId, NetworkParameter>> = {
  totalDepth: { ...depths, of: (measured) => stagesOf(measured).depths.reduce((sum, depth) => sum + depth, 0) },
  ...ofEveryStage('depth', depths, (measured) => stagesOf(measured).depths),
  ...ofEveryStage('width', channels, (measured) => stagesOf(measured).widths),
  ...ofEveryStage('bottleneckRatio', ratios, bottleneckRatios),
  ...ofEveryStage('groupWidth', channels, groupWidths),
  lastWidth: { ...channels, of: (measured) => stagesOf(measured).widths.at(-1)! },
  widthGrowth: { ...ratios, of: (measured) => growth(stagesOf(measured).widths) },
  smallestWidthStep: { ...octaves, of: smallestWidthStep },
  smallestDepthStep: { ...octaves, of: (measured) => smallestStep(stagesOf(measured).depths) },
  largestBottleneckRatio: { ...ratios, of: (measured) => largest(bottleneckRatios(measured)) },
  smallestBottleneckRatio: { ...ratios, of: (measured) => smallest(bottleneckRatios(measured)) },
  bottleneckRatioSpread: { ...octaves, of: (measured) => spread(bottleneckRatios(measured)) },
  largestGroupWidth: { ...channels, of: (measured) => largest(groupWidths(measured)) },
  smallestGroupWidth: { ...channels, of: (measured) => smallest(groupWidths(measured)) },
  groupWidthSpread: { ...octaves, of: (measured) => spread(groupWidths(measured)) },
  fitError: { scale: 'linear', unit: 'nats', integer: false, of: ({ network }) => fittedLine(network).fitError },
  initialWidth: { ...channels, of: (measured) => lineOf(measured).initialWidth },
  widthSlope: {
    scale: 'log2',
    unit: 'channelsPerBlock',
    integer: false,
    of: (measured) => lineOf(measured).widthSlope,
  },
  widthMultiplier: { ...ratios, of: (measured) => lineOf(measured).widthMultiplier },
  flops: { ...counts, unit: 'flops', of: ({ complexity }) => complexity.flops },
  parameters: { ...counts, unit: 'parameters', of: ({ complexity }) => complexity.parameters },
  activations: { ...counts, unit: 'activations', of: ({ complexity }) => complexity.activations },
}

export type NetworkParameterId =
  | StageParameterId
  | 'totalDepth'
  | 'lastWidth'
  | 'widthGrowth'
  | 'smallestWidthStep'
  | 'smallestDepthStep'
  | `${'largest' | 'smallest'}${'BottleneckRatio' | 'GroupWidth'}`
  | `${'bottleneckRatio' | 'groupWidth'}Spread`
  | 'fitError'
  | 'initialWidth'
  | 'widthSlope'
  | 'widthMultiplier'
  | 'flops'
  | 'parameters'
  | 'activations'
/** Ids of all parameters, in the order in which they are shown. */
export const networkParameterIds = Object.keys(networkParameters) as NetworkParameterId[]

/** The parameters that every one of the networks has. */
export function commonParameters(networks: readonly MeasuredNetwork[]): NetworkParameterId[] {
  return networkParameterIds.filter((id) =>
    networks.every((measured) => !Number.isNaN(networkParameters[id].of(measured))),
  )
}

function ofEveryStage<S extends StageSize>(
  size: S,
  kind: Pick<NetworkParameter, 'scale' | 'unit' | 'integer'>,
  valuesOf: (measured: MeasuredNetwork) => readonly number[],
): Record<`${S}${StageNumber}`, NetworkParameter> {
  const entries = stageNumbers.map((number): [string, NetworkParameter] => [
    `${size}${number}`,
    { ...kind, stage: number, of: (measured) => valuesOf(measured)[number - 1] ?? NaN },
  ])
  return Object.fromEntries(entries) as Record<`${S}${StageNumber}`, NetworkParameter>
}

/** Empty where the block has none, as for group widths. */
function bottleneckRatios(measured: MeasuredNetwork): readonly number[] {
  return blocks[measured.network.block].bottleneck ? stagesOf(measured).bottleneckRatios : []
}

/** As drawn above all: a narrow stage cuts its group width, and would look like another choice. */
function groupWidths(measured: MeasuredNetwork): readonly number[] {
  return blocks[measured.network.block].groups ? stagesOf(measured).groupWidths : []
}

/** Of the widths drawn and of those built, whichever is smaller: an order of the widths is asked of both. */
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

/** 0 where all are equal. */
function spread(values: readonly number[]): number {
  return Math.log2(largest(values) / smallest(values))
}

/** log2 of the smallest ratio of a stage to the one before it: from 0 on, none falls. NaN with a single stage. */
function smallestStep(values: readonly number[]): number {
  return smallest(values.slice(1).map((value, i) => Math.log2(value / values[i]!)))
}
