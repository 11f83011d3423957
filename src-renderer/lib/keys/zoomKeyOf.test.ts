import { expect, it } from 'vitest'
import { zoomKeyOf } from './zoomKeyOf.ts'

it.each([
  ['Latin', '=', 'Equal', 'in'],
  ['Latin with Shift', '+', 'Equal', 'in'],
  ['Latin', '-', 'Minus', 'out'],
  ['the numeric block', '+', 'NumpadAdd', 'in'],
  ['the numeric block', '-', 'NumpadSubtract', 'out'],
  ['German, where + is at the place of ]', '+', 'BracketRight', 'in'],
  ['German, where ß is at the place of -', 'ß', 'Minus', 'out'],
  ['German, where an accent is at the place of =', 'Dead', 'Equal', 'in'],
  ['French, where - is at the place of 6', '-', 'Digit6', 'out'],
  ['French, where à is at the place of 0', 'à', 'Digit0', 'whole'],
  ['French, where ) is at the place of -', ')', 'Minus', undefined],
  ['Czech, where = is at the place of -', '=', 'Minus', 'in'],
  ['Turkish, where - is at the place of =', '-', 'Equal', 'out'],
  ['Persian digits', '۰', 'Digit0', 'whole'],
  ['Thai', 'ข', 'Minus', 'out'],
  ['Thai', 'ช', 'Equal', 'in'],
  ['a key that the input method has', 'Process', 'Minus', undefined],
  ['a letter', 'a', 'KeyA', undefined],
])('%s: %s at %s is %s', (_, key, code, zoom) => {
  expect(zoomKeyOf({ key, code } as KeyboardEvent)).toBe(zoom)
})

it('leaves Ctrl, Alt and Command to the browser’s own zoom', () => {
  for (const held of ['ctrlKey', 'altKey', 'metaKey'])
    expect(zoomKeyOf({ key: '+', code: 'Equal', [held]: true } as unknown as KeyboardEvent)).toBeUndefined()
})
