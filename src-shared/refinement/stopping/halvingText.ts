import { fixedText, percentageText } from '#shared/format/numbers.ts'
import type { Translate } from '#shared/messages/translation.ts'
import type { Halving } from '#shared/training/halving.ts'
import { curtailedTexts } from './curtailed.ts'
import { leastAgreement, type Rung } from './halving.ts'

/** A population that drops its worst networks early. */
export interface HalvedPopulation {
  readonly name: string
  readonly halving: Halving
  /** Number of its networks, and of those dropped. */
  readonly count: number
  readonly dropped: number
  /** Null while networks to be trained in full are not over. */
  readonly rungs: readonly Rung[] | null
}

/** What is said of a population that drops its worst networks: what each rung rests on, and what its errors are once some are dropped. */
export function halvingTexts(
  { name, halving, count, dropped, rungs }: HalvedPopulation,
  t: Translate<'science'>,
): string[] {
  const waits = t('science.halving.waits', { name, count: halving.inFull })
  return [...(rungs?.map((rung) => rungText(rung, t)) ?? [waits]), ...curtailedTexts({ name, count, dropped }, t)]
}

function rungText({ epoch, n, agreement, highest }: Rung, t: Translate<'science'>): string {
  if (!agreement) return t('science.halving.tooFew', { epoch, count: n })
  const [value, low, high] = [agreement.value, agreement.low, agreement.high].map((end) => fixedText(end, 2)) as [
    string,
    string,
    string,
  ]
  const found = { epoch, count: n, value, low, high }
  return highest === null
    ? t('science.halving.disagrees', { ...found, least: fixedText(leastAgreement, 1) })
    : t('science.halving.agrees', { ...found, highest: percentageText(highest, 2) })
}
