import { desktop as english } from '#shared/messages/en/desktop.ts'
import { shell as englishShell } from '#shared/messages/en/shell.ts'
import { desktop as korean } from '#shared/messages/ko/desktop.ts'
import { shell as koreanShell } from '#shared/messages/ko/shell.ts'
import type { Language } from '#shared/messages/language.ts'
import { translation, type Translate } from '#shared/messages/translation.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** What the shell says in one language: `t` its own texts and the names of screens, `said` what the lab says. */
export interface Texts {
  readonly t: Translate<'desktop' | 'shell'>
  readonly said: (sentence: Sentence) => string
}

/** The entries that Electron acts for itself, and would name in English alone. */
export type RoleId = keyof (typeof english)['roles']

const tables = { en: { desktop: english, shell: englishShell }, ko: { desktop: korean, shell: koreanShell } }
const textsOf = (language: Language): Texts => ({
  t: translation<'desktop' | 'shell'>(language, tables[language]),
  said: (sentence) => saidIn(language, sentence),
})
const texts: Record<Language, Texts> = { en: textsOf('en'), ko: textsOf('ko') }

/** The texts in a language. */
export const textsIn = (language: Language): Texts => texts[language]

/** The texts for a system whose languages are these, the preferred one first. */
export function textsOfSystem(languages: readonly string[]): Texts {
  return textsIn(languages[0]?.startsWith('ko') ? 'ko' : 'en')
}
