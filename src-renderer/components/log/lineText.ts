import type { LogLine } from './logLines.ts'

type Translate = (key: string, named: Record<string, unknown>, plural: number) => string

/** A line of a log in words, without its reason. */
export function lineText({ kind, name, count, step, decision, testUse }: LogLine, t: Translate): string {
  if (testUse) return t('science.testUse', { ...testUse }, 1)
  if (decision !== null) return t(`log.decided.${decision}`, { name }, 1)
  return t(`log.kinds.${kind}`, { name, count, step: step === null ? '' : t(`refine.stepNames.${step}`, {}, 1) }, count)
}
