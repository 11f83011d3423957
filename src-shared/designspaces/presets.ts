import type { Distribution } from '#shared/random/distributions.ts'
import type { Constraint } from './constraints/constraints.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { designSpaceSchema, type DesignSpace, type DesignSpaceInput } from './designSpace.ts'
import { narrowDistribution } from './narrowDistribution.ts'
import { parseDesignSpace } from './parse.ts'

const ratio: Distribution = { law: 'powerOf2', low: 1, high: 4 }
const groupWidth: Distribution = { law: 'powerOf2', low: 1, high: 32 }

/** d_i <= 16 and w_i <= 1024, a multiple of 8, log-uniform; b_i in {1, 2, 4}; g_i in {1, ..., 32}. Paper, section 3.2. */
const anyNet: DesignSpaceInput['parameters'] = {
  kind: 'anyNet',
  depth: { law: 'logUniform', low: 1, high: 16, quantum: 1 },
  width: { law: 'logUniform', low: 8, high: 1024, quantum: 8 },
  bottleneckRatio: ratio,
  groupWidth,
}

/**
 * d < 64, w_0, w_a < 256, 1.5 <= w_m <= 3, b and g as in AnyNetX. Paper, section 3.3, which does not specify the
 * distributions: here d is uniform; w_0, w_a and w_m are log-uniform with pycls's quanta, w_a from 1.
 */
const regNet: DesignSpaceInput['parameters'] = {
  kind: 'regNet',
  depth: { law: 'uniform', low: 1, high: 63, quantum: 1 },
  initialWidth: { law: 'logUniform', low: 8, high: 248, quantum: 8 },
  widthSlope: { law: 'logUniform', low: 1, high: 255.9, quantum: 0.1 },
  widthMultiplier: { law: 'logUniform', low: 1.5, high: 3, quantum: 0.001 },
  bottleneckRatio: ratio,
  groupWidth,
}

const shared: Constraint[] = [{ id: 'sharedBottleneckRatio' }, { id: 'sharedGroupWidth' }]
const wider: Constraint = { id: 'widthOrder', order: 'nonDecreasing' }
const deeper: Constraint = { id: 'depthOrder', order: 'nonDecreasing' }

function preset(id: string, rest: Omit<DesignSpaceInput, 'id' | 'name'>): DesignSpace {
  return designSpaceSchema.parse({ id, name: id, ...rest })
}

/** The paper's design spaces by stable id, at their ImageNet sizes. */
export const presets = {
  AnyNetX_A: preset('AnyNetX_A', { parameters: anyNet }),
  AnyNetX_B: preset('AnyNetX_B', { parameters: anyNet, constraints: shared.slice(0, 1) }),
  AnyNetX_C: preset('AnyNetX_C', { parameters: anyNet, constraints: shared }),
  AnyNetX_D: preset('AnyNetX_D', { parameters: anyNet, constraints: [...shared, wider] }),
  AnyNetX_E: preset('AnyNetX_E', { parameters: anyNet, constraints: [...shared, wider, deeper] }),
  RegNetX: preset('RegNetX', { parameters: regNet }),
  RegNetY: preset('RegNetY', { parameters: regNet, block: 'y', seRatio: 0.25 }),
}
export type PresetId = keyof typeof presets
/** Ids of all presets. */
export const presetIds = Object.keys(presets) as PresetId[]

/** Adapts a space to smaller images and budgets. Limits cut the space's ranges and leave smaller values unchanged. */
export interface SpaceScale {
  stem?: DesignSpace['stem']
  stemWidth?: number
  strides?: number[]
  /** Largest stage width; also limits w_0 and w_a. */
  maxWidth?: number
  /** Largest depth of a stage; for a RegNet, multiplied by the number of stages, the largest total depth. */
  maxDepth?: number
}

/** Scales by stable id. The first stage keeps the stem's resolution. */
export const scales = {
  /** Images of about 16 pixels at 0.3 to 0.5 MF. */
  tiny16: { stem: 'cifar', stemWidth: 8, strides: [1, 2, 2, 2], maxWidth: 128, maxDepth: 8 },
  /**
   * Images of about 32 pixels at 0.3 to 0.5 MF; the stem halves them, since a stem at 32 pixels alone takes half the
   * budget.
   */
  tiny32: { stem: 'imagenet', stemWidth: 8, strides: [1, 2, 2, 2], maxWidth: 128, maxDepth: 8 },
  /** Images of about 32 pixels at tens of MF and more, with pycls's CIFAR stem. */
  cifar32: { stem: 'cifar', stemWidth: 16, strides: [1, 2, 2, 2], maxWidth: 512, maxDepth: 16 },
} satisfies Record<string, SpaceScale>
export type ScaleId = keyof typeof scales

/** The preset with this id. Throws ValueError suggesting the nearest. */
export function presetNamed(id: string): DesignSpace {
  const found = presetIds.find((known) => known === id)
  if (!found) throw new ValueError(sentence('spaceUnknown', { id, hint: suggestion(id, presetIds) }))
  return presets[found]
}

/**
 * `space` at another scale, with the same id and name. Every range keeps its law and lower end. RegNets get a
 * widthRange, since none of their parameters bounds the width. Throws ValueError if a limit lies below a range or the
 * strides do not match the stages.
 */
export function scaleSpace(space: DesignSpace, scale: SpaceScale): DesignSpace {
  const { maxWidth = Infinity, maxDepth = Infinity } = scale
  const strides = scale.strides ?? space.strides
  const { parameters } = space
  const limits: Record<string, number> = {
    depth: parameters.kind === 'regNet' ? maxDepth * strides.length : maxDepth,
    width: maxWidth,
    initialWidth: maxWidth,
    widthSlope: maxWidth,
    groupWidth: maxWidth,
  }
  const cut = (Object.entries(parameters) as [string, string | Distribution | Distribution[] | undefined][]).map(
    ([name, entry]) => {
      const limit = limits[name] ?? Infinity
      if (typeof entry === 'string' || entry === undefined) return [name, entry]
      return [name, Array.isArray(entry) ? entry.map((d) => cutAt(d, limit, name)) : cutAt(entry, limit, name)]
    },
  )
  const bounded: Constraint[] =
    parameters.kind === 'regNet' && Number.isFinite(maxWidth) ? [{ id: 'widthRange', max: maxWidth }] : []
  return parseDesignSpace({
    ...space,
    stem: scale.stem ?? space.stem,
    stemWidth: scale.stemWidth ?? space.stemWidth,
    strides,
    parameters: Object.fromEntries(cut) as DesignSpace['parameters'],
    constraints: [...space.constraints.filter((c) => bounded.length === 0 || c.id !== 'widthRange'), ...bounded],
  })
}

function cutAt(distribution: Distribution, limit: number, name: string): Distribution {
  const cut = narrowDistribution(distribution, { high: limit })
  if (!cut) throw new ValueError(sentence('limitBelowAll', { name, limit }))
  return cut
}
