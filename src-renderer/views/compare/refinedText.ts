import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { describeRefinement } from '#shared/refinement/steps/describeRefinement.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { rootText } from '#shared/refinement/steps/changeTexts.ts'
import { statementText } from '#shared/refinement/steps/refinementText.ts'

/** What a space adds to its parent, in words; without a parent, the text of a root. */
export function refinedTexts(parent: DesignSpace | undefined, child: DesignSpace, t: Translate): string[] {
  if (!parent) return [rootText(t, child)]
  const { kind, added, changed, ranges, settings } = describeRefinement(parent, child)
  if (kind) return [t(`compare.${kind.to}`)]
  return [
    ...[...added, ...changed.map(({ to }) => to)].map((constraint) =>
      statementText({ kind: 'constraint', constraint }, t),
    ),
    ...ranges.map(({ size, stage }) =>
      stage === null ? t(`science.sizes.${size}`) : t('science.ofStage', { size: t(`science.sizes.${size}`), stage }),
    ),
    ...(settings.length > 0 ? [t('compare.settings')] : []),
  ]
}
