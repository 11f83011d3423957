import { z } from 'zod'
import type { Stream } from '#shared/random/stream.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'

const interval = { low: z.number(), high: z.number() }
const inOrder = ({ low, high }: { low: number; high: number }) => low <= high
const swapped = issueMessage(sentence('endsSwapped'))

/**
 * How a value of a recipe is drawn for each run, as data. uniform, logUniform: over the closed interval [low, high],
 * evenly in the value or in its logarithm; for whole numbers over [low, high + 1), rounded down, so that both ends are
 * as likely as the others. choice: equal weight on a list. Unlike a design space's parameters, recipes have no quantum.
 */
export const recipeLawSchema = z.discriminatedUnion('law', [
  z.strictObject({ law: z.literal('uniform'), ...interval }).refine(inOrder, swapped),
  z.strictObject({ law: z.literal('logUniform'), ...interval, low: z.number().positive() }).refine(inOrder, swapped),
  z.strictObject({
    law: z.literal('choice'),
    values: z
      .array(z.number())
      .min(1)
      .refine((values) => new Set(values).size === values.length, issueMessage(sentence('noDistinctValues'))),
  }),
])
export type RecipeLaw = z.infer<typeof recipeLawSchema>
export type RecipeLawId = RecipeLaw['law']
export const recipeLawIds = ['uniform', 'logUniform', 'choice'] as const satisfies RecipeLawId[]

/** Drawn values keep this many significant digits, so that texts and files show them exactly. */
const digits = 6

/** A value drawn by a law; `isWhole`: a whole number, as the ends of its law must be. */
export function drawByLaw(law: RecipeLaw, isWhole: boolean, random: Stream): number {
  if (law.law === 'choice') return law.values[random.below(law.values.length)]!
  const [low, high] = [law.low, isWhole ? law.high + 1 : law.high]
  const share = random.uniform()
  const value = law.law === 'uniform' ? low + share * (high - low) : low * (high / low) ** share
  const rounded = isWhole ? Math.floor(value) : Number(value.toPrecision(digits))
  return Math.min(law.high, Math.max(law.low, rounded))
}

/** The values that bound everything a law can draw: both ends, or the whole list. */
export const extremesOf = (law: RecipeLaw): readonly number[] =>
  law.law === 'choice' ? law.values : [law.low, law.high]

/** Whether a law can draw the value. */
export const canDraw = (law: RecipeLaw, value: number): boolean =>
  law.law === 'choice' ? law.values.includes(value) : value >= law.low && value <= law.high
