import { blocks } from '#shared/networks/blocks/blocks.ts'
import { innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import { compatibleSizesForRatio } from '#shared/networks/compatibility.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { regNetWidths } from '#shared/networks/regNet.ts'
import { roundHalfEven } from '#shared/random/rounding.ts'
import { stream, type Stream } from '#shared/random/stream.ts'
import type { Candidate, SamplingModel } from './candidate.ts'
import type { DrawnStages } from './draw.ts'
import { compileChain, type CompiledStageChain } from './stageChain.ts'
import { kindOf } from '../constraints/constraints.ts'
import type { DesignSpace, Regime } from '../designSpace.ts'
import { conditionedModel, freeModel } from './samplingModel.ts'
import { flopsCounter, type StageColumns } from '../stageFlops.ts'
import { toNetwork } from '../toNetwork.ts'

export interface AcceptedCandidate extends Candidate {
  /** Index of the candidate under its seed: its draws are a function of (seed, index) alone. */
  index: number
}

/** A space prepared for sampling under a regime. */
export interface CandidateSource {
  /**
   * Probability that an unconditioned draw satisfies the constraints that are drawn exactly: plain rejection would
   * accept this times the acceptance rate. 0: no draw can.
   */
  conditioning: number
  /** The candidate at `index` if it satisfies everything except the FLOPs window; undefined otherwise. */
  anyFlops(seed: number, index: number): AcceptedCandidate | undefined
  /** The candidate at `index` if it satisfies everything; undefined otherwise. */
  at(seed: number, index: number): AcceptedCandidate | undefined
}

/**
 * The candidates of `space` under `regime`. `exact: false` draws every constraint by plain rejection: the same
 * distribution, slower, for comparison.
 */
export function candidateSource(space: DesignSpace, regime: Regime, { exact = true } = {}): CandidateSource {
  const laws = exact ? conditionedModel(space).laws : freeModel(space)
  const drawer = laws.kind === 'anyNet' ? anyNetDrawer(laws) : regNetDrawer(laws, space.strides.length)
  const countFlops = flopsCounter(space, regime)
  const rules = space.constraints.map((constraint) => ({ rule: kindOf(constraint), constraint }))
  const stages = space.strides.length
  const columns = emptyColumns(stages)
  const { low, high } = regime.flops ?? { low: 0, high: Infinity }

  const complete = (index: number): AcceptedCandidate | undefined => {
    const drawn = drawer.stages()
    const network = toNetwork(space, drawn, regime)
    const complexity = networkComplexity(network, regime.convention)
    const candidate = { drawn, network, complexity, index, ...drawer.regNet() }
    return rules.every(({ rule, constraint }) => rule.check(candidate, constraint)) ? candidate : undefined
  }
  return {
    conditioning: drawer.mass,
    anyFlops(seed, index) {
      return drawer.draw(stream(seed, 'sample', index)) ? complete(index) : undefined
    },
    at(seed, index) {
      if (!drawer.draw(stream(seed, 'sample', index))) return undefined
      if (countFlops && regime.flops) {
        fillColumns(columns, drawer.columns, space)
        const flops = countFlops(columns)
        if (flops < low || flops > high) return undefined
      }
      const candidate = complete(index)
      return candidate && candidate.complexity.flops >= low && candidate.complexity.flops <= high
        ? candidate
        : undefined
    },
  }
}

interface DrawnColumns {
  depth: Float64Array
  width: Float64Array
  bottleneckRatio: Float64Array
  groupWidth: Float64Array
}
/** Draws candidates one after another into `columns`. */
interface Drawer {
  mass: number
  columns: DrawnColumns
  /** False if the draw yields no network of the space. */
  draw(random: Stream): boolean
  stages(): DrawnStages
  regNet(): Pick<Candidate, 'regNet'>
}

function anyNetDrawer({ chains }: Extract<SamplingModel, { kind: 'anyNet' }>): Drawer {
  const columns = emptyDrawn(chains.depth.stages.length)
  const entries = (['depth', 'width', 'bottleneckRatio', 'groupWidth'] as const).map(
    (name): [CompiledStageChain, Float64Array] => [compileChain(chains[name]), columns[name]],
  )
  const mass = entries.reduce((product, [chain]) => product * chain.mass, 1)
  return {
    mass,
    columns,
    draw(random) {
      for (const [chain, column] of entries) chain.draw(random, column)
      return true
    },
    stages: () => drawnStages(columns),
    regNet: () => ({}),
  }
}

function regNetDrawer({ chains }: Extract<SamplingModel, { kind: 'regNet' }>, stages: number): Drawer {
  const columns = emptyDrawn(stages)
  const compiled = {
    depth: compileChain(chains.depth),
    line: compileChain(chains.line),
    widthMultiplier: compileChain(chains.widthMultiplier),
    bottleneckRatio: compileChain(chains.bottleneckRatio),
    groupWidth: compileChain(chains.groupWidth),
  }
  const pair = new Float64Array(2)
  const one = (chain: CompiledStageChain, random: Stream) => {
    chain.draw(random, pair)
    return pair[0]!
  }
  let parameters = { depth: 0, initialWidth: 0, widthSlope: 0, widthMultiplier: 0, bottleneckRatio: 0, groupWidth: 0 }
  return {
    mass: Object.values(compiled).reduce((product, chain) => product * chain.mass, 1),
    columns,
    draw(random) {
      const depth = one(compiled.depth, random)
      compiled.line.draw(random, pair)
      const initialWidth = pair[0]!
      const widthSlope = pair[1]!
      const widthMultiplier = one(compiled.widthMultiplier, random)
      // The last block has the largest exponent: most draws end here, after one logarithm.
      const last = (depth - 1) * widthSlope + initialWidth
      if (roundHalfEven(Math.log(last / initialWidth) / Math.log(widthMultiplier)) !== stages - 1) return false
      const widths = regNetWidths({ depth, initialWidth, widthSlope, widthMultiplier })
      if (widths.stages.length !== stages) return false
      const bottleneckRatio = one(compiled.bottleneckRatio, random)
      const groupWidth = one(compiled.groupWidth, random)
      for (let i = 0; i < stages; i++) {
        columns.depth[i] = widths.stages[i]!.depth
        columns.width[i] = widths.stages[i]!.width
      }
      columns.bottleneckRatio.fill(bottleneckRatio)
      columns.groupWidth.fill(groupWidth)
      parameters = { depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth }
      return true
    },
    stages: () => drawnStages(columns),
    regNet: () => ({ regNet: parameters }),
  }
}

function drawnStages(columns: DrawnColumns): DrawnStages {
  return {
    depths: [...columns.depth],
    widths: [...columns.width],
    bottleneckRatios: [...columns.bottleneckRatio],
    groupWidths: [...columns.groupWidth],
  }
}

/** The sizes that toNetwork computes, as columns. */
function fillColumns(out: StageColumns, drawn: DrawnColumns, space: DesignSpace): void {
  const { groups } = blocks[space.block]
  for (let i = 0; i < out.depth.length; i++) {
    const ratio = drawn.bottleneckRatio[i]!
    const sizes = compatibleSizesForRatio(drawn.width[i]!, ratio, groups ? drawn.groupWidth[i]! : 1)
    out.depth[i] = drawn.depth[i]!
    out.width[i] = sizes.width
    out.inner[i] = innerWidth(sizes.width, ratio)
    out.groupWidth[i] = sizes.groupWidth
  }
}

function emptyDrawn(stages: number): DrawnColumns {
  const column = () => new Float64Array(stages)
  return { depth: column(), width: column(), bottleneckRatio: column(), groupWidth: column() }
}

function emptyColumns(stages: number): StageColumns {
  const column = () => new Float64Array(stages)
  return { depth: column(), width: column(), inner: column(), groupWidth: column() }
}
