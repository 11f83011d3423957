import { kindOf, type Constraint } from '#shared/designspaces/constraints/constraints.ts'
import { shortWords } from '#shared/designspaces/constraints/constraintWords.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { BlockId } from '#shared/networks/network.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import { describeRefinement, type SettingKey } from '#shared/refinement/steps/describeRefinement.ts'
import type { DrawnSizeId } from '#shared/refinement/steps/refinement.ts'
import type { Translate } from '#shared/messages/translation.ts'
import { valuesOf } from '#shared/random/valuesOf.ts'
import { formulaText } from './formulaText.ts'
import { statementText } from './refinementText.ts'

type StepTranslate = Translate<'constraints' | 'science' | 'spaces'>

/** The symbol of a size in the paper. */
export const sizeSymbols: Readonly<Record<DrawnSizeId, { readonly letter: string; readonly index: string }>> = {
  depth: { letter: 'd', index: '' },
  width: { letter: 'w', index: '' },
  bottleneckRatio: { letter: 'b', index: '' },
  groupWidth: { letter: 'g', index: '' },
  initialWidth: { letter: 'w', index: '0' },
  widthSlope: { letter: 'w', index: 'a' },
  widthMultiplier: { letter: 'w', index: 'm' },
}

/** The text for a space that refines no other; only AnyNetX without constraints is unrestricted. */
export function rootText(t: StepTranslate, { parameters, constraints }: DesignSpace): string {
  return t(parameters.kind === 'anyNet' && constraints.length === 0 ? 'spaces.short.free' : 'spaces.short.root')
}

/** The differences of `child` from `parent`, a few words each; for a root, whether it is restricted. */
export function changeTexts(t: StepTranslate, parent: DesignSpace | undefined, child: DesignSpace): string[] {
  if (!parent) return [rootText(t, child)]
  const { kind, added, changed, removed, ranges, settings } = describeRefinement(parent, child)
  if (kind) return [t(`spaces.short.${kind.to}`)]
  return [
    ...[...added, ...changed.map(({ to }) => to)].map((constraint) => constraintText(t, constraint)),
    ...ranges.map(({ size, stage, to }) => rangeText(size, stage, to)),
    ...settings.map(({ key, to }) =>
      t('spaces.short.setting', { what: t(`spaces.settings.${key}`), value: settingText(t, key, to) }),
    ),
    ...removed.map((constraint) => t('spaces.short.without', { what: constraintText(t, constraint) })),
  ]
}

/** A constraint in a few words; one of numbers as a formula. */
export function constraintText(t: StepTranslate, constraint: Constraint): string {
  const refinement = { kind: 'constraint', constraint } as const
  const { fields } = kindOf(constraint)
  return shortWords(constraint, t) ?? ('order' in fields ? statementText(refinement, t) : formulaText(refinement))
}

function rangeText(size: DrawnSizeId, stage: number | null, to: Distribution | undefined): string {
  const values = valuesOf(to)
  const [low, high] = [values[0], values.at(-1)]
  return formulaText({ kind: 'range', size, ...(stage !== null && { stage }), low, high })
}

function settingText(t: StepTranslate, key: SettingKey, value: unknown): string {
  if (key === 'block') return t(`spaces.blocks.${value as BlockId}.short`)
  return Array.isArray(value) ? value.join(', ') : String(value)
}
