import { stream, type Stream } from '#shared/random/stream.ts'
import { countBelow, countUpTo } from '#shared/statistics/ascending.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { meansOfThirds } from '#shared/statistics/thirds.ts'

/** Error distributions, in percent, that were observed in populations or that break ranges. */
export const shapes = {
  normal: (random) => 20 + 2 * random.normal(),
  wide: (random) => Math.max(0, 20 + 6 * random.normal()),
  skew: (random) => 6 + Math.exp(1.8 + 0.9 * random.normal()),
  skew2: (random) => 6 + Math.exp(1 + 0.7 * random.normal()),
  heavy: (random) => Math.min(100, Math.max(0, 20 + 3 * student3(random))),
  tied: (random) => Math.round(10 * (10 + 4 * beta25(random))) / 10,
  bimodal: (random) => (random.uniform() < 0.85 ? 12 + 1.5 * random.normal() : 45 + 5 * random.normal()),
  diverged: (random) => (random.uniform() < 0.9 ? 6 + Math.exp(1 + 0.7 * random.normal()) : 100),
} as const satisfies Record<string, (random: Stream) => number>
export type ShapeId = keyof typeof shapes
export const shapeIds = Object.keys(shapes) as ShapeId[]

/** Description of each shape, for the table. */
export const shapeTitles: Readonly<Record<ShapeId, string>> = {
  normal: 'N(20, 2²)',
  wide: 'N(20, 6²), from 0: the mean and median of normal, another spread',
  skew: '6 + LogNormal(1.8, 0.9): a long tail of poor networks',
  skew2: '6 + LogNormal(1.0, 0.7): a better population with a shorter tail',
  heavy: '20 + 3 t(3), from 0 to 100: two heavy tails',
  tied: '10 + 4 Beta(2, 5), to one decimal: many equal errors',
  bimodal: '85 % N(12, 1.5²), 15 % N(45, 5²): some networks do not learn',
  diverged: '90 % skew2, 10 % diverged and counted as 100 %',
}

const student3 = (random: Stream): number =>
  random.normal() / Math.sqrt((random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2) / 3)

/** Beta(2, 5): the second lowest of six uniform numbers. */
function beta25(random: Stream): number {
  const drawn = Array.from({ length: 6 }, () => random.uniform()).sort((a, b) => a - b)
  return drawn[1]!
}

export const draw = (shape: ShapeId, n: number, random: Stream): number[] =>
  Array.from({ length: n }, () => shapes[shape](random))

/** Number of draws that represent a shape. */
const many = 1_000_000
const populations = new Map<ShapeId, Float64Array>()

/** The shape as a fixed, very large ascending sample. */
function population(shape: ShapeId): Float64Array {
  const known = populations.get(shape)
  if (known) return known
  const random = stream(shapeIds.indexOf(shape), 'dataset')
  const drawn = Float64Array.from({ length: many }, () => shapes[shape](random)).sort()
  populations.set(shape, drawn)
  return drawn
}

export const trueMean = (shape: ShapeId): number => meanOf(population(shape))
export const trueThirds = (shape: ShapeId) => meansOfThirds(population(shape))
export const trueQuantile = (shape: ShapeId, p: number): number => population(shape)[Math.floor(p * many)]!
/** The share of the shape strictly below an error. */
export const trueShare = (shape: ShapeId, error: number): number => countBelow(population(shape), error) / many

const chances = new Map<string, number>()
/** The probability that a draw of `a` is lower than one of `b`, ties counting half. */
export function trueChance(a: ShapeId, b: ShapeId): number {
  if (a === b) return 0.5
  const key = `${a} ${b}`
  const known = chances.get(key)
  if (known !== undefined) return known
  const [own, others] = [population(a), population(b)]
  let sum = 0
  // Every tenth draw gives four digits.
  for (let i = 0; i < many; i += 10) sum += 1 - (countBelow(others, own[i]!) + countUpTo(others, own[i]!)) / (2 * many)
  chances.set(key, sum / (many / 10))
  return chances.get(key)!
}
