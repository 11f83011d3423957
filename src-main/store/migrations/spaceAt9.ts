import type { Network, Stage } from '#shared/networks/network.ts'

/** Block properties that sizes depend on, as of version 9; blocks not listed have neither. */
const bottlenecks: Readonly<Record<string, { groups: boolean; squeezeExcitation: boolean }>> = {
  x: { groups: true, squeezeExcitation: false },
  y: { groups: true, squeezeExcitation: true },
  r: { groups: false, squeezeExcitation: false },
  linear: { groups: true, squeezeExcitation: true },
}
const mostStages = 6
const mostStride = 4
const longestName = 200
// eslint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/**
 * The design space, in the format of version 9, that contains only this network: every size is drawn from a single
 * value. Undefined if no space of that version could. Independent of later code, so that changes to spaces do not
 * affect old labs.
 */
export function spaceAt9(network: Network, name: string): { id: string } | undefined {
  const { stages, stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon } = network
  const excites = bottlenecks[block]?.squeezeExcitation ?? false
  const isWhole =
    [stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon].every((value) => value !== undefined) &&
    stages.length >= 1 &&
    stages.length <= mostStages &&
    name.trim() !== '' &&
    name.length <= longestName &&
    !control.test(name) &&
    (excites || seRatio === 0) &&
    !(block === 'y' && seRatio === 0) &&
    stages.every((stage) => isDrawn(stage, block))
  if (!isWhole) return undefined
  const each = (size: Exclude<keyof Stage, 'stride'>) =>
    stages.map((stage) => ({ law: 'choice', values: [stage[size]] }))
  return {
    ...{ id: 'network', name, stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon },
    strides: stages.map(({ stride }) => stride),
    parameters: {
      kind: 'anyNet',
      ...{ depth: each('depth'), width: each('width') },
      ...{ bottleneckRatio: each('bottleneckRatio'), groupWidth: each('groupWidth') },
    },
    constraints: [],
  } as { id: string }
}

/** Whether sampling yields these sizes without rounding any. */
function isDrawn({ depth, width, stride, bottleneckRatio: ratio, groupWidth }: Stage, block: string): boolean {
  if (![depth, width, stride, groupWidth].every((size) => Number.isInteger(size) && size >= 1)) return false
  if (stride > mostStride) return false
  const own = bottlenecks[block]
  if (!own) return ratio === 1 && groupWidth === width
  const inner = innerOf(width, ratio)
  if (inner === undefined || !Number.isInteger(inner)) return false
  return own.groups ? inner % groupWidth === 0 : groupWidth === inner
}

/** The inner width; undefined unless the ratio, or its inverse to within 0.00001, is an integer. */
function innerOf(width: number, ratio: number): number | undefined {
  if (ratio >= 1) return Number.isInteger(ratio) ? width / ratio : undefined
  const inverse = Math.round(1 / ratio)
  return ratio > 0 && Math.abs(inverse * ratio - 1) < 1e-5 ? width * inverse : undefined
}
