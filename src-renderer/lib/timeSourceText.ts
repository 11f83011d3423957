import { capitalised } from '#shared/format/capitalised.ts'
import type { Translate } from '#shared/messages/translation.ts'
import type { TimingConditions } from '#shared/timing/timing.ts'

/** What was timed, on how many images and where, in one line. */
export function timeSourceText(
  { mode, batchSize: batch, device, provider, threads }: Omit<TimingConditions, 'plan' | 'driver' | 'onnxruntime'>,
  t: Translate<'explore' | 'figures'>,
): string {
  return capitalised(t('explore.timesOf', { mode: t(`figures.values.${mode}`), batch, device, provider, threads }))
}
