import { z } from 'zod'
import { limits } from '#shared/schema/limits.ts'
import { invalid, parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { ratioOfMultiplier } from '#shared/networks/compatibility.ts'
import type { Network } from '#shared/networks/network.ts'
import { fromNeutralForm, neutralNetworkSchema, type NeutralNetwork } from '#shared/networks/neutralForm.ts'
import { publishedSeRatio } from '#shared/networks/published/publishedRegNets.ts'
import { regNetStages, type RegNetParameters } from '#shared/networks/regNet.ts'
import { frameShape, regNetValues } from './values.ts'

/** The network that a form describes, with its RegNet parameters if the form gave them. */
export interface ReadNetwork {
  network: Network
  regNet?: RegNetParameters
}

const { shape } = neutralNetworkSchema
/** Keys allowed beside the parameters. */
const common = {
  ...frameShape,
  se_on: z.boolean().optional(),
  se_r: shape.se_r.optional(),
  stride: shape.strides.element.default(2),
  strides: shape.strides.optional(),
}

const { depth, initialWidth, widthSlope, widthMultiplier, groupWidth, bottleneckRatio, bottleneckMultiplier } =
  regNetValues
const line = { depth, initialWidth, widthSlope, widthMultiplier }

/** pycls's names: b is inner width over width. */
const pyclsNames = z.strictObject({
  ...{ wa: widthSlope, w0: initialWidth, wm: widthMultiplier, d: depth, g: groupWidth },
  b: bottleneckMultiplier.default(1),
  ...common,
})
/** The paper's names: b is width over inner width. */
const paperNames = z.strictObject({
  ...{ w_a: widthSlope, w_0: initialWidth, w_m: widthMultiplier, d: depth, g: groupWidth },
  b: bottleneckRatio.default(1),
  ...common,
})
/** This program's names; bottleneckRatio is the paper's b. */
const ownNames = z.strictObject({ ...line, bottleneckRatio, groupWidth, ...common })

/** The RegNet described by parameters under pycls's, the paper's or this program's names. Throws ValueError. */
export function readRegNet(form: object, what: Sentence | string): ReadNetwork {
  if (['w_0', 'w_a', 'w_m'].some((key) => key in form)) {
    const { w_a, w_0, w_m, d, g, b, ...rest } = parseStrictly(paperNames, form, what)
    const parameters = { depth: d, initialWidth: w_0, widthSlope: w_a, widthMultiplier: w_m, groupWidth: g }
    return withFrame({ ...parameters, bottleneckRatio: b }, rest, what)
  }
  if (['w0', 'wa', 'wm'].some((key) => key in form)) {
    const { wa, w0, wm, d, g, b, ...rest } = parseStrictly(pyclsNames, form, what)
    const parameters = { depth: d, initialWidth: w0, widthSlope: wa, widthMultiplier: wm, groupWidth: g }
    return withFrame({ ...parameters, bottleneckRatio: ratioOfMultiplier(b) }, rest, what)
  }
  const { depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth, ...rest } = parseStrictly(
    ownNames,
    form,
    what,
  )
  return withFrame({ depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth }, rest, what)
}

/** The keys that identify such a form. */
export const regNetKeys = ['w_0', 'w_a', 'w_m', 'w0', 'wa', 'wm', 'initialWidth', 'widthSlope', 'widthMultiplier']

function withFrame(
  parameters: RegNetParameters,
  { stride, strides, se_on: seOn, se_r: seRatio, ...frame }: z.infer<z.ZodObject<typeof common>>,
  what: Sentence | string,
): ReadNetwork {
  const se_r = seOn === false ? 0 : (seRatio ?? (seOn ? publishedSeRatio : 0))
  return fromRegNet(parameters, { ...frame, se_r }, strides ?? stride, what)
}

/** A neutral form without its stages. */
export type Frame = Omit<NeutralNetwork, 'depths' | 'widths' | 'strides' | 'bot_muls' | 'group_ws' | 'kernels'>

/** The network of RegNet parameters in a frame; `strides` are per stage, or one for all. Throws ValueError. */
export function fromRegNet(
  parameters: RegNetParameters,
  frame: Frame,
  strides: number | readonly number[],
  what: Sentence | string,
): ReadNetwork {
  const stages = regNetStages(parameters, typeof strides === 'number' ? [strides] : strides)
  const { length } = stages
  if (length > limits.stages)
    throw new ValueError(
      invalid(what, [{ path: [], said: sentence('stagesTooMany', { stages: length, limit: limits.stages }) }]),
    )
  if (typeof strides !== 'number' && strides.length !== length) {
    const said = sentence('stridesUnlike', { count: strides.length, stages: length })
    throw new ValueError(invalid(what, [{ path: ['strides'], said }]))
  }
  const form: NeutralNetwork = {
    ...frame,
    depths: stages.map(({ depth }) => depth),
    widths: stages.map(({ width }) => width),
    strides: stages.map(({ stride }) => stride),
    bot_muls: stages.map((stage) => 1 / stage.bottleneckRatio),
    group_ws: stages.map(({ groupWidth }) => groupWidth),
  }
  return { network: fromNeutralForm(form, what), regNet: parameters }
}
