import { capitalised } from '#shared/format/capitalised.ts'
import { fixedText } from '#shared/format/numbers.ts'
import type { FigureControl } from '#shared/figures/figureControls.ts'
import { complexityIds, conditionIds, traitIds } from '#shared/figures/figureParameters.ts'
import { networkParameterIds, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import type { english } from '#renderer/i18n/english.ts'
import type { Translate } from '#renderer/i18n/texts.ts'

export type ChosenParameters = Readonly<Record<string, string | number>>
type ValueId = keyof (typeof english)['figures']['values']

const isOneOf = <Id extends string>(ids: readonly Id[], id: string): id is Id => (ids as readonly string[]).includes(id)

/** The name of a value of a figure's parameter; `chosen` are the figure's other parameters, which it may depend on. */
export function optionText(value: string, chosen: ChosenParameters, t: Translate): string {
  const within = fixedText(100 * (Number(chosen['within'] ?? 1.1) - 1), 0)
  if (isOneOf(conditionIds, value)) return capitalised(t(`figures.conditions.${value}`, { within }))
  if (isOneOf(traitIds, value)) return capitalised(t(`figures.traits.${value}`, { within }))
  if (isOneOf(complexityIds, value)) return capitalised(t(`science.parameters.${value}`))
  if (isOneOf<NetworkParameterId>(networkParameterIds, value)) return capitalised(parameterText(value, t))
  return capitalised(t(`figures.values.${value as ValueId}`))
}

/** What differs from the figure's defaults: "Parameter: depth". */
export const chosenTexts = (controls: readonly FigureControl[], chosen: ChosenParameters, t: Translate): string[] =>
  controls.flatMap(({ name, kind }) => {
    const value = chosen[name]
    if (value === undefined) return []
    return [`${t(`figures.parameters.${name}`)}: ${kind === 'choice' ? optionText(String(value), chosen, t) : value}`]
  })
