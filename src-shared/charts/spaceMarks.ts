import { arms, halfDisc, polygon, star, type Point } from './symbolShapes.ts'

/** The appearance of a design space everywhere: its colour always comes with its dash and symbol. */
export interface SpaceMark {
  readonly colour: string
  /** The same hue on the dark surface, lightened where contrast requires. */
  readonly darkColour: string
  /** Lengths of strokes and gaps in px; empty for a solid line. Gaps close as a space is refined. */
  readonly dash: readonly number[]
  /** Fill of the symbol: solid for a space, other fills for its further populations. */
  readonly fill: 'whole' | 'hollow' | 'tinted'
  /** Corners of the symbol in a box of about 2 x 2 around the origin, y downwards. */
  readonly symbolPoints: readonly Point[]
  /** The symbol as an SVG path. */
  readonly symbolPath: string
  /** The nearest character, for terminals. */
  readonly character: string
  /** The nearest ASCII character, for terminals without Unicode. */
  readonly asciiCharacter: string
}

/** Okabe-Ito hues with 3:1 contrast on either surface; dash and symbol distinguish them without colour. */
const marks = {
  a: mark(['#868a90', '#868a90'], [1.5, 3], polygon(24, 0.95), '●', 'o'),
  b: mark(['#2794d2', '#2794d2'], [4, 3], polygon(4, 1.1, 45), '■', '#'),
  c: mark(['#05855a', '#209165'], [7, 3, 1.5, 3], polygon(3, 1.15), '▲', '^'),
  d: mark(['#bd7d00', '#bd7d00'], [8, 3], polygon(4, 1.15), '◆', 'd'),
  e: mark(['#ad5396', '#bc61a4'], [14, 3], polygon(3, 1.15, 180), '▼', 'v'),
  x: mark(['#1574c4', '#2b83d5'], [], arms(4, 45), '×', 'x'),
  y: mark(['#c94a08', '#d7571f'], [14, 3, 1.5, 3], arms(3, 180), 'Y', 'y'),
  u1: mark(['#7d7400', '#8c831e'], [10, 3, 1.5, 3, 1.5, 3], arms(4, 0), '+', '+'),
  u2: mark(['#94634b', '#a7755c'], [6, 2, 2, 2], star(5, 0.5), '★', '*'),
  u3: mark(['#5f7d8c', '#668494'], [3, 2], polygon(5, 1.1), '⬟', '@'),
  u4: mark(
    ['#b04e64', '#c46075'],
    [12, 2, 4, 2],
    [
      [-1, -0.9],
      [-1, 0.9],
      [1, -0.9],
      [1, 0.9],
    ],
    '⧓',
    '%',
  ),
} as const satisfies Record<string, SpaceMark>

const published: Readonly<Record<string, SpaceMark>> = {
  AnyNetX_A: marks.a,
  AnyNetX_B: marks.b,
  AnyNetX_C: marks.c,
  AnyNetX_D: marks.d,
  AnyNetX_E: marks.e,
  RegNetX: marks.x,
  RegNetY: marks.y,
}
const loosely = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '')
const hues = Object.values(marks)
/** Symbols of unpublished spaces; the first ones have their own hue and dash. */
const ownSymbols: readonly Pick<SpaceMark, 'symbolPoints' | 'symbolPath' | 'character' | 'asciiCharacter'>[] = [
  ...[marks.u1, marks.u2, marks.u3, marks.u4],
  symbol(polygon(3, 1.15, -90), '◂', '<'),
  symbol(polygon(3, 1.15, 90), '▸', '>'),
  symbol(polygon(6, 1.1), '⬢', '0'),
  symbol(star(6, 0.55), '✶', '&'),
  symbol(
    [
      [-0.9, -1],
      [0.9, -1],
      [-0.9, 1],
      [0.9, 1],
    ],
    '⧗',
    '8',
  ),
  symbol(
    [
      [-1.2, -0.45],
      [1.2, -0.45],
      [1.2, 0.45],
      [-1.2, 0.45],
    ],
    '▬',
    '=',
  ),
  symbol(halfDisc(), '◗', 'D'),
]
const firstHue = hues.indexOf(marks.u1)
const first = hues.length - firstHue
const ownMarks: SpaceMark[] = [marks.u1, marks.u2, marks.u3, marks.u4]

/**
 * The n-th mark of unpublished spaces, from 0; equal marks are the same object. Each round of the symbols advances the
 * hues by one and the dashes by three. The number of each is prime, so no two of 121 share symbol and hue, no two of
 * 1331 share everything, and the first 55 differ from each other and from the paper's in two of symbol, hue and dash.
 */
function ownMark(n: number): SpaceMark {
  const count = ownSymbols.length
  const [i, round, cycle] = [n % count, Math.floor(n / count), Math.floor(n / count ** 2)]
  const { colour, darkColour } = hues[(firstHue + i + round) % hues.length]!
  const { dash } = hues[(firstHue + i + 3 * round + cycle + (i < first ? 0 : hues.length - 1)) % hues.length]!
  return (ownMarks[n] ??= { ...ownSymbols[i]!, colour, darkColour, dash, fill: 'whole' })
}

/** Ends of the supplies of marks, each used up before the next: marks with their own hue, then round by round. */
const supplies = [0, first, ...Array.from({ length: hues.length ** 2 }, (_, round) => (round + 1) * ownSymbols.length)]

/**
 * The mark of every space by name, unique among 1331. The paper's spaces have fixed marks, under their exact or nearly
 * exact spelling; others get one by a hash of the name, or the next free one on a collision, so that the order of names
 * does not matter.
 */
export function spaceMarks(names: readonly string[]): Map<string, SpaceMark> {
  const sorted = [...new Set(names)].sort()
  const result = new Map<string, SpaceMark>()
  const written = new Set(names)
  // The first of several similar names.
  const nearly = new Map(sorted.toReversed().map((name) => [loosely(name), name]))
  for (const [known, mark] of Object.entries(published)) {
    const name = written.has(known) ? known : nearly.get(loosely(known))
    if (name !== undefined) result.set(name, mark)
  }
  const taken = new Set<number>()
  for (const name of sorted) {
    if (result.has(name)) continue
    const n = firstFree(hash(name), taken)
    taken.add(n)
    result.set(name, ownMark(n))
  }
  return result
}

/** The index of a free mark, searched from `from`; after 1331 they repeat. */
function firstFree(from: number, taken: ReadonlySet<number>): number {
  const end = supplies.find((bound) => taken.size < bound) ?? supplies.at(-1)!
  const start = supplies[supplies.indexOf(end) - 1]!
  const size = end - start
  for (let step = 0; step < size; step++) {
    const n = start + ((from + step) % size)
    if (!taken.has(n)) return n
  }
  return start + (from % size)
}

/**
 * Dashes of further populations of one space, which keep its colour and symbol, by their number modulo that of dashes.
 * An odd number of dashes with two fills: fourteen differ.
 */
const furtherDashes: readonly (readonly number[])[] = [
  [12, 2, 1, 2, 1, 2, 1, 2],
  [7, 2],
  [12, 2, 2, 2],
  [5, 2, 1, 2, 1, 2],
  [2, 2],
  [16, 3],
  [9, 2, 4, 2],
]
const furtherFills = ['tinted', 'hollow'] as const
const furtherMarks = new WeakMap<SpaceMark, SpaceMark[]>()

/**
 * The mark of a space's n-th population, from 0: its colour and symbol with another dash and fill; equal marks are the
 * same object.
 */
export function populationMark(own: SpaceMark, n: number): SpaceMark {
  if (n === 0) return own
  const known = furtherMarks.get(own) ?? []
  furtherMarks.set(own, known)
  return (known[n] ??= {
    ...own,
    dash: furtherDashes[n % furtherDashes.length]!,
    fill: furtherFills[n % furtherFills.length]!,
  })
}

function hash(name: string): number {
  let code = 0
  for (const letter of name) code = (Math.imul(code, 31) + letter.codePointAt(0)!) >>> 0
  return code
}

function mark(
  [colour, darkColour]: readonly [light: string, dark: string],
  dash: readonly number[],
  symbolPoints: readonly Point[],
  character: string,
  asciiCharacter: string,
): SpaceMark {
  return { colour, darkColour, dash, fill: 'whole', ...symbol(symbolPoints, character, asciiCharacter) }
}

function symbol(symbolPoints: readonly Point[], character: string, asciiCharacter: string) {
  const symbolPath = `M${symbolPoints.map((point) => point.join(',')).join('L')}Z`
  return { symbolPoints, symbolPath, character, asciiCharacter }
}
