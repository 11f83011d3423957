import type { CDPSession, Page } from '@playwright/test'

/** Keyboard input through an input method and another layout, which Playwright's keyboard does not support. */
export interface Composing {
  /** Types `text` into the focused element, leaving its last syllable in composition, jamo by jamo. */
  write: (text: string) => Promise<void>
  /** Presses a key that the input method consumes. */
  press: (key: 'Enter' | 'Escape') => Promise<void>
  /** Ends the composition. */
  end: () => Promise<void>
  /** Presses Ctrl and the key at a position (`KeyK`) that types `letter` in the layout. */
  shortcut: (letter: string, code: string) => Promise<void>
}

const firstSyllable = 0xac00
const medials = 21
const finals = 28
const initials = Array.from('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ')

/**
 * The intermediate texts while typing a Hangul syllable: 간 as ㄱ, 가, 간 (Unicode, 3.12: syllables are numbered by their
 * jamo).
 */
export function composedOf(syllable: string): string[] {
  const index = syllable.codePointAt(0)! - firstSyllable
  const open = String.fromCodePoint(firstSyllable + index - (index % finals))
  return [...new Set([initials[Math.floor(index / (medials * finals))]!, open, syllable])]
}

/** The input method of a page. */
export async function composingOn(page: Page): Promise<Composing> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  let composed = ''
  return {
    async write(text) {
      composed = text.at(-1)!
      await cdp.send('Input.insertText', { text: text.slice(0, -1) })
      for (const step of composedOf(composed))
        await cdp.send('Input.imeSetComposition', { text: step, selectionStart: 1, selectionEnd: 1 })
    },
    async press(key) {
      // The key code of a key consumed by an input method.
      const code = { windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, ...code })
    },
    async end() {
      await cdp.send('Input.insertText', { text: composed })
    },
    async shortcut(letter, code) {
      const key = { key: letter, code, windowsVirtualKeyCode: code.charCodeAt(3) }
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', modifiers: 2, ...key })
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
    },
  }
}
