import type { PopulationEdfInput } from '#renderer/charts/populationEdf.ts'
import { shortText } from '#shared/format/numbers.ts'
import type { BandKind } from '#shared/statistics/ranges/edfBand.ts'
import type { Translate } from '#renderer/views/refine/refinementText.ts'
import type { ErrorCut } from '#renderer/charts/errorCut.ts'

export interface CaptionFacts {
  readonly epochs: number
  /** Where the axis is cut; null where it is whole. */
  readonly cut: ErrorCut | null
  readonly pair: { readonly newer: string; readonly older: string } | undefined
  readonly bandKind: BandKind
  /** How populations were made equal; undefined where they were not. */
  readonly weighted: Readonly<Record<'bins' | 'by' | 'low' | 'high', unknown>> | undefined
}

/** What goes below the figure: what the curves give, then a sentence for each thing that is drawn beside them. */
export function figureCaption(
  { populations, bands, gap }: PopulationEdfInput,
  { epochs, cut, pair, bandKind, weighted }: CaptionFacts,
  t: Translate,
  language: string,
): string {
  const names = new Intl.ListFormat(language).format(populations.map(({ name }) => name))
  return [
    t('compare.captionText', { names, epochs }),
    ...(weighted ? [t('compare.captionWeighted', { ...weighted })] : []),
    ...(bands !== 'none' ? [t(`compare.captionBands.${bandKind}`)] : []),
    ...(gap && pair ? [t('compare.captionGap', { ...pair })] : []),
    ...(cut ? [t('compare.captionCut', { high: shortText(cut.scale.high), n: cut.beyond })] : []),
  ].join(' ')
}
