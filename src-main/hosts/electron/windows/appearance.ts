import { app, nativeTheme } from 'electron'
import type { Theme } from '#shared/contract/appearance.ts'
import type { Language } from '#shared/messages/language.ts'
import { keepDesktopMemory, readDesktopMemory } from '../program/desktopMemory.ts'
import { textsIn, textsOfSystem, type Texts } from '../texts/texts.ts'

/** Theme and texts of what the system draws: title bars, menus, dialogs. They match the window's, from the start. */
export class Appearance {
  #language: Language | undefined

  constructor() {
    const { theme = 'system', language } = readDesktopMemory()
    nativeTheme.themeSource = theme
    this.#language = language
  }

  get texts(): Texts {
    return this.#language === undefined ? textsOfSystem(app.getPreferredSystemLanguages()) : textsIn(this.#language)
  }

  /** The last choice on this computer; null if there was none. */
  get chosen(): { theme: Theme; language: Language } | null {
    return this.#language === undefined ? null : { theme: nativeTheme.themeSource, language: this.#language }
  }

  /** Applies a choice made in a window; returns whether the texts have changed. */
  set({ theme, language }: { theme: Theme; language: Language }): boolean {
    if (theme === nativeTheme.themeSource && language === this.#language) return false
    const before = this.texts
    nativeTheme.themeSource = theme
    this.#language = language
    keepDesktopMemory({ theme, language })
    return this.texts !== before
  }
}
