import { z } from 'zod'
import { limits } from '#shared/schema/limits.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { fromNeutralForm, neutralNetworkSchema, type PlaceOf } from '#shared/networks/neutralForm.ts'
import { publishedSeRatio } from '#shared/networks/published/publishedRegNets.ts'
import type { ReadNetwork } from './regNetForm.ts'
import { activationName, only } from './values.ts'

const { shape } = neutralNetworkSchema
/** transformers' RegNetConfig. The many keys common to all transformers configurations do not affect the network. */
const configurationSchema = z.looseObject({
  model_type: only('regnet').optional(),
  depths: shape.depths,
  hidden_sizes: shape.widths,
  groups_width: z.int().min(1),
  layer_type: z.enum(['x', 'y']).default('y'),
  embedding_size: shape.stem_w.default(32),
  hidden_act: activationName.default('relu'),
  num_channels: only(3).optional(),
  downsample_in_first_stage: only(true).optional(),
  num_labels: shape.num_classes.optional(),
  id2label: z.record(z.string(), z.unknown()).optional(),
  image_size: shape.im_size.default(224),
})

/** The keys that identify a transformers configuration. */
export const transformersKeys = ['hidden_sizes', 'groups_width', 'embedding_size', 'layer_type', 'model_type']

const names: Partial<Record<Parameters<PlaceOf>[0], string>> = { group_ws: 'groups_width', widths: 'hidden_sizes' }
/** Names the list alone: the schema checks single stages, and the group width is shared by all. */
const placeOf: PlaceOf = (list) => [names[list] ?? list]

/** The network of transformers' RegNetConfig, with 1000 classes without num_labels and id2label. Throws ValueError. */
export function readTransformers(form: object, what: Sentence | string): ReadNetwork {
  const given = parseStrictly(configurationSchema, form, what)
  const { depths, hidden_sizes: widths, groups_width, layer_type, id2label } = given
  const network = fromNeutralForm(
    {
      ...{ stem_type: 'simple_stem_in', stem_w: given.embedding_size, block_type: 'res_bottleneck_block' },
      ...{ depths, widths, strides: depths.map(() => 2), bot_muls: null, group_ws: depths.map(() => groups_width) },
      ...{ head_w: 0, se_r: layer_type === 'y' ? publishedSeRatio : 0, im_size: given.image_size },
      num_classes: given.num_labels ?? (id2label ? Math.min(Object.keys(id2label).length, limits.values) : 1000),
      activation: given.hidden_act,
    },
    what,
    placeOf,
  )
  return { network }
}
