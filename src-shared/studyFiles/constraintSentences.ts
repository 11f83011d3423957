import type { Constraint } from '#shared/designspaces/constraints/constraints.ts'
import { constraintWords } from '#shared/designspaces/constraints/constraintWords.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { constraints as english } from '#shared/messages/en/constraints.ts'
import { constraints as korean } from '#shared/messages/ko/constraints.ts'
import type { Language } from '#shared/messages/language.ts'
import { translation } from '#shared/messages/translation.ts'
import type { FlopsWindow } from './flopsWindow.ts'

const translations = {
  en: translation<'constraints'>('en', { constraints: english }),
  ko: translation<'constraints'>('ko', { constraints: korean }),
}

/** The constraints on every network of a space, one sentence each: its own and the study's FLOPs window. */
export function constraintSentences(
  space: DesignSpace,
  window: FlopsWindow | undefined,
  language: Language = 'en',
): string[] {
  const t = translations[language]
  return [...space.constraints, ...(window ? asConstraints(window) : [])].map((constraint) => {
    const words = constraintWords(constraint, 'statement', t)
    return words.charAt(0).toUpperCase() + words.slice(1)
  })
}

/** The FLOPs window as a constraint; an end that every network satisfies is open. */
function asConstraints({ low, high }: FlopsWindow): Constraint[] {
  const min = low > 0 ? { min: low } : {}
  const max = high < Number.MAX_SAFE_INTEGER ? { max: high } : {}
  return 'min' in min || 'max' in max ? [{ id: 'flops', ...min, ...max }] : []
}
