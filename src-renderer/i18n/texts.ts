import { shallowRef } from 'vue'
import type { Language } from '#shared/messages/language.ts'
import { messageParts, type MessagePart } from '#shared/messages/messageFormat.ts'
import { textAt, translation, type MessageKey, type Translate as TranslateAreas } from '#shared/messages/translation.ts'
import { english } from './english.ts'
import { korean } from './korean.ts'

/** The areas of the window's texts. */
export type WindowArea = keyof typeof english
/** Translates a text of the window. */
export type Translate = TranslateAreas<WindowArea>
export type WindowKey = MessageKey<WindowArea>

const tables = { en: english, ko: korean }
/** The translations of the window's texts by language. */
export const translations: Readonly<Record<Language, Translate>> = {
  en: translation<WindowArea>('en', tables.en),
  ko: translation<WindowArea>('ko', tables.ko),
}

const language = shallowRef<Language>('en')
const t: Translate = (key, ...values) => translations[language.value](key, ...values)
const partsOf = (key: WindowKey, names: readonly string[]): MessagePart[] =>
  messageParts(textAt(tables[language.value], key) ?? key, language.value, names)

/**
 * The window's language, which is set by the preferences; `t` translates a text into it, `partsOf` gives a text in
 * parts, for places that hold more than text.
 */
export const useText = () => ({ t, partsOf, language })
