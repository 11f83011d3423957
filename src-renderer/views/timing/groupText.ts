import type { Translate } from '#renderer/i18n/texts.ts'
import type { TimedGroup } from './timedNetworks.ts'

/** What was timed on how many images: "Inference, batch 64". */
export function groupName({ conditions, isPublished }: TimedGroup, t: Translate): string {
  const { mode, batchSize: batch } = conditions
  const values = { mode: t(`timing.mode.${mode}`), batch }
  return isPublished ? t('timing.conditionsPublished', values) : t('timing.conditions', values)
}

/** What computed, in one line. */
export function deviceText({ conditions }: TimedGroup, t: Translate): string {
  const { device, driver, provider, plan, threads, onnxruntime } = conditions
  return [
    t('timing.deviceText', { device, provider, onnxruntime, threads }),
    ...(driver === null ? [] : [t('timing.driver', { driver })]),
    ...(plan === null ? [] : [t('timing.plan', { plan })]),
  ].join(', ')
}
