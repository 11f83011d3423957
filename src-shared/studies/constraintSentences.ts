import { ruleOf, type Constraint } from '#shared/designspaces/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { FlopsWindow } from './flopsWindow.ts'

/** What holds for every network of a space, one sentence each: its constraints and the window of the study. */
export function constraintSentences(space: DesignSpace, window: FlopsWindow | undefined): string[] {
  return [
    ...space.constraints.map(sentence),
    ...(window ? [`FLOPs ${rangeText(megaFlops(window.low), megaFlops(window.high))} MF`] : []),
  ]
}

function sentence(constraint: Constraint): string {
  const { label } = ruleOf(constraint)
  const { min, max, ...others } = constraint as Partial<Record<string, unknown>>
  const said = [
    ...(min === undefined && max === undefined ? [] : [rangeText(boundText(min), boundText(max))]),
    ...Object.entries(others).flatMap(([key, value]) => (key === 'id' ? [] : [plainText(value)])),
  ]
  return said.length > 0 ? `${label}: ${said.join(', ')}` : label
}

/** nonDecreasing as non-decreasing. */
function plainText(value: unknown): string {
  return typeof value === 'string' ? value.replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`) : JSON.stringify(value)
}

function rangeText(low: string | undefined, high: string | undefined): string {
  if (low === undefined) return `up to ${high}`
  return high === undefined ? `from ${low}` : `${low} to ${high}`
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
