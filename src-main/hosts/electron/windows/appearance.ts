import { app, nativeTheme } from 'electron'
import type { Theme } from '#shared/contract/appearance.ts'
import type { Language } from '#shared/messages/language.ts'
import { keepDesktopMemory, readDesktopMemory } from '../program/desktopMemory.ts'
import { textsIn, textsOfSystem, type Texts } from '../texts/texts.ts'

/** The theme and the texts of what is the system's to draw: title bars, menus, dialogs. As in the window, and from the start. */
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

  /** What was chosen last on this computer; null: nothing yet. */
  get chosen(): { theme: Theme; language: Language } | null {
    return this.#language === undefined ? null : { theme: nativeTheme.themeSource, language: this.#language }
  }

  /** Takes over what was chosen in a window; whether other texts are said from now on. */
  set({ theme, language }: { theme: Theme; language: Language }): boolean {
    if (theme === nativeTheme.themeSource && language === this.#language) return false
    const before = this.texts
    nativeTheme.themeSource = theme
    this.#language = language
    keepDesktopMemory({ theme, language })
    return this.texts !== before
  }
}
