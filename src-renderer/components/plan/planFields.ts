import type { StudyPlan } from '#shared/contract/studies.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { parseCount } from '#shared/studyFiles/flopsWindow.ts'

/** Path to a value in a plan, outermost key first. */
export type Path = readonly string[]

interface TypedField {
  readonly path: Path
  /** Written with a prefix: 0.3M. */
  readonly counts?: true
  /** May be empty, which means null. */
  readonly optional?: true
}

/** Plan fields with a text input, by label key. To add one: an entry here and its texts. */
export const typedFields = {
  imageSize: { path: ['imageSize'] },
  perSpace: { path: ['perSpace'] },
  seed: { path: ['seed'] },
  flopsLow: { path: ['flops', 'low'], counts: true, optional: true },
  flopsHigh: { path: ['flops', 'high'], counts: true, optional: true },
  trainCount: { path: ['dataset', 'trainCount'] },
  testCount: { path: ['dataset', 'testCount'] },
  epochs: { path: ['recipe', 'epochs'] },
  batchSize: { path: ['recipe', 'batchSize'] },
  baseLearningRate: { path: ['recipe', 'baseLearningRate'] },
  warmupEpochs: { path: ['recipe', 'warmupEpochs'] },
  weightDecay: { path: ['recipe', 'weightDecay', 'weight'] },
  imagesPerEpoch: { path: ['recipe', 'imagesPerEpoch'], optional: true },
  cropPadding: { path: ['recipe', 'augmentation', 'cropPadding'] },
  warmupFactor: { path: ['recipe', 'warmupFactor'] },
  momentum: { path: ['recipe', 'momentum'] },
  normDecay: { path: ['recipe', 'weightDecay', 'batchNorm'] },
  biasDecay: { path: ['recipe', 'weightDecay', 'bias'] },
  bnMomentum: { path: ['recipe', 'bnMomentum'] },
  labelSmoothing: { path: ['recipe', 'labelSmoothing'] },
  mixupAlpha: { path: ['recipe', 'mixupAlpha'] },
  validationShare: { path: ['recipe', 'validation', 'share'] },
  splitSeed: { path: ['recipe', 'validation', 'splitSeed'] },
  evaluateEvery: { path: ['recipe', 'evaluateEvery'] },
} as const satisfies Record<string, TypedField>
export type TypedFieldId = keyof typeof typedFields

/** Switches of a recipe, with the values for on and off. */
export const switchedFields = {
  flip: { path: ['recipe', 'augmentation', 'flip'], on: true, off: false },
  nesterov: { path: ['recipe', 'nesterov'], on: true, off: false },
  zeroFinalGamma: { path: ['recipe', 'zeroFinalGamma'], on: true, off: false },
  randomResizedCrop: {
    path: ['recipe', 'augmentation', 'randomResizedCrop'],
    on: { area: [0.08, 1], aspect: [0.75, 1.3333333] },
    off: null,
  },
  ema: { path: ['recipe', 'ema'], on: { alpha: 1e-5, periodSteps: 32 }, off: null },
  preciseBn: { path: ['recipe', 'preciseBn'], on: { samples: 1024 }, off: null },
} as const satisfies Record<string, { path: Path; on: unknown; off: unknown }>
export type SwitchedFieldId = keyof typeof switchedFields

/** The value at a path; undefined if the plan does not have that path. */
export function valueAt(plan: StudyPlan, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    plan,
  )
}

/** The plan with another value at a path; null on the way is replaced by an object. */
export function withValueAt<T>(tree: T, [key, ...rest]: Path, value: unknown): T {
  if (key === undefined) return value as T
  const inside = (tree ?? {}) as Record<string, unknown>
  return { ...inside, [key]: withValueAt(inside[key], rest, value) } as T
}

/** A number as the text of its field. */
export function textOf(id: TypedFieldId, value: unknown): string {
  const field: TypedField = typedFields[id]
  if (typeof value !== 'number' || (field.counts && value >= Number.MAX_SAFE_INTEGER)) return ''
  return field.counts ? countTyped(value) : String(value)
}

/** The number in a typed text; null for an empty optional field, undefined if it is not a number. */
export function numberOf(id: TypedFieldId, text: string): number | null | undefined {
  const field: TypedField = typedFields[id]
  const trimmed = text.trim()
  if (trimmed === '') return field.optional ? null : undefined
  return field.counts ? parseCount(trimmed) : typedNumber(trimmed)
}

const prefixes = [
  { from: 1e9, size: 1e9, prefix: 'G' },
  { from: 1e5, size: 1e6, prefix: 'M' },
] as const

/** A count with its prefix: 0.3M, 16M, 1.6G; parseCount reads it. */
export function countTyped(value: number): string {
  const found = prefixes.find(({ from }) => value >= from)
  return found ? `${Number((value / found.size).toPrecision(6))}${found.prefix}` : String(value)
}
