import { shortText } from '#shared/format/numbers.ts'
import type { Translate } from '#shared/messages/translation.ts'
import type { RecipeLaw } from '#shared/training/recipeLaws.ts'

/** How a value is drawn for each network, in words: "0.01 to 1 on a logarithmic scale, drawn for each network". */
export function lawText(
  law: RecipeLaw,
  t: Translate<'plan'>,
  write: (value: number) => string = (value) => shortText(value),
): string {
  return law.law === 'choice'
    ? t('plan.drawn.choice', { values: law.values.map((value) => write(value)).join(', ') })
    : t(`plan.drawn.${law.law}`, { low: write(law.low), high: write(law.high) })
}
