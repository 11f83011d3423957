import type { RefinementWalk } from '#shared/contract/refinements.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { statementText } from '#shared/refinement/steps/refinementText.ts'
import { wizardState } from './wizardState.ts'

/** The user's changes to a refinement, in lines: its step, choice, name and reason. */
export function walkText({ step, state }: RefinementWalk, t: Translate): string {
  const { choice, name, reason } = wizardState(state)
  return [t(`refine.stepNames.${step}`), choice ? statementText(choice, t) : '', name, reason ?? '']
    .filter((line) => line !== '')
    .join('\n')
}
