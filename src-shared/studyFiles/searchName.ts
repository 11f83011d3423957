import { millisecondsText } from '#shared/designspaces/constraints/timeLimits.ts'
import { countText, flopsText } from '#shared/format/counts.ts'
import type { Translate } from '#shared/messages/translation.ts'
import { budgetMeasures, type Budget, type BudgetMeasure } from './searchStudy.ts'

/** What a search is called unless it is given a name: Best RegNetX at 16 MF, 500 k parameters. */
export function searchName(space: string, budget: Budget, t: Translate<'search'>): string {
  const texts: Readonly<Record<BudgetMeasure, (most: number) => string>> = {
    flops: (most) => rounded(flopsText(most)),
    parameters: (most) => t('search.named.parameters', { count: rounded(countText(most)) }),
    activations: (most) => t('search.named.activations', { count: rounded(countText(most)) }),
    time: millisecondsText,
  }
  const given = budgetMeasures.flatMap((measure) => {
    const most = budget[measure]
    return most === undefined ? [] : [texts[measure](most)]
  })
  return t('search.named.whole', { space, budget: given.join(', ') })
}

/** Without decimals that are all zero: 16 MF of 16.0 MF. */
const rounded = (text: string): string => text.replace(/\.0+(?!\d)/, '')
