import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { Network } from '#shared/networks/network.ts'
import { regNetWidthQuantum, type RegNetParameters } from '#shared/networks/regNet.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import type { DesignSpace } from './designSpace.ts'
import type { HeldNetwork } from './drawBehind.ts'
import { parseDesignSpace } from './parse.ts'

type Law = 'uniform' | 'logUniform'

/**
 * The simplest design space that holds all networks, which share their frame and number of stages: each size between
 * its lowest and highest value, by the paper's laws; a RegNet space if all of them are given by RegNet parameters. How
 * the networks were really drawn is not known from them. Throws ValueError if no space can hold them.
 */
export function hullSpace(
  held: readonly [HeldNetwork, ...HeldNetwork[]],
  names: { id: string; name: string },
): DesignSpace {
  const { network } = held[0]
  const { stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon, stages } = network
  return parseDesignSpace({
    ...names,
    ...{ stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon },
    strides: stages.map(({ stride }) => stride),
    ...(blocks[block].depthwise && { kernels: stages.map(({ kernel = 3 }) => kernel) }),
    parameters: held.every(({ regNet }) => regNet)
      ? lineHull(
          held.map(({ regNet }) => regNet!),
          block,
        )
      : sizeHull(held, block),
  })
}

function sizeHull(held: readonly HeldNetwork[], block: Network['block']): unknown {
  const sizes = held.flatMap(({ network }) => network.stages)
  const { bottleneck, groups } = blocks[block]
  return {
    kind: 'anyNet',
    depth: between(
      'uniform',
      sizes.map(({ depth }) => depth),
      [1],
    ),
    width: between(
      'logUniform',
      sizes.map(({ width }) => width),
      [regNetWidthQuantum, 1],
    ),
    ...(bottleneck && { bottleneckRatio: choice(sizes.map(({ bottleneckRatio }) => bottleneckRatio)) }),
    ...(groups && { groupWidth: choice(sizes.map(({ groupWidth }) => groupWidth)) }),
  }
}

function lineHull(lines: readonly RegNetParameters[], block: Network['block']): unknown {
  const { bottleneck, groups } = blocks[block]
  return {
    kind: 'regNet',
    depth: between(
      'uniform',
      lines.map(({ depth }) => depth),
      [1],
    ),
    initialWidth: between(
      'logUniform',
      lines.map(({ initialWidth }) => initialWidth),
      [regNetWidthQuantum],
    ),
    widthSlope: between(
      'logUniform',
      lines.map(({ widthSlope }) => widthSlope),
      [0.1, 0.01, 0.001],
    ),
    widthMultiplier: between(
      'logUniform',
      lines.map(({ widthMultiplier }) => widthMultiplier),
      [0.001],
    ),
    ...(bottleneck && { bottleneckRatio: choice(lines.map(({ bottleneckRatio }) => bottleneckRatio)) }),
    ...(groups && { groupWidth: choice(lines.map(({ groupWidth }) => groupWidth)) }),
  }
}

/** A law over the values' range in steps of the first of `quanta` that all values are multiples of, or else the last. */
function between(law: Law, values: readonly number[], quanta: readonly number[]): Distribution {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (low === high) return { law: 'choice', values: [low] }
  const isMultiple = (value: number, quantum: number) => Math.abs(value / quantum - Math.round(value / quantum)) < 1e-6
  const quantum = quanta.find((one) => values.every((value) => isMultiple(value, one))) ?? quanta.at(-1)!
  const digits = Math.max(0, Math.ceil(-Math.log10(quantum)))
  const multiple = (steps: number) => Number((steps * quantum).toFixed(digits))
  const ends = { low: multiple(Math.floor(low / quantum + 1e-6)), high: multiple(Math.ceil(high / quantum - 1e-6)) }
  return { law: ends.low > 0 ? law : 'uniform', ...ends, quantum }
}

function choice(values: readonly number[]): Distribution {
  return { law: 'choice', values: [...new Set(values)].sort((a, b) => a - b) }
}
