import { z } from 'zod'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'

const common = {
  /** Whether the rate is set once per epoch, as in pycls, or changes with every step. */
  per: z.enum(['epoch', 'step']).default('epoch'),
}
const minimumShare = z.number().min(0).lt(1)

interface Schedule<S extends z.ZodType> {
  schema: S
  /** Share of the base rate after `epoch` of `epochs`; both may be fractional. */
  share(settings: z.infer<S>, epoch: number, epochs: number): number
}

function schedule<S extends z.ZodType>(schema: S, share: Schedule<S>['share']): Schedule<S> {
  return { schema, share }
}

/** Learning rate schedules by stable id, as in pycls (`minimumShare` is its MIN_LR). */
export const schedules = {
  cosine: schedule(
    z.strictObject({ kind: z.literal('cosine'), ...common, minimumShare: minimumShare.default(0) }),
    (s, epoch, epochs) => (1 - s.minimumShare) * 0.5 * (1 + Math.cos((Math.PI * epoch) / epochs)) + s.minimumShare,
  ),
  linear: schedule(
    z.strictObject({ kind: z.literal('linear'), ...common, minimumShare: minimumShare.default(0) }),
    (s, epoch, epochs) => (1 - s.minimumShare) * (1 - epoch / epochs) + s.minimumShare,
  ),
  exponential: schedule(
    z.strictObject({ kind: z.literal('exponential'), ...common, minimumShare: minimumShare.gt(0).default(0.001) }),
    (s, epoch, epochs) => s.minimumShare ** (epoch / epochs),
  ),
  step: schedule(
    z.strictObject({
      kind: z.literal('step'),
      ...common,
      /** Epochs at which gamma is applied once more, ascending. */
      milestones: z
        .array(z.number().positive())
        .refine(
          (m) => m.every((epoch, i) => i === 0 || epoch > m[i - 1]!),
          issueMessage(sentence('milestonesUnordered')),
        ),
      gamma: z.number().gt(0).lt(1).default(0.1),
    }),
    (s, epoch) => s.gamma ** s.milestones.filter((milestone) => epoch >= milestone).length,
  ),
} as const

/** A schedule as data, discriminated by kind. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  schedules.cosine.schema,
  schedules.linear.schema,
  schedules.exponential.schema,
  schedules.step.schema,
])

/** The recipe settings that determine the learning rate. */
export interface RateSettings {
  epochs: number
  baseLearningRate: number
  schedule: z.infer<typeof scheduleSchema>
  warmupEpochs: number
  warmupFactor: number
}

/**
 * The learning rate in epoch `epoch` (from 0) after the share `stepShare` (0 <= stepShare < 1) of its steps. Warm-up
 * multiplies the schedule by a factor that rises linearly from warmupFactor to 1, as in pycls.
 */
export function learningRate(settings: RateSettings, epoch: number, stepShare: number): number {
  const { epochs, baseLearningRate, warmupEpochs, warmupFactor } = settings
  const now = settings.schedule.per === 'step' ? epoch + stepShare : epoch
  // The table pairs each share with its own schema; TypeScript cannot follow the union of pairs.
  const { share } = schedules[settings.schedule.kind] as Pick<Schedule<typeof scheduleSchema>, 'share'>
  const rate = share(settings.schedule, now, epochs) * baseLearningRate
  if (now >= warmupEpochs) return rate
  const done = now / warmupEpochs
  return rate * (warmupFactor * (1 - done) + done)
}
