import { z } from 'zod'
import { distributionPmf } from '#shared/random/distributions.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { averageMove, updateAverage } from '#shared/training/ema.ts'
import { learningRate, type RateSettings } from '#shared/training/schedule.ts'
import { absolutely, pairsOf, type Case } from './comparison.ts'

const numbers = z.array(z.number())
/** pycls's names of the laws. */
const lawNames = {
  uniform: 'uniform',
  log_uniform: 'logUniform',
  power2_uniform: 'powerOf2',
  power2_or_log_uniform: 'powerOf2OrLog',
  normal: 'normal',
  log_normal: 'logNormal',
} as const
const referenceSchema = z.object({
  sampler_pmfs: z.array(
    z.object({
      rand_type: z.enum(Object.keys(lawNames) as (keyof typeof lawNames)[]),
      low: z.number(),
      high: z.number(),
      quantize: z.number(),
      values: numbers,
      probs: numbers,
    }),
  ),
  lr_schedules: z.array(
    z.object({
      config: z.object({
        lr_policy: z.string(),
        base_lr: z.number(),
        max_epoch: z.number(),
        min_lr: z.number(),
        warmup_epochs: z.number(),
        warmup_factor: z.number(),
        steps: numbers,
        lr_mult: z.number(),
      }),
      lr_per_epoch: numbers,
    }),
  ),
  ema: z.array(
    z.object({
      ema_alpha: z.number(),
      batch_size: z.number(),
      max_epoch: z.number(),
      update_period: z.number(),
      warmup_epochs: z.number(),
      iters_per_epoch: z.number(),
      epochs: z.number(),
      initial: z.number(),
      weights_after_each_iter: numbers,
      ema_after_each_iter: numbers,
    }),
  ),
})
type Reference = z.infer<typeof referenceSchema>

/** Closed forms in double precision: only the last bits of logarithms and cosines may differ. */
const closedForm = 1e-13

/**
 * Checks every sampler, learning rate and weight average of training_misc.json. Throws RangeError if the file has
 * another form.
 */
export function verifyTrainingMisc(reference: unknown): Case[] {
  const { sampler_pmfs, lr_schedules, ema } = parseStrictly(referenceSchema, reference, 'training_misc.json')
  return [...sampler_pmfs.map(verifySampler), ...lr_schedules.map(verifySchedule), ...ema.map(verifyEma)]
}

function verifySampler(pmf: Reference['sampler_pmfs'][number]): Case {
  const law = lawNames[pmf.rand_type]
  const { values, probabilities } = distributionPmf({
    law,
    low: pmf.low,
    high: pmf.high,
    quantum: pmf.quantize,
  })
  return compare(`sampler ${pmf.rand_type} ${pmf.low}..${pmf.high} by ${pmf.quantize}`, [
    [values, pmf.values],
    [probabilities, pmf.probs],
  ])
}

function verifySchedule({ config, lr_per_epoch }: Reference['lr_schedules'][number], index: number): Case {
  const settings: RateSettings = {
    epochs: config.max_epoch,
    baseLearningRate: config.base_lr,
    schedule: scheduleOf(config),
    warmupEpochs: config.warmup_epochs,
    warmupFactor: config.warmup_factor,
  }
  const rates = lr_per_epoch.map((_, epoch) => learningRate(settings, epoch, 0.5))
  return compare(`learning rate ${config.lr_policy} ${index}`, [[rates, lr_per_epoch]])
}

function scheduleOf(config: Reference['lr_schedules'][number]['config']): RateSettings['schedule'] {
  const per = 'epoch'
  const minimumShare = config.min_lr
  switch (config.lr_policy) {
    case 'cos':
      return { kind: 'cosine', per, minimumShare }
    case 'lin':
      return { kind: 'linear', per, minimumShare }
    case 'exp':
      return { kind: 'exponential', per, minimumShare }
    case 'steps':
      // pycls also lists the start of the first step.
      return { kind: 'step', per, milestones: config.steps.filter((epoch) => epoch > 0), gamma: config.lr_mult }
    default:
      throw new RangeError(`unknown lr_policy: ${config.lr_policy} (cos, lin, exp or steps)`)
  }
}

function verifyEma(trace: Reference['ema'][number], index: number): Case {
  const settings = {
    ema: { alpha: trace.ema_alpha, periodSteps: trace.update_period },
    batchSize: trace.batch_size,
    epochs: trace.max_epoch,
    warmupEpochs: trace.warmup_epochs,
  }
  const average = Float64Array.of(trace.initial)
  const found = trace.weights_after_each_iter.map((weight, i) => {
    const epoch = Math.floor(i / trace.iters_per_epoch)
    const move = averageMove(settings, epoch, i % trace.iters_per_epoch, 'float64')
    updateAverage(average, Float64Array.of(weight), move, 'float64')
    return average[0]!
  })
  return compare(`moving average ${index}`, [[found, trace.ema_after_each_iter]])
}

/** A case on pairs of lists, ours and the reference's; infinite if their lengths differ. */
function compare(name: string, lists: readonly (readonly [readonly number[], readonly number[]])[]): Case {
  const pairs = lists.flatMap(([ours, reference]) => pairsOf(ours, reference) ?? [[Infinity, 0] as const])
  return absolutely(name, closedForm, pairs)
}
