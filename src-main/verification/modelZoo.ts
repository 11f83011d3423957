import { z } from 'zod'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { fromNeutralForm, neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import { findPublished } from '#shared/networks/published/publishedNetworks.ts'
import {
  referenceComplexitySchema,
  referenceRegNetSchema,
  verifyNetworkComplexity,
  verifyRegNetStages,
} from './complexity.ts'
import { relatively, type Case } from './comparison.ts'

const timedSchema = z.object({
  id: z.string(),
  complexity: referenceComplexitySchema,
  timing_s: z.object({ test_fw_time: z.number(), train_fw_bw_time: z.number() }),
  train_batch_size: z.number(),
  test_batch_size: z.number(),
  num_gpus: z.number(),
  derived: z.object({ infer_ms_64im_1gpu: z.number(), train_hr_100ep_8gpu: z.number() }),
})
const modelZooSchema = z.object({
  models: z
    .array(
      timedSchema.extend({
        regnet: referenceRegNetSchema,
        anynet: neutralNetworkSchema,
      }),
    )
    .min(1),
  other_models: z.array(timedSchema),
})

const imageNetTrainingImages = 1_281_167
/** Doubles on both sides, a handful of operations. */
const closedForm = 1e-12

/**
 * Checks every model of model_zoo.json: stages from RegNet parameters and complexity exactly, also of the published
 * ResNets, ResNeXts and EfficientNets, and times derived from measured ones. Throws RangeError if the file has another form.
 */
export function verifyModelZoo(reference: unknown): Case[] {
  const { models, other_models } = parseStrictly(modelZooSchema, reference, 'model_zoo.json')
  return [
    ...models.flatMap((model) => [
      verifyRegNetStages(model.id, model.regnet, model.anynet),
      verifyNetworkComplexity(model.id, fromNeutralForm(model.anynet), model.complexity),
      verifyTimes(model),
    ]),
    ...other_models.flatMap((model) => {
      const published = findPublished(model.id)
      const known = published ? [verifyNetworkComplexity(model.id, published.network, model.complexity)] : []
      return [...known, verifyTimes(model)]
    }),
  ]
}

/** Milliseconds for 64 images on one GPU, and hours for 100 epochs of ImageNet on the timed GPUs. */
function verifyTimes(model: z.infer<typeof timedSchema>): Case {
  const { timing_s, derived } = model
  const inferenceMs = ((timing_s.test_fw_time * 64) / (model.test_batch_size / model.num_gpus)) * 1000
  const trainingHours = (((timing_s.train_fw_bw_time * imageNetTrainingImages) / model.train_batch_size) * 100) / 3600
  return relatively(`${model.id} derived times`, closedForm, [
    [inferenceMs, derived.infer_ms_64im_1gpu],
    [trainingHours, derived.train_hr_100ep_8gpu],
  ])
}
