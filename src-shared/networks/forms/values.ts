import { z } from 'zod'
import { limits } from '#shared/schema/limits.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { requireBuildableRatio } from '#shared/networks/compatibility.ts'
import { neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import { regNetWidthQuantum } from '#shared/networks/regNet.ts'

/** `schema` restricted to values for which `holds` is true; `otherwise` gives the message for the others. */
function checked<S extends z.ZodType>(
  schema: S,
  holds: (value: z.output<S>) => boolean,
  otherwise: (value: z.output<S>) => Sentence,
): S {
  return schema.superRefine((value, context) => {
    if (!holds(value)) context.addIssue({ code: 'custom', ...issueMessage(otherwise(value)) })
  })
}

function isBuildableRatio(ratio: number): boolean {
  try {
    requireBuildableRatio(ratio)
    return true
  } catch {
    return false
  }
}

/** The parameters of a RegNet, under whatever names a form uses. Bounded so that reading them is fast. */
export const regNetValues = {
  depth: z.int().min(1).max(limits.blocks),
  initialWidth: checked(
    z.int(),
    (value) => value > 0 && value % regNetWidthQuantum === 0,
    (value) => sentence('noMultipleOf8', { value }),
  ),
  widthSlope: z.number().min(0),
  widthMultiplier: z.number().gt(1),
  groupWidth: z.int().min(1),
  /** The paper's b, width over inner width. */
  bottleneckRatio: checked(z.number().positive(), isBuildableRatio, (value) => sentence('noRatio', { value })),
  /** pycls's and timm's b, inner width over width. */
  bottleneckMultiplier: checked(
    z.number().positive(),
    (value) => value <= 1 || Number.isInteger(value),
    (value) => sentence('multiplierNotWhole', { value }),
  ),
}

/** A value that must be `allowed`: options of the libraries that this program does not build are refused by name. */
export function only(allowed: string | number | boolean) {
  return checked(
    z.union([z.string(), z.number(), z.boolean()]),
    (value) => value === allowed,
    (value) =>
      sentence('faultOfValue', {
        value: JSON.stringify(value),
        said: sentence('notEqualTo', { allowed: JSON.stringify(allowed) }),
      }),
  )
}

const { shape } = neutralNetworkSchema
/** A neutral form without its stages; defaults are those of the paper's ImageNet networks. */
export const frameShape = {
  stem_type: shape.stem_type.default('simple_stem_in'),
  stem_w: shape.stem_w.default(32),
  block_type: shape.block_type.default('res_bottleneck_block'),
  head_w: shape.head_w.default(0),
  se_r: shape.se_r.default(0),
  num_classes: shape.num_classes.default(1000),
  im_size: shape.im_size.default(224),
  activation: shape.activation,
  bn_eps: shape.bn_eps,
}

/** An activation function as named by pycls, timm and transformers. */
export const activationName = z.enum(['relu', 'silu', 'swish']).transform((name) => (name === 'relu' ? 'relu' : 'silu'))
