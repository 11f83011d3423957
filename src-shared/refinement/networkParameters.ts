import { fittedLine } from '#shared/designspaces/fittedLine.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { Stage } from '#shared/networks/network.ts'
import { asCandidate, type MeasuredNetwork } from './measuredRun.ts'

/** octaves: log2 of a ratio; nats: natural logarithm of one; channelsPerBlock: growth of the width from block to block. */
export type ParameterUnit =
  'blocks' | 'channels' | 'channelsPerBlock' | 'ratio' | 'octaves' | 'nats' | 'flops' | 'parameters' | 'activations'

/** A number that describes a network, for the axis of a plot and the range of a constraint. */
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
  totalDepth: { ...depths, of: ({ network }) => network.stages.reduce((sum, { depth }) => sum + depth, 0) },
  ...ofEveryStage('depth', depths, (stage) => stage.depth),
  ...ofEveryStage('width', channels, (stage) => stage.width),
  ...ofEveryStage('bottleneckRatio', ratios, (_, i, measured) => bottleneckRatios(measured)[i]),
  ...ofEveryStage('groupWidth', channels, (_, i, measured) => builtGroupWidths(measured)[i]),
  lastWidth: { ...channels, of: ({ network }) => network.stages.at(-1)!.width },
  widthGrowth: { ...ratios, of: ({ network: { stages } }) => stages.at(-1)!.width / stages[0]!.width },
  smallestWidthStep: { ...octaves, of: ({ network }) => smallestStep(network.stages.map(({ width }) => width)) },
  smallestDepthStep: { ...octaves, of: ({ network }) => smallestStep(network.stages.map(({ depth }) => depth)) },
  largestBottleneckRatio: { ...ratios, of: (measured) => largest(bottleneckRatios(measured)) },
  smallestBottleneckRatio: { ...ratios, of: (measured) => smallest(bottleneckRatios(measured)) },
  bottleneckRatioSpread: { ...octaves, of: (measured) => spread(bottleneckRatios(measured)) },
  largestGroupWidth: { ...channels, of: (measured) => largest(drawnGroupWidths(measured)) },
  smallestGroupWidth: { ...channels, of: (measured) => smallest(drawnGroupWidths(measured)) },
  groupWidthSpread: { ...octaves, of: (measured) => spread(drawnGroupWidths(measured)) },
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

/**
 * The parameters that every one of the networks has. Where all have the same number of stages, the width of the last
 * stage is one of them already and stands there once.
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
  valueOf: (stage: Stage, index: number, measured: MeasuredNetwork) => number | undefined,
): Record<`${S}${StageNumber}`, NetworkParameter> {
  const entries = stageNumbers.map((number): [string, NetworkParameter] => {
    const of = (measured: MeasuredNetwork) => {
      const stage = measured.network.stages[number - 1]
      return (stage && valueOf(stage, number - 1, measured)) ?? NaN
    }
    return [`${size}${number}`, { ...kind, stage: number, of }]
  })
  return Object.fromEntries(entries) as Record<`${S}${StageNumber}`, NetworkParameter>
}

/** Empty where the block has none, as for group widths. */
function bottleneckRatios({ network }: MeasuredNetwork): number[] {
  return blocks[network.block].bottleneck ? network.stages.map((stage) => stage.bottleneckRatio) : []
}

function builtGroupWidths({ network }: MeasuredNetwork): number[] {
  return blocks[network.block].groups ? network.stages.map((stage) => stage.groupWidth) : []
}

/** As drawn, since a narrow stage cuts its group width and would look like another choice. */
function drawnGroupWidths(measured: MeasuredNetwork): number[] {
  return blocks[measured.network.block].groups ? asCandidate(measured).drawn.groupWidths : []
}

function lineOf({ network, regNet }: MeasuredNetwork): {
  initialWidth: number
  widthSlope: number
  widthMultiplier: number
} {
  return regNet ?? fittedLine(network)
}

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
