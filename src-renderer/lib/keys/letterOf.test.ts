import { expect, it } from 'vitest'
import { letterOf, shortcutOf } from './letterOf.ts'

it.each([
  ['Latin', 'k', 'KeyK', 'k'],
  ['Latin with Caps Lock', 'K', 'KeyK', 'k'],
  ['Dvorak, whose K is at the place of V', 'k', 'KeyV', 'k'],
  ['AZERTY, whose Z is at the place of W', 'z', 'KeyW', 'z'],
  ['Russian', 'л', 'KeyK', 'k'],
  ['Russian with Caps Lock', 'Я', 'KeyZ', 'z'],
  ['Greek', 'κ', 'KeyK', 'k'],
  ['Hebrew', 'ש', 'KeyA', 'a'],
  ['Arabic', 'ن', 'KeyK', 'k'],
  ['Hangul', 'ㅏ', 'KeyK', 'k'],
  ['Thai', 'า', 'KeyK', 'k'],
  ['a letter of the Turkish alphabet', 'ı', 'KeyI', undefined],
  ['Russian, a key that is no letter on a Latin keyboard', 'ж', 'Semicolon', undefined],
  ['a digit', '1', 'Digit1', undefined],
  ['an arrow', 'ArrowLeft', 'ArrowLeft', undefined],
  ['a key that the input method has', 'Process', 'KeyK', undefined],
])('%s: %s at %s is %s', (_, key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter)
})

it('a shortcut is a letter with Ctrl or Command; AltGr writes', () => {
  const pressed = (held: object) => shortcutOf({ key: 'z', code: 'KeyZ', ...held } as KeyboardEvent)
  expect([{ ctrlKey: true }, { metaKey: true }, {}, { ctrlKey: true, altKey: true }].map(pressed)).toEqual([
    'z',
    'z',
    undefined,
    undefined,
  ])
})
