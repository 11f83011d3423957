import type { Translate } from '#renderer/i18n/texts.ts'
import type { LogLine } from './logLines.ts'

/** A line of a log in words, without its reason. */
export function lineText({ kind, name, count, step, decision, testUse }: LogLine, t: Translate): string {
  if (testUse) return t('science.testUse', { ...testUse })
  if (decision !== null) return t(`log.decided.${decision}`, { name })
  return t(`log.kinds.${kind}`, { name, count, step: step === null ? '' : t(`refine.stepNames.${step}`) })
}
