import { terminal as english } from '#shared/messages/en/terminal.ts'
import { terminal as korean } from '#shared/messages/ko/terminal.ts'
import type { Language } from '#shared/messages/language.ts'
import { translation, type Translate } from '#shared/messages/translation.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { messageOf, type Sentence } from '#shared/sentences/sentence.ts'

type Environment = Readonly<Partial<Record<string, string>>>

/**
 * The language of the terminal: that of the first of LC_ALL, LC_MESSAGES and LANG that is set; without any, as on Windows,
 * the system's.
 */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Environment, system: string): Language {
  const named = [LC_ALL, LC_MESSAGES, LANG].find((locale) => locale !== undefined && locale !== '') ?? system
  return /^ko(?![a-z])/i.test(named) ? 'ko' : 'en'
}

let language: Language = languageOf(process.env, Intl.DateTimeFormat().resolvedOptions().locale)

/** Chooses the language in which this process says its errors, in place of the system's. */
export function speak(chosen: Language): void {
  language = chosen
}

const translations = {
  en: translation<'terminal'>('en', { terminal: english }),
  ko: translation<'terminal'>('ko', { terminal: korean }),
}

/** Says a message of the terminal in the process's language. */
export const t: Translate<'terminal'> = (key, ...values) => translations[language](key, ...values)

/** A sentence in the process's language. */
export const said = (sentence: Sentence): string => saidIn(language, sentence)

/** What an error says, in the process's language where it has a sentence. */
export const errorText = (error: unknown): string => said(messageOf(error))
