import { z } from 'zod'
import { requireBuildableRatio } from '#shared/networks/compatibility.ts'
import { activationIds, blockIds, kernelSchema, stemIds } from '#shared/networks/network.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { limits } from '#shared/schema/limits.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { nameSchema } from '#shared/schema/plainName.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { constraintSchema, kindOf, type Constraint } from './constraints/constraints.ts'
import { distributionSchema } from './distributionSchema.ts'
import { spaceIdPattern } from './spaceId.ts'

/** Possible numbers of stages; all networks of a space have the same number. The paper uses 4, EfficientNet 7. */
export const stageCounts = [1, 2, 3, 4, 5, 6, 7] as const

const perStage = z.union([distributionSchema, z.array(distributionSchema)])

/** Sizes drawn independently per stage; a list gives one distribution per stage. Paper, section 3.2. */
const anyNetParametersSchema = z.strictObject({
  kind: z.literal('anyNet'),
  depth: perStage,
  width: perStage,
  /**
   * The paper's b: width over inner width. Like groupWidth, ignored by blocks without it and required by the others.
   */
  bottleneckRatio: perStage.optional(),
  groupWidth: perStage.optional(),
})

/** Draws the six RegNet parameters and discards draws without exactly one stage per stride. Paper, section 3.3. */
const regNetParametersSchema = z.strictObject({
  kind: z.literal('regNet'),
  /** Total number of blocks. */
  depth: distributionSchema,
  initialWidth: distributionSchema,
  widthSlope: distributionSchema,
  widthMultiplier: distributionSchema,
  bottleneckRatio: distributionSchema.optional(),
  groupWidth: distributionSchema.optional(),
})

/** A design space as data: what all networks share, what is drawn, and which constraints must hold. */
export const designSpaceSchema = z
  .strictObject({
    id: z
      .string()
      .normalize('NFC')
      .max(limits.name)
      .refine((id) => spaceIdPattern.test(id), issueMessage(sentence('idLetters'))),
    name: nameSchema,
    stem: z.enum(stemIds).default('imagenet'),
    stemWidth: z.int().min(1).default(32),
    block: z.enum(blockIds).default('x'),
    /** Squeeze-and-excitation width over the block's input width, for blocks that have it. */
    seRatio: z.number().min(0).max(1).default(0),
    activation: z.enum(activationIds).default('relu'),
    headWidth: z.int().min(0).default(0),
    bnEpsilon: z.number().positive().default(1e-5),
    /** Stride of the first block of each stage. */
    strides: z.array(z.int().min(1).max(4)).min(stageCounts[0]).max(stageCounts.at(-1)!).default([2, 2, 2, 2]),
    /** Side of the depthwise kernel of each stage, for blocks that have one; absent: 3. */
    kernels: z.array(kernelSchema).optional(),
    parameters: z.discriminatedUnion('kind', [anyNetParametersSchema, regNetParametersSchema]),
    constraints: z.array(constraintSchema).default([]),
  })
  .superRefine((space, context) => {
    for (const { path, said } of problems(space)) context.addIssue({ code: 'custom', path, ...issueMessage(said) })
  })
export type DesignSpace = z.infer<typeof designSpaceSchema>
/** A design space as a user may write it, with defaults omitted. */
export type DesignSpaceInput = z.input<typeof designSpaceSchema>

/** The conditions under which a space is sampled: image size, classes, FLOPs window. */
export const regimeSchema = z.strictObject({
  imageSize: z.int().min(1),
  classes: z.int().min(2),
  /** Multiply-adds of one forward pass, both ends included; absent: any. */
  flops: z
    .strictObject({ low: z.number().min(0), high: z.number().positive() })
    .refine(({ low, high }) => low <= high, issueMessage(sentence('endsSwapped')))
    .optional(),
  convention: z.enum(['paper', 'pycls']).default('paper'),
})
export type Regime = z.infer<typeof regimeSchema>

interface Problem {
  path: (string | number)[]
  said: Sentence
}
type SizeName = Exclude<
  keyof z.infer<typeof anyNetParametersSchema> | keyof z.infer<typeof regNetParametersSchema>,
  'kind'
>
interface ValueRule {
  holds: (value: number) => boolean
  otherwise: 'noWholeFromOne' | 'noRatio' | 'noMultipleOf8' | 'negative' | 'notAboveOne'
}
const wholeFromOne: ValueRule = { holds: (v) => Number.isInteger(v) && v >= 1, otherwise: 'noWholeFromOne' }
/** Requirements on the values of each parameter. */
const valueRules: Record<SizeName, ValueRule> = {
  depth: wholeFromOne,
  width: wholeFromOne,
  groupWidth: wholeFromOne,
  bottleneckRatio: { holds: isBuildableRatio, otherwise: 'noRatio' },
  initialWidth: { holds: (v) => v > 0 && v % 8 === 0, otherwise: 'noMultipleOf8' },
  widthSlope: { holds: (v) => v >= 0, otherwise: 'negative' },
  widthMultiplier: { holds: (v) => v > 1, otherwise: 'notAboveOne' },
}

/** Problems beyond the schema: list lengths that depend on the strides, unbuildable values, misplaced constraints. */
function problems(
  space: Pick<DesignSpace, 'block' | 'seRatio' | 'strides' | 'kernels' | 'parameters' | 'constraints'>,
): Problem[] {
  const found: Problem[] = []
  const find = (path: Problem['path'], said: Sentence) => found.push({ path, said })
  const { kind, ...sizes } = space.parameters
  const block = blocks[space.block]
  const { length: stages } = space.strides
  for (const [name, entry] of Object.entries(sizes) as [SizeName, Distribution | Distribution[] | undefined][]) {
    const list = Array.isArray(entry) ? entry : entry ? [entry] : []
    const path = ['parameters', name]
    if (Array.isArray(entry) && list.length !== stages)
      find(path, sentence('notOnePerStage', { count: list.length, stages }))
    const { holds, otherwise } = valueRules[name]
    const value = list.flatMap((d) => distributionPmf(d).values).find((drawn) => !holds(drawn))
    if (value !== undefined) find(path, sentence(otherwise, { value }))
  }
  const needed = { bottleneckRatio: block.bottleneck, groupWidth: block.groups }
  for (const name of ['bottleneckRatio', 'groupWidth'] as const)
    if (needed[name] && sizes[name] === undefined)
      find(['parameters', name], sentence('requiredByBlock', { block: space.block }))
  const { kernels } = space
  if (kernels && !block.depthwise) find(['kernels'], sentence('kernelUseless', { block: space.block }))
  else if (kernels && kernels.length !== stages)
    find(['kernels'], sentence('sizesUnlike', { count: kernels.length, key: 'strides', stages }))
  if (space.seRatio > 0 && !block.squeezeExcitation)
    find(['seRatio'], sentence('excitationUseless', { value: space.seRatio, block: space.block }))
  if (space.block === 'y' && space.seRatio === 0) find(['seRatio'], sentence('excitationNeeded'))
  const seen = new Set<Constraint['id']>()
  for (const [i, constraint] of space.constraints.entries()) {
    const { id } = constraint
    if (seen.has(id)) find(['constraints', i], sentence('constraintTwice', { id }))
    seen.add(id)
    const { only } = kindOf(constraint)
    if (only && only !== kind) find(['constraints', i], sentence('constraintElsewhere', { id, kind: only }))
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
