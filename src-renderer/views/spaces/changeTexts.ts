import type { Constraint } from '#shared/designspaces/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import { describeRefinement } from '#shared/refinement/describeRefinement.ts'
import type { DrawnSizeId } from '#shared/refinement/refinement.ts'
import { valuesOf } from './drawnSizes.ts'

/** The texts of the window's language. */
export type Translate = (key: string, named?: Record<string, unknown>) => string

/** The letter of a size in the paper. */
export const sizeSymbols: Readonly<Record<DrawnSizeId, { readonly letter: string; readonly index: string }>> = {
  depth: { letter: 'd', index: '' },
  width: { letter: 'w', index: '' },
  bottleneckRatio: { letter: 'b', index: '' },
  groupWidth: { letter: 'g', index: '' },
  initialWidth: { letter: 'w', index: '0' },
  widthSlope: { letter: 'w', index: 'a' },
  widthMultiplier: { letter: 'w', index: 'm' },
}

/** In what `child` differs from `parent`, one phrase for each difference; a root says what it is. */
export function changeTexts(t: Translate, parent: DesignSpace | undefined, child: DesignSpace): string[] {
  if (!parent) return [t(child.constraints.length === 0 ? 'spaces.short.free' : 'spaces.short.root')]
  const { kind, added, changed, removed, ranges, settings } = describeRefinement(parent, child)
  if (kind) return [t(`spaces.short.${kind.to}`)]
  return [
    ...added.map((constraint) => constraintText(t, constraint)),
    ...changed.map(({ to }) => constraintText(t, to)),
    ...ranges.map(({ size, stage, to }) => rangeText(t, size, stage, to)),
    ...settings.map(({ key, to }) =>
      t('spaces.short.setting', { what: t(`spaces.settings.${key}`), value: settingText(t, key, to) }),
    ),
    ...removed.map((constraint) => t('spaces.short.without', { what: constraintText(t, constraint) })),
  ]
}

/** A constraint in a few words: "widths never shrink", "w 8–128". */
export function constraintText(t: Translate, constraint: Constraint): string {
  const key = `spaces.short.${constraint.id}`
  if ('order' in constraint) return t(`${key}.${constraint.order}`)
  if ('maxFitError' in constraint) return t(key, { max: constraint.maxFitError })
  if (!('min' in constraint || 'max' in constraint)) return t(key)
  const { min, max } = constraint as { min?: unknown; max?: unknown }
  if (typeof min === 'object' || typeof max === 'object') return t(`${key}.function`)
  return limitsText(t, t(`${key}.name`), min as number | undefined, max as number | undefined)
}

function limitsText(t: Translate, what: string, low: number | undefined, high: number | undefined): string {
  if (low !== undefined && high !== undefined)
    return t(low === high ? 'spaces.short.exactly' : 'spaces.short.between', { what, low, high })
  return low === undefined ? t('spaces.short.atMost', { what, high }) : t('spaces.short.atLeast', { what, low })
}

function rangeText(t: Translate, size: DrawnSizeId, stage: number | null, to: Distribution | undefined): string {
  const { letter, index } = sizeSymbols[size]
  const values = valuesOf(to)
  return limitsText(t, `${letter}${stage === null ? index : stage}`, values[0], values.at(-1))
}

function settingText(t: Translate, key: string, value: unknown): string {
  if (key === 'block') return t(`spaces.blocks.${String(value)}.short`)
  return Array.isArray(value) ? value.join(', ') : String(value)
}
