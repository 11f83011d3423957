import { pRelationText } from '#shared/format/probabilities.ts'
import type { Translate } from '#shared/messages/translation.ts'
import type { CorrectedVerdict } from './correctedVerdict.ts'

/** What is said beside a verdict of a study that has tried several constraints: the verdict corrected for them. */
export const triedText = ({ tried, p, correctedP, verdict }: CorrectedVerdict, t: Translate<'science'>): string =>
  t('science.tried', { tried, verdict, corrected: pRelationText(correctedP), p: pRelationText(p) })
