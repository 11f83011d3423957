type Point = readonly [x: number, y: number]

/** How a design space is drawn everywhere: a colour is its name and always comes with its dash and its symbol. */
export interface SpaceMark {
  readonly colour: string
  /** The same hue on the dark surface, lifted where it would not stand clear. */
  readonly darkColour: string
  /** Lengths of strokes and gaps in px; empty: a full line. The dash closes as a space is refined. */
  readonly dash: readonly number[]
  /** How the symbol is filled: that of a space is whole, those of its further populations are not. */
  readonly fill: 'whole' | 'hollow' | 'tinted'
  /** Corners of the symbol in a box of about 2 x 2 around the origin, y downwards. */
  readonly symbolPoints: readonly Point[]
  /** The same as an SVG path. */
  readonly symbolPath: string
  /** The nearest character, for terminals. */
  readonly character: string
  /** The same for terminals that know ASCII only. */
  readonly asciiCharacter: string
}

/** Okabe-Ito hues at 3:1 on either surface, told apart by dash and symbol where colours are not. */
const marks = {
  a: mark(['#868a90', '#868a90'], [1.5, 3], polygon(24, 0.95), '●', 'o'),
  b: mark(['#2794d2', '#2794d2'], [4, 3], polygon(4, 1.1, 45), '■', '#'),
  c: mark(['#05855a', '#209165'], [7, 3, 1.5, 3], polygon(3, 1.15), '▲', '^'),
  d: mark(['#bd7d00', '#bd7d00'], [8, 3], polygon(4, 1.15), '◆', 'd'),
  e: mark(['#ad5396', '#bc61a4'], [14, 3], polygon(3, 1.15, 180), '▼', 'v'),
  x: mark(['#1574c4', '#2b83d5'], [], arms(4, 45), '×', 'x'),
  y: mark(['#c94a08', '#d7571f'], [14, 3, 1.5, 3], arms(3, 180), 'Y', 'y'),
  u1: mark(['#7d7400', '#8c831e'], [10, 3, 1.5, 3, 1.5, 3], arms(4, 0), '+', '+'),
  u2: mark(['#94634b', '#a7755c'], [6, 2, 2, 2], star(), '★', '*'),
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

const published: Record<string, SpaceMark> = {
  anynetxa: marks.a,
  anynetxb: marks.b,
  anynetxc: marks.c,
  anynetxd: marks.d,
  anynetxe: marks.e,
  regnetx: marks.x,
  regnety: marks.y,
}
const forUsers: readonly SpaceMark[] = [marks.u1, marks.u2, marks.u3, marks.u4]

/**
 * The mark of every space by name. The paper's spaces have one each; others take one of four by a hash of the name, the
 * next free one where two meet, so that the order of the names plays no part.
 */
export function spaceMarks(names: readonly string[]): Map<string, SpaceMark> {
  const taken = new Set<SpaceMark>()
  const result = new Map<string, SpaceMark>()
  for (const name of [...new Set(names)].sort()) {
    const known = published[name.toLowerCase().replace(/[^a-z0-9]/g, '')]
    const first = hash(name) % forUsers.length
    const free = forUsers.map((_, i) => forUsers[(first + i) % forUsers.length]!).find((own) => !taken.has(own))
    const chosen = known ?? free ?? forUsers[first]!
    if (!known) taken.add(chosen)
    result.set(name, chosen)
  }
  return result
}

/** Dashes of further populations of one space, whose colour and symbol are its name and stay. */
const furtherDashes: readonly (readonly number[])[] = [
  [7, 2],
  [12, 2, 2, 2],
  [5, 2, 1, 2, 1, 2],
]
const furtherFills = ['hollow', 'tinted'] as const
const furtherMarks = new WeakMap<SpaceMark, SpaceMark[]>()

/** The mark of the n-th population of a space, from 0: its colour and symbol, another dash and fill; equal ones are the same object. */
export function populationMark(own: SpaceMark, n: number): SpaceMark {
  if (n === 0) return own
  const known = furtherMarks.get(own) ?? []
  furtherMarks.set(own, known)
  return (known[n] ??= {
    ...own,
    dash: furtherDashes[(n - 1) % furtherDashes.length]!,
    fill: furtherFills[(n - 1) % furtherFills.length]!,
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
  const symbolPath = `M${symbolPoints.map((point) => point.join(',')).join('L')}Z`
  return { colour, darkColour, dash, fill: 'whole', symbolPoints, symbolPath, character, asciiCharacter }
}

/** A point at `degrees` clockwise from the top. */
function at(radius: number, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180
  return [Number((radius * Math.sin(angle)).toFixed(3)), Number((-radius * Math.cos(angle)).toFixed(3))]
}

function polygon(corners: number, radius: number, turn = 0): Point[] {
  return Array.from({ length: corners }, (_, i) => at(radius, turn + (360 * i) / corners))
}

function star(): Point[] {
  return Array.from({ length: 10 }, (_, i) => at(i % 2 === 0 ? 1.25 : 0.5, 36 * i))
}

/** `count` arms of equal width from the origin: a cross, a plus or a tripod. */
function arms(count: number, turn: number): Point[] {
  const half = 0.26
  const inner = half / Math.sin(Math.PI / count)
  const tip = Math.hypot(1.2, half)
  const spread = (Math.atan2(half, 1.2) * 180) / Math.PI
  return Array.from({ length: count }, (_, i) => {
    const middle = turn + (360 * i) / count
    return [at(tip, middle - spread), at(tip, middle + spread), at(inner, middle + 180 / count)]
  }).flat()
}
