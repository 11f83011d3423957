import { z } from 'zod'
import { requireBuildableRatio } from '#shared/networks/compatibility.ts'
import { activationIds, blockIds, stemIds } from '#shared/networks/network.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { constraintSchema, ruleOf, type Constraint } from './constraints.ts'
import { distributionSchema } from './distributionSchema.ts'

const perStage = z.union([distributionSchema, z.array(distributionSchema)])

/** Sizes drawn for every stage on its own; a list gives one distribution per stage. Paper, section 3.2. */
const anyNetParametersSchema = z.strictObject({
  kind: z.literal('anyNet'),
  depth: perStage,
  width: perStage,
  /** The paper's b: width over inner width. Ignored, like groupWidth, by blocks that have none; needed by others. */
  bottleneckRatio: perStage.optional(),
  groupWidth: perStage.optional(),
})

/** The six RegNet parameters drawn; draws without exactly one stage per stride are discarded. Paper, section 3.3. */
const regNetParametersSchema = z.strictObject({
  kind: z.literal('regNet'),
  /** Number of blocks in all. */
  depth: distributionSchema,
  initialWidth: distributionSchema,
  widthSlope: distributionSchema,
  widthMultiplier: distributionSchema,
  bottleneckRatio: distributionSchema.optional(),
  groupWidth: distributionSchema.optional(),
})

/** A design space as data: what every network has in common, what is drawn, and what must hold. */
export const designSpaceSchema = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'letters, digits, dot, dash and underscore only'),
    name: z.string().min(1),
    stem: z.enum(stemIds).default('imagenet'),
    stemWidth: z.int().min(1).default(32),
    block: z.enum(blockIds).default('x'),
    /** Squeeze-and-excitation width over the width of the block's input, for blocks that have it. */
    seRatio: z.number().min(0).max(1).default(0),
    activation: z.enum(activationIds).default('relu'),
    headWidth: z.int().min(0).default(0),
    bnEpsilon: z.number().positive().default(1e-5),
    /** One per stage, for the stage's first block: 3 to 6 stages. */
    strides: z.array(z.int().min(1).max(4)).min(3).max(6).default([2, 2, 2, 2]),
    parameters: z.discriminatedUnion('kind', [anyNetParametersSchema, regNetParametersSchema]),
    constraints: z.array(constraintSchema).default([]),
  })
  .superRefine((space, context) => {
    for (const { path, message } of problems(space)) context.addIssue({ code: 'custom', path, message })
  })
export type DesignSpace = z.infer<typeof designSpaceSchema>
/** A design space as a user may write it: what has a default may be left out. */
export type DesignSpaceInput = z.input<typeof designSpaceSchema>

/** Under what a space is sampled: size of the images, classes, FLOPs window. */
export const regimeSchema = z.strictObject({
  imageSize: z.int().min(1),
  classes: z.int().min(2),
  /** Multiply-adds of one forward pass, both ends included; absent: any. */
  flops: z
    .strictObject({ low: z.number().min(0), high: z.number().positive() })
    .refine(({ low, high }) => low <= high, { error: 'needs low at most high' })
    .optional(),
  convention: z.enum(['paper', 'pycls']).default('paper'),
})
export type Regime = z.infer<typeof regimeSchema>

interface Problem {
  path: (string | number)[]
  message: string
}
type SizeName = Exclude<
  keyof z.infer<typeof anyNetParametersSchema> | keyof z.infer<typeof regNetParametersSchema>,
  'kind'
>
/** What the values of each parameter must be. */
const valueRules: Record<SizeName, { holds: (value: number) => boolean; what: string }> = {
  depth: { holds: (v) => Number.isInteger(v) && v >= 1, what: 'whole numbers from 1' },
  width: { holds: (v) => Number.isInteger(v) && v >= 1, what: 'whole numbers from 1' },
  groupWidth: { holds: (v) => Number.isInteger(v) && v >= 1, what: 'whole numbers from 1' },
  bottleneckRatio: { holds: isBuildableRatio, what: 'whole numbers or one over a whole number' },
  initialWidth: { holds: (v) => v > 0 && v % 8 === 0, what: 'positive multiples of 8' },
  widthSlope: { holds: (v) => v >= 0, what: 'at least 0' },
  widthMultiplier: { holds: (v) => v > 1, what: 'above 1' },
}

/** What a schema cannot say: lengths that depend on the strides, values that cannot be built, misplaced constraints. */
function problems(space: Pick<DesignSpace, 'block' | 'seRatio' | 'strides' | 'parameters' | 'constraints'>): Problem[] {
  const found: Problem[] = []
  const { kind, ...sizes } = space.parameters
  const block = blocks[space.block]
  for (const [name, entry] of Object.entries(sizes) as [SizeName, Distribution | Distribution[] | undefined][]) {
    const list = Array.isArray(entry) ? entry : entry ? [entry] : []
    if (Array.isArray(entry) && list.length !== space.strides.length)
      found.push({
        path: ['parameters', name],
        message: `${list.length} distributions (one per stage: ${space.strides.length})`,
      })
    const { holds, what } = valueRules[name]
    const wrong = list.flatMap((d) => distributionPmf(d).values).find((value) => !holds(value))
    if (wrong !== undefined)
      found.push({ path: ['parameters', name], message: `has the value ${wrong} (must be ${what})` })
  }
  const needed = { bottleneckRatio: block.bottleneck, groupWidth: block.groups }
  for (const name of ['bottleneckRatio', 'groupWidth'] as const)
    if (needed[name] && sizes[name] === undefined)
      found.push({ path: ['parameters', name], message: `is missing (block ${space.block} needs it)` })
  if (space.seRatio > 0 && !block.squeezeExcitation)
    found.push({
      path: ['seRatio'],
      message: `${space.seRatio} has no effect in block ${space.block} (use 0 or block y)`,
    })
  if (space.block === 'y' && space.seRatio === 0)
    found.push({ path: ['seRatio'], message: 'is 0 (block y needs one above 0; the paper uses 0.25)' })
  const seen = new Set<Constraint['id']>()
  for (const [i, constraint] of space.constraints.entries()) {
    if (seen.has(constraint.id))
      found.push({ path: ['constraints', i], message: `${constraint.id} stands there twice` })
    seen.add(constraint.id)
    const { only } = ruleOf(constraint)
    if (only && only !== kind)
      found.push({ path: ['constraints', i], message: `${constraint.id} applies to ${only} spaces only` })
  }
  return found
}

function isBuildableRatio(value: number): boolean {
  try {
    requireBuildableRatio(value)
    return true
  } catch {
    return false
  }
}
