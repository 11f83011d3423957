import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { shortText } from '#shared/format/numbers.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { Network, Stage } from '#shared/networks/network.ts'

const none = '–'
const ofStages =
  (of: (stage: Stage) => number | undefined) =>
  ({ stages }: Network): string =>
    stages.map((stage) => (of(stage) === undefined ? none : shortText(of(stage)!, 4))).join(', ')

/** What makes up a network, as text: of stages first to last; block, stem and activation by their ids. */
const structure = {
  block: ({ block }) => block,
  depths: ofStages(({ depth }) => depth),
  widths: ofStages(({ width }) => width),
  bottleneckRatios: ofStages(({ bottleneckRatio }) => bottleneckRatio),
  groupWidths: (network) => (blocks[network.block].groups ? ofStages(({ groupWidth }) => groupWidth)(network) : none),
  strides: ofStages(({ stride }) => stride),
  kernels: ofStages(({ kernel }) => kernel ?? 3),
  seRatio: ({ seRatio }) => (seRatio > 0 ? shortText(seRatio, 4) : none),
  stem: ({ stem }) => stem,
  stemWidth: ({ stemWidth }) => String(stemWidth),
  headWidth: ({ headWidth }) => (headWidth > 0 ? String(headWidth) : none),
  activation: ({ activation }) => activation,
  imageSize: ({ imageSize }) => String(imageSize),
  classes: ({ classes }) => String(classes),
} as const satisfies Record<string, (network: Network) => string>

export type StructureId = keyof typeof structure

/** Two values of one thing as text. */
export interface PairOf<Id> {
  readonly id: Id
  readonly values: readonly [string, string]
  readonly isSame: boolean
}

const pairOf = <Id>(id: Id, first: string, second: string): PairOf<Id> => ({
  ...{ id, values: [first, second] },
  isSame: first === second,
})

/** The structures of two networks, in order; what neither has is left out. */
export function structurePairs(first: Network, second: Network): PairOf<StructureId>[] {
  return (Object.keys(structure) as StructureId[])
    .map((id) => pairOf(id, structure[id](first), structure[id](second)))
    .filter(({ values }) => values.some((value) => value !== none))
}

/** The quantised line nearest to a network's widths (see fittedLine), as text: its parameters and e_fit. */
const line = {
  initialWidth: (fit) => String(fit.initialWidth),
  widthSlope: (fit) => shortText(fit.widthSlope, 4),
  widthMultiplier: (fit) => shortText(fit.widthMultiplier, 4),
  fitError: (fit) => shortText(fit.fitError, 3),
} as const satisfies Record<string, (fit: ReturnType<typeof fittedLine>) => string>

export type LineId = keyof typeof line

/** The fits of two networks; of one of a single stage, through which no line is meant, –. */
export function linePairs(first: Network, second: Network): PairOf<LineId>[] {
  const [one, other] = [first, second].map((network) => (network.stages.length > 1 ? fittedLine(network) : undefined))
  const text = (id: LineId, fit: typeof one) => (fit ? line[id](fit) : none)
  return (Object.keys(line) as LineId[]).map((id) => pairOf(id, text(id, one), text(id, other)))
}

/** The keys in which two recipes differ, as in their files (`weightDecay.weight`), with both values as text. */
export function recipePairs(first: object, second: object): PairOf<string>[] {
  const [one, other] = [leaves(first), leaves(second)]
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((key) => pairOf(key, one.get(key) ?? none, other.get(key) ?? none))
    .filter(({ isSame }) => !isSame)
}

function leaves(value: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? [...leaves(inner, `${path}${key}.`)]
        : [[path + key, typeof inner === 'string' ? inner : JSON.stringify(inner)] as const],
    ),
  )
}
