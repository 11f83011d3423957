import { createI18n } from 'vue-i18n'
import type { Language } from '#shared/contract/appearance.ts'
import { withParticles } from '#shared/sentences/particles.ts'
import { areas } from './messages/all.ts'

type Areas = typeof areas
type Messages<L extends Language> = { [A in keyof Areas]: Areas[A][L] }

function messagesOf<L extends Language>(language: L): Messages<L> {
  return Object.fromEntries(Object.entries(areas).map(([area, texts]) => [area, texts[language]])) as Messages<L>
}

/** The texts of the window by language, under the name of their area: `t('shell.home')`. */
export const messages = { en: messagesOf('en'), ko: messagesOf('ko') }

/** The translations of an application that starts in `language`. */
export function createTranslations(language: Language) {
  return createI18n({
    ...{ legacy: false as const, locale: language, fallbackLocale: 'en', messages },
    postTranslation: (text) => (typeof text === 'string' ? withParticles(text) : text),
  })
}
