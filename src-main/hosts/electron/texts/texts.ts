import { desktop as english } from '#shared/messages/en/desktop.ts'
import { shell as englishShell } from '#shared/messages/en/shell.ts'
import { desktop as korean } from '#shared/messages/ko/desktop.ts'
import { shell as koreanShell } from '#shared/messages/ko/shell.ts'
import type { Language } from '#shared/messages/language.ts'
import { translation, type Translate } from '#shared/messages/translation.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** The shell's texts in one language: `t` translates its own texts and screen names, `said` the lab's sentences. */
export interface Texts {
  readonly t: Translate<'desktop' | 'shell'>
  readonly said: (sentence: Sentence) => string
}

/** Entries that Electron performs itself and would label in English only. */
export type RoleId = keyof (typeof english)['roles']

const tables = { en: { desktop: english, shell: englishShell }, ko: { desktop: korean, shell: koreanShell } }
const textsOf = (language: Language): Texts => ({
  t: translation<'desktop' | 'shell'>(language, tables[language]),
  said: (sentence) => saidIn(language, sentence),
})
const texts: Record<Language, Texts> = { en: textsOf('en'), ko: textsOf('ko') }

/** The texts in a language. */
export const textsIn = (language: Language): Texts => texts[language]

/** The texts for a system with these languages, the preferred one first. */
export function textsOfSystem(languages: readonly string[]): Texts {
  return textsIn(languages[0]?.startsWith('ko') ? 'ko' : 'en')
}
