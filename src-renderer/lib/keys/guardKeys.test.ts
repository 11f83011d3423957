import { beforeEach, expect, it } from 'vitest'
import { guardKeys } from './guardKeys.ts'

let listeners: Record<string, (event: object) => void>
beforeEach(() => {
  listeners = {}
  guardKeys({
    addEventListener: (type: string, listener: (event: object) => void, { capture }: { capture: boolean }) => {
      // In another phase handlers would have had the key before.
      expect(capture).toBe(true)
      listeners[type] = listener
    },
  } as unknown as Window)
})

/** An element inside others, as selectors find them. */
const inside = (...selectors: string[]) => ({
  closest: (asked: string) => (asked.split(', ').some((one) => selectors.includes(one)) ? {} : null),
})
/** What is kept from handlers and from the browser. */
function kept(type: string, event: object): string[] {
  const found: string[] = []
  listeners[type]!({
    ...{ key: 'Enter', keyCode: 13, isComposing: false, repeat: false, target: inside('input'), ...event },
    stopImmediatePropagation: () => found.push('handlers'),
    preventDefault: () => found.push('browser'),
  })
  return found
}

it.each(['Enter', 'Escape', 'ArrowDown', 'Process', 'k'])('%s is the input method’s while it composes', (key) => {
  expect(kept('keydown', { key, isComposing: true, keyCode: 229 })).toEqual(['handlers'])
  // The key that begins, and in some browsers the one that ends.
  expect(kept('keydown', { key, keyCode: 229 })).toEqual(['handlers'])
  expect(kept('keydown', { key, keyCode: 75 })).toEqual([])
})

it('Enter that is held acts once, and writes lines where there are several', () => {
  expect(kept('keydown', {})).toEqual([])
  expect(kept('keydown', { repeat: true })).toEqual(['handlers', 'browser'])
  expect(kept('keydown', { repeat: true, target: inside('textarea') })).toEqual([])
  expect(kept('keydown', { repeat: true, key: 'ArrowDown' })).toEqual([])
})

it('lists that are searched follow what is composed', () => {
  for (const type of ['compositionstart', 'compositionupdate']) {
    expect(kept(type, { target: inside('.el-select') })).toEqual(['handlers'])
    expect(kept(type, {})).toEqual([])
  }
})
