import { z } from 'zod'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { ratioOfMultiplier } from '#shared/networks/compatibility.ts'
import { neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import { fromName } from './networkName.ts'
import { fromRegNet, type ReadNetwork } from './regNetForm.ts'
import { activationName, only, regNetValues } from './values.ts'

const { shape } = neutralNetworkSchema
const side = shape.im_size
/** Channels, height and width of the image, which must be square with three channels. */
const inputSize = z.tuple([only(3), side, side]).transform(([, , width]) => width)

/** timm's RegNetCfg and those of its other arguments that affect the network. */
const configurationSchema = z.strictObject({
  depth: regNetValues.depth,
  w0: regNetValues.initialWidth,
  wa: regNetValues.widthSlope,
  wm: regNetValues.widthMultiplier,
  group_size: regNetValues.groupWidth,
  /** Inner width over width, as in pycls. */
  bottle_ratio: regNetValues.bottleneckMultiplier.default(1),
  se_ratio: shape.se_r.default(0),
  stem_width: shape.stem_w.default(32),
  /** Width of a 1x1 convolution before pooling. */
  num_features: shape.head_w.default(0),
  act_layer: activationName.default('relu'),
  num_classes: shape.num_classes.default(1000),
  input_size: inputSize.default(224),
  // Options that this program does not build must have their RegNetX/RegNetY value.
  ...{ downsample: only('conv1x1').optional(), norm_layer: only('batchnorm').optional() },
  ...{ linear_out: only(false).optional(), preact: only(false).optional(), group_min_ratio: only(0).optional() },
  in_chans: only(3).optional(),
})
/** The config.json next to timm's weights on the Hugging Face hub. */
const hubSchema = z.looseObject({
  architecture: z.string(),
  num_classes: shape.num_classes.optional(),
  pretrained_cfg: z
    .looseObject({ input_size: inputSize.optional(), num_classes: shape.num_classes.optional() })
    .optional(),
})

/** The keys that identify a timm configuration. */
export const timmKeys = ['architecture', 'group_size', 'bottle_ratio', 'se_ratio', 'stem_width']

/** The network of a timm configuration: the keys of RegNetCfg, or the config.json of its weights. Throws ValueError. */
export function readTimm(form: object, what: Sentence | string): ReadNetwork {
  if ('architecture' in form) {
    const { architecture, num_classes, pretrained_cfg } = parseStrictly(hubSchema, form, what)
    const { network, regNet } = fromName(architecture)
    const classes = num_classes ?? pretrained_cfg?.num_classes ?? network.classes
    return {
      network: { ...network, classes, imageSize: pretrained_cfg?.input_size ?? network.imageSize },
      ...(regNet && { regNet }),
    }
  }
  const given = parseStrictly(configurationSchema, form, what)
  const { depth, w0: initialWidth, wa: widthSlope, wm: widthMultiplier, group_size: groupWidth } = given
  const bottleneckRatio = ratioOfMultiplier(given.bottle_ratio)
  const frame = {
    ...{ stem_type: 'simple_stem_in', stem_w: given.stem_width, block_type: 'res_bottleneck_block' },
    ...{ head_w: given.num_features, se_r: given.se_ratio, num_classes: given.num_classes, im_size: given.input_size },
    activation: given.act_layer,
  } as const
  const parameters = { depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth }
  return fromRegNet(parameters, frame, 2, what)
}
