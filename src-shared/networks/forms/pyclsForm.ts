import { z } from 'zod'
import { invalid, parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { ratioOfMultiplier } from '#shared/networks/compatibility.ts'
import { fromNeutralForm, neutralNetworkSchema, type PlaceOf } from '#shared/networks/neutralForm.ts'
import { fromRegNet, type Frame, type ReadNetwork } from './regNetForm.ts'
import { activationName, regNetValues } from './values.ts'

const { shape } = neutralNetworkSchema
const block = {
  STEM_TYPE: shape.stem_type.default('simple_stem_in'),
  STEM_W: shape.stem_w.default(32),
  BLOCK_TYPE: shape.block_type.default('res_bottleneck_block'),
  HEAD_W: shape.head_w.default(0),
  SE_ON: z.boolean().default(false),
  SE_R: shape.se_r.default(0.25),
}
/** The REGNET section with the defaults of pycls's core/config.py. */
const regNetSection = z.strictObject({
  ...block,
  STRIDE: shape.strides.element.default(2),
  DEPTH: regNetValues.depth.default(10),
  W0: regNetValues.initialWidth.default(32),
  WA: regNetValues.widthSlope.default(5),
  WM: regNetValues.widthMultiplier.default(2.5),
  GROUP_W: regNetValues.groupWidth.default(16),
  BOT_MUL: regNetValues.bottleneckMultiplier.default(1),
})
/** pycls writes an empty list if the block does not use the value. */
const emptyAsNone = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? null : value)
/** The ANYNET section with the same defaults. */
const anyNetSection = z.strictObject({
  ...block,
  ...{ DEPTHS: shape.depths, WIDTHS: shape.widths, STRIDES: shape.strides },
  BOT_MULS: z.preprocess(emptyAsNone, shape.bot_muls).default(null),
  GROUP_WS: z.preprocess(emptyAsNone, shape.group_ws).default(null),
})

/** The EN section with the same defaults: an EfficientNet. What it drops in training is not part of a network. */
const effNetSection = z.strictObject({
  ...{ STEM_W: block.STEM_W, HEAD_W: shape.head_w.default(1280), SE_R: block.SE_R },
  ...{ DEPTHS: shape.depths, WIDTHS: shape.widths, STRIDES: shape.strides },
  EXP_RATIOS: z.array(regNetValues.bottleneckMultiplier),
  KERNELS: shape.kernels.unwrap().unwrap(),
  ...{ DC_RATIO: z.unknown().optional(), DROPOUT_RATIO: z.unknown().optional() },
})

const types = ['regnet', 'anynet', 'effnet'] as const
type Type = (typeof types)[number]
const sectionOf = { regnet: 'REGNET', anynet: 'ANYNET', effnet: 'EN' } as const
const sectionNames = Object.values(sectionOf)

const modelSection = z.strictObject({
  TYPE: z.string().optional(),
  /** pycls's default; ImageNet has 1000. */
  NUM_CLASSES: shape.num_classes.default(10),
  ACTIVATION_FUN: activationName.default('relu'),
  // Keys that do not affect the network.
  ...{ DEPTH: z.unknown().optional(), LOSS_FUN: z.unknown().optional(), ACTIVATION_INPLACE: z.unknown().optional() },
  ...{ SCALING_TYPE: z.unknown().optional(), SCALING_FACTOR: z.unknown().optional() },
})
/** The sections of a configuration that affect the network. */
const rest = {
  MODEL: modelSection.optional(),
  BN: z.looseObject({ EPS: shape.bn_eps }).optional(),
  TRAIN: z.looseObject({ IM_SIZE: shape.im_size.default(224) }).optional(),
}
const configurations = {
  regnet: z.looseObject({ ...rest, REGNET: regNetSection.default(regNetSection.parse({})) }),
  anynet: z.looseObject({ ...rest, ANYNET: anyNetSection }),
  effnet: z.looseObject({ ...rest, EN: effNetSection }),
}

const anyNetKeys = ['DEPTHS', 'WIDTHS', 'STRIDES', 'BOT_MULS', 'GROUP_WS']
const effNetKeys = ['EXP_RATIOS', 'KERNELS']
const regNetKeys = ['W0', 'WA', 'WM', 'GROUP_W', 'BOT_MUL']
/** The keys that identify a pycls configuration, or its REGNET, ANYNET or EN section alone. */
export const pyclsKeys = ['MODEL', ...sectionNames, ...anyNetKeys, ...effNetKeys, ...regNetKeys]

/**
 * The network of a pycls configuration: a whole file; any of MODEL, REGNET, ANYNET, EN, BN and TRAIN; or the contents
 * of REGNET, ANYNET or EN. Missing keys take pycls's defaults, except 1000 classes without MODEL. Throws ValueError.
 */
export function readPycls(form: Readonly<Record<string, unknown>>, what: Sentence | string): ReadNetwork {
  if (!['MODEL', ...sectionNames].some((key) => key in form)) return readPart(form, what)
  const type = typeOf(form, what)
  if (type === 'regnet') {
    const { REGNET, ...sections } = parseStrictly(configurations.regnet, form, what)
    return fromRegNetSection(REGNET, sections, what)
  }
  if (type === 'effnet') {
    const { EN, ...sections } = parseStrictly(configurations.effnet, form, what)
    return fromEffNetSection(EN, sections, what, ['EN'])
  }
  const { ANYNET, ...sections } = parseStrictly(configurations.anynet, form, what)
  return fromAnyNetSection(ANYNET, sections, what, ['ANYNET'])
}

function readPart(form: object, what: Sentence | string): ReadNetwork {
  if (effNetKeys.some((key) => key in form))
    return fromEffNetSection(parseStrictly(effNetSection, form, what), {}, what, [])
  return anyNetKeys.some((key) => key in form)
    ? fromAnyNetSection(parseStrictly(anyNetSection, form, what), {}, what, [])
    : fromRegNetSection(parseStrictly(regNetSection, form, what), {}, what)
}

/** MODEL.TYPE if given, otherwise the type of the section that is present. */
function typeOf(form: Readonly<Record<string, unknown>>, what: Sentence | string): Type {
  const { MODEL: model = {} } = form
  const given = (model as { TYPE?: unknown } | null)?.TYPE
  const known = types.find((type) => type === given)
  if (known) return known
  const path = ['MODEL', 'TYPE']
  if (given !== undefined) {
    const said = sentence('networkTypeUnknown', { known: types.join(', ') })
    throw new ValueError(invalid(what, [{ path, said, value: JSON.stringify(given) }]))
  }
  const there = types.filter((type) => sectionOf[type] in form)
  if (there.length === 1) return there[0]!
  throw new ValueError(invalid(what, [{ path, said: sentence('requiredOneOf', { known: types.join(', ') }) }]))
}

type Sections = { [K in keyof typeof rest]?: z.output<(typeof rest)[K]> }

function frameOf(section: z.output<z.ZodObject<typeof block>>, sections: Sections): Frame {
  return {
    ...{ stem_type: section.STEM_TYPE, stem_w: section.STEM_W, block_type: section.BLOCK_TYPE, head_w: section.HEAD_W },
    se_r: section.SE_ON ? section.SE_R : 0,
    ...commonOf(sections),
  }
}

type CommonPart = Pick<Frame, 'num_classes' | 'im_size' | 'activation' | 'bn_eps'>

/** What the sections beside the network's own say about it. */
function commonOf({ MODEL: model, BN: norm, TRAIN: train }: Sections): CommonPart {
  return {
    num_classes: model?.NUM_CLASSES ?? 1000,
    im_size: train?.IM_SIZE ?? 224,
    activation: model?.ACTIVATION_FUN,
    bn_eps: norm?.EPS,
  }
}

function fromRegNetSection(
  section: z.output<typeof regNetSection>,
  sections: Sections,
  what: Sentence | string,
): ReadNetwork {
  const { DEPTH: depth, W0: initialWidth, WA: widthSlope, WM: widthMultiplier, GROUP_W: groupWidth } = section
  const parameters = { depth, initialWidth, widthSlope, widthMultiplier, groupWidth }
  const bottleneckRatio = ratioOfMultiplier(section.BOT_MUL)
  return fromRegNet({ ...parameters, bottleneckRatio }, frameOf(section, sections), section.STRIDE, what)
}

function fromAnyNetSection(
  section: z.output<typeof anyNetSection>,
  sections: Sections,
  what: Sentence | string,
  place: readonly string[],
): ReadNetwork {
  const { DEPTHS: depths, WIDTHS: widths, STRIDES: strides, BOT_MULS: bot_muls, GROUP_WS: group_ws } = section
  const form = { ...frameOf(section, sections), depths, widths, strides, bot_muls, group_ws }
  return { network: fromNeutralForm(form, what, placesIn(place)) }
}

function fromEffNetSection(
  section: z.output<typeof effNetSection>,
  sections: Sections,
  what: Sentence | string,
  place: readonly string[],
): ReadNetwork {
  const { DEPTHS: depths, WIDTHS: widths, STRIDES: strides, EXP_RATIOS: bot_muls, KERNELS: kernels } = section
  const form = {
    ...{ stem_type: 'simple_stem_in', stem_w: section.STEM_W, block_type: 'mbconv_block', head_w: section.HEAD_W },
    ...{ se_r: section.SE_R, depths, widths, strides, bot_muls, group_ws: null, kernels, ...commonOf(sections) },
  } as const
  return { network: fromNeutralForm(form, what, placesIn(place, { bot_muls: 'EXP_RATIOS' })) }
}

/** Places of the lists of the neutral form in a section, where they have the same names in capitals but for `others`. */
function placesIn(place: readonly string[], others: Partial<Record<Parameters<PlaceOf>[0], string>> = {}): PlaceOf {
  return (list, stage) => [...place, others[list] ?? list.toUpperCase(), ...(stage === undefined ? [] : [stage])]
}
