import { constraintWords, rangeWords, type ConstraintForm } from '#shared/designspaces/constraints/constraintWords.ts'
import { networkParameters, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import type { StageSize } from '#shared/refinement/steps/rangeMeanings.ts'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'
import type { Translate } from '#shared/messages/translation.ts'

type StepTranslate = Translate<'constraints' | 'science'>

/** The refinement as a researcher's question: "Share one bottleneck ratio across all stages?" */
export const questionText = (refinement: Refinement, t: StepTranslate): string => said(refinement, 'question', t)

/** What holds once it is accepted: "one bottleneck ratio for all stages". */
export const statementText = (refinement: Refinement, t: StepTranslate): string => said(refinement, 'statement', t)

type ParameterOfAll = Exclude<NetworkParameterId, `${StageSize}${number}`>
/** The name of a network parameter, including its stage. */
export function parameterText(id: NetworkParameterId, t: Translate<'science'>): string {
  const { stage } = networkParameters[id]
  return stage === undefined
    ? t(`science.parameters.${id as ParameterOfAll}`)
    : t(`science.parameters.${id.slice(0, -1) as StageSize}`, { stage })
}

function said(refinement: Refinement, form: ConstraintForm, t: StepTranslate): string {
  if (refinement.kind === 'constraint') return constraintWords(refinement.constraint, form, t)
  const { size: id, stage, low, high } = refinement
  const size = t(`science.sizes.${id}`)
  return rangeWords(
    stage === undefined ? size : t('science.ofStage', { size, stage }),
    { min: low, max: high },
    form,
    t,
  )
}
