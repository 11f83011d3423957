import type { ErrorCut } from '#shared/charts/errorCut.ts'
import { hasBands, type PopulationEdfInput } from '#shared/charts/populationEdf.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { listText } from '#shared/format/lists.ts'
import { shortText } from '#shared/format/numbers.ts'
import type { BandKind } from '#shared/statistics/ranges/edfBand.ts'

export interface CaptionFacts {
  /** Epochs of each population's recipe. */
  readonly epochs: readonly number[]
  /** Where the axis is cut; null if it is whole. */
  readonly cut: ErrorCut | null
  readonly pair: { readonly newer: string; readonly older: string } | undefined
  readonly bandKind: BandKind
  /** Parameters of the normalisation; undefined without one. */
  readonly weighted: Readonly<Record<'bins' | 'by' | 'low' | 'high', string | number>> | undefined
  /** What is to be borne in mind beside the curves, whole sentences; see curtailedTexts. */
  readonly notes: readonly string[]
}

/** The caption of the figure: a sentence about the curves, then one for each other thing drawn. */
export function figureCaption(
  input: PopulationEdfInput,
  { epochs: all, cut, pair, bandKind, weighted, notes }: CaptionFacts,
  t: Translate,
  language: string,
): string {
  const shown = input.populations.filter(({ errors }) => errors.length > 0)
  const names = listText(
    shown.map(({ name, errors }) => t('compare.captionName', { name, n: errors.length })),
    language,
  )
  const [epochs, ...others] = new Set(all)
  return [
    t('compare.captionNames', { names }),
    epochs !== undefined && others.length === 0
      ? t('compare.captionEpochs', { epochs })
      : t('compare.captionLastEpoch'),
    ...(weighted ? [t('compare.captionWeighted', { ...weighted })] : []),
    ...(hasBands(input) ? [t(`compare.${weighted ? 'captionWeightedBands' : 'captionBands'}.${bandKind}`)] : []),
    ...(input.gap && pair ? [t('compare.captionGap', { ...pair })] : []),
    ...(cut ? [t('compare.captionCut', { high: shortText(cut.scale.high), n: cut.beyond })] : []),
    ...notes,
  ].join(' ')
}
