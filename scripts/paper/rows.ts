import type { FigureInput } from '#shared/figures/figureInput.ts'
import {
  beats,
  byTrait,
  likelyBest,
  means,
  only,
  publishedPairs,
  publishedTimes,
  searched,
  split,
  summary,
  trend,
} from './numbers.ts'

/** The populations that the paper's figures are made from. */
export interface PaperStudies {
  /** Every space under one recipe. */
  readonly spaces: FigureInput
  /** A population whose recipes were drawn. */
  readonly recipes?: FigureInput | undefined
  /** Populations of several windows of FLOPs. */
  readonly regimes?: FigureInput | undefined
  /** RegNetX, and RegNetX with another block, activation or ratio. */
  readonly variants?: FigureInput | undefined
  /** AnyNetX_A, AnyNetX_E and RegNetX of five stages (names end with _5) and of the block R (names end with _R). */
  readonly order?: FigureInput | undefined
  /** RegNetX at other image sizes than the 16 pixels of `spaces`, whose RegNetX is otherwise drawn and trained alike. */
  readonly sizes?: FigureInput | undefined
  /** AnyNetX_A, AnyNetX_E and RegNetX trained for twice as many epochs. */
  readonly epochs?: FigureInput | undefined
}

type Part = (studies: PaperStudies) => string | readonly string[] | undefined

const a = ({ spaces }: PaperStudies) => only(spaces, 'AnyNetX_A')
const c = ({ spaces }: PaperStudies) => only(spaces, 'AnyNetX_C')
const d = ({ spaces }: PaperStudies) => only(spaces, 'AnyNetX_D')
const depth = { parameter: 'totalDepth' }
const regNets = ({ spaces }: PaperStudies) => only(spaces, 'RegNetX')

/**
 * What a study shows of the paper's figures, by the figure's number as in docs/paper.md. A part is one statement or several,
 * and undefined where the study has nothing of it; a figure that is not here is not computed from a study.
 */
export const paperRows: Readonly<Record<string, readonly Part[]>> = {
  '1': [({ spaces }) => means(spaces)],
  '2': [
    (studies) => summary(a(studies)),
    (studies) => likelyBest('depth', 'errorAgainst', a(studies), depth),
    (studies) => likelyBest('w_4', 'errorAgainst', a(studies), { parameter: 'width4' }),
  ],
  '5': [
    ({ spaces }) => beats(spaces, 'AnyNetX_B', 'AnyNetX_A'),
    ({ spaces }) => beats(spaces, 'AnyNetX_C', 'AnyNetX_B'),
    (studies) => likelyBest('b', 'errorAgainst', c(studies), { parameter: 'largestBottleneckRatio' }),
    (studies) => likelyBest('g', 'errorAgainst', c(studies), { parameter: 'largestGroupWidth' }),
  ],
  '6': [(studies) => likelyBest('growth of widths', 'errorAgainst', c(studies), { parameter: 'widthGrowth' })],
  '7': [
    (studies) => split('w rises', c(studies), 'increasingWidths'),
    (studies) => split('d rises', d(studies), 'increasingDepths'),
    ({ spaces }) => beats(spaces, 'AnyNetX_D', 'AnyNetX_C'),
    ({ spaces }) => beats(spaces, 'AnyNetX_E', 'AnyNetX_D'),
  ],
  '8': [({ spaces }) => likelyBest('e_fit', 'fitError', only(spaces, 'AnyNetX_C', 'AnyNetX_D', 'AnyNetX_E'))],
  '9': [
    ({ spaces }) => beats(spaces, 'RegNetX', 'AnyNetX_E'),
    ({ spaces }) => beats(spaces, 'RegNetX', 'AnyNetX_A'),
    (studies) => byTrait('w_m = 2: ', regNets(studies), 'widthMultiplier2'),
    (studies) => byTrait('w_0 = w_a: ', regNets(studies), 'initialWidthEqualsSlope'),
    (studies) => searched(regNets(studies), 16),
  ],
  '10': [
    ({ regimes }) => means(regimes),
    ({ regimes }) => (regimes ? inEachRegime(regimes) : undefined),
    ({ epochs }) => (epochs ? `6 epochs: ${means(epochs)}` : undefined),
    ({ epochs }) => ordering(epochs, ''),
    ({ order }) => (order ? `five stages (_5), block R (_R): ${means(order)}` : undefined),
    ({ order }) => ordering(order, '_5'),
    ({ order }) => ordering(order, '_R'),
  ],
  '11': [
    (studies) => trend('depth', studies.regimes ? regNetsOf(studies.regimes) : regNets(studies), 'totalDepth'),
    (studies) => trend('w_m', studies.regimes ? regNetsOf(studies.regimes) : regNets(studies), 'widthMultiplier'),
  ],
  '13': [(studies) => byTrait('', regNets(studies), 'constrained')],
  '14': [
    ({ variants }) => means(only(variants, 'RegNetX', 'RegNetX_inverted', 'RegNetX_depthwise')),
    ({ variants }) => beats(variants, 'RegNetX', 'RegNetX_inverted'),
    ({ variants }) => beats(variants, 'RegNetX', 'RegNetX_depthwise'),
    ({ variants }) => beats(variants, 'RegNetX_inverted', 'RegNetX_depthwise'),
    (studies) => means(bySize(studies)),
    (studies) => eachPair(bySize(studies)),
    ({ spaces }) => beats(spaces, 'RegNetY', 'RegNetX'),
  ],
  '15 to 16': [() => publishedPairs()],
  '17 to 18': [() => publishedTimes('EfficientNet-B0', 'RegNetY-400MF', 'EfficientNet-B5', 'RegNetX-8.0GF')],
  '20': [
    ({ variants }) => means(only(variants, 'RegNetX', 'RegNetX_silu')),
    ({ variants }) => beats(variants, 'RegNetX_silu', 'RegNetX'),
    ({ variants }) => likelyBest('depth with ReLU', 'errorAgainst', only(variants, 'RegNetX'), depth),
    ({ variants }) => likelyBest('depth with SiLU', 'errorAgainst', only(variants, 'RegNetX_silu'), depth),
  ],
  '21': [
    ({ recipes }) => likelyBest('rate', 'recipe', recipes, { parameter: 'learningRate' }),
    ({ recipes }) => likelyBest('decay', 'recipe', recipes, { parameter: 'weightDecay' }),
    ({ recipes }) => likelyBest('product', 'recipe', recipes, { parameter: 'rateTimesDecay' }),
  ],
  '23': [
    ({ variants }) => means(only(variants, 'RegNetX', 'RegNetX_R', 'RegNetX_V', 'RegNetX_VR')),
    ({ variants }) => beats(variants, 'RegNetX', 'RegNetX_R'),
    ({ variants }) => beats(variants, 'RegNetX_R', 'RegNetX_VR'),
    ({ variants }) => beats(variants, 'RegNetX_V', 'RegNetX_VR'),
    ({ variants }) => beats(variants, 'RegNetX_V', 'RegNetX'),
  ],
}

/** The paper's order of the spaces whose names have this ending, pair by pair. */
const ordering = (input: FigureInput | undefined, ending: string): string[] =>
  ordered.flatMap(([newer, older]) => beats(input, newer + ending, older + ending) ?? [])
const ordered = [
  ['RegNetX', 'AnyNetX_E'],
  ['RegNetX', 'AnyNetX_A'],
  ['AnyNetX_E', 'AnyNetX_A'],
] as const

/** RegNetX at every image size, 16 pixels first. */
function bySize({ spaces, sizes }: PaperStudies): FigureInput | undefined {
  const own = only(spaces, 'RegNetX')?.populations.map((population) => ({ ...population, name: 'RegNetX · 16 px' }))
  return own && sizes ? { populations: [...own, ...sizes.populations] } : undefined
}

/** Each population against each later one. */
function eachPair(input: FigureInput | undefined): string[] {
  const names = (input?.populations ?? []).map(({ name }) => name)
  return names.flatMap((name, i) => names.slice(i + 1).flatMap((later) => beats(input, name, later) ?? []))
}

/** RegNetX against AnyNetX_A in each window of FLOPs. */
const inEachRegime = (regimes: FigureInput): string[] =>
  regNetsOf(regimes).populations.flatMap(({ name }) => beats(regimes, name, name.replace('RegNetX', 'AnyNetX_A')) ?? [])

const regNetsOf = ({ populations }: FigureInput): FigureInput => ({
  populations: populations.filter(({ name }) => name.startsWith('RegNetX')),
})

/** What the studies show of each figure that they show something of, a statement a part. */
export const paperParts = (studies: PaperStudies): Map<string, string[]> =>
  new Map(
    Object.entries(paperRows).flatMap(([number, parts]) => {
      const found = parts.flatMap((part) => part(studies) ?? [])
      return found.length > 0 ? [[number, found] as const] : []
    }),
  )
