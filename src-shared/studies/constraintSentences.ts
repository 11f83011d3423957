import type { Constraint } from '#shared/designspaces/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { constraintWords, type ConstraintWords } from './constraintWords.ts'
import type { FlopsWindow } from './flopsWindow.ts'

/** What holds for every network of a space, one sentence each: its constraints and the window of the study. */
export function constraintSentences(
  space: DesignSpace,
  window: FlopsWindow | undefined,
  language: keyof typeof constraintWords = 'en',
): string[] {
  const words = constraintWords[language]
  return [
    ...space.constraints.map((constraint) => sentence(constraint, words)),
    ...(window ? [`FLOPs ${words.range(megaFlops(window.low), megaFlops(window.high))} MF`] : []),
  ]
}

function sentence(constraint: Constraint, words: ConstraintWords): string {
  const label = words.label(constraint.id)
  const { min, max, ...others } = constraint as Partial<Record<string, unknown>>
  const said = [
    ...(min === undefined && max === undefined ? [] : [words.range(boundText(min), boundText(max))]),
    ...Object.entries(others).flatMap(([key, value]) => (key === 'id' ? [] : [plainText(value, words)])),
  ]
  return said.length > 0 ? `${label}: ${said.join(', ')}` : label
}

function plainText(value: unknown, { orders }: ConstraintWords): string {
  return typeof value === 'string' ? ((orders as Record<string, string>)[value] ?? value) : JSON.stringify(value)
}

function boundText(bound: unknown): string | undefined {
  if (bound === undefined || typeof bound === 'number') return bound?.toString()
  const { offset = 0, perGigaFlops, exponent = 1 } = bound as Record<string, number>
  return `${offset} + ${perGigaFlops} F${exponent === 1 ? '' : `^${exponent}`} (F in GFLOPs)`
}

/** In millions; undefined: an open end. */
function megaFlops(flops: number): string | undefined {
  return flops <= 0 || flops >= Number.MAX_SAFE_INTEGER ? undefined : String(Number((flops / 1e6).toPrecision(4)))
}
