import { beforeEach, expect, it } from 'vitest'
import { guardKeys } from './guardKeys.ts'

let listeners: Record<string, (event: object) => void>
beforeEach(() => {
  listeners = {}
  guardKeys({
    addEventListener: (type: string, listener: (event: object) => void, { capture }: { capture: boolean }) => {
      // In another phase, handlers would get the key first.
      expect(capture).toBe(true)
      listeners[type] = listener
    },
  } as unknown as Window)
})

/** An element inside others, given by selectors. */
const inside = (...selectors: string[]) => ({
  closest: (asked: string) => (asked.split(', ').some((one) => selectors.includes(one)) ? {} : null),
})
/** What is withheld from handlers and from the browser. */
function kept(type: string, event: object): string[] {
  const found: string[] = []
  listeners[type]!({
    ...{ key: 'Enter', keyCode: 13, isComposing: false, repeat: false, target: inside('input'), ...event },
    stopImmediatePropagation: () => found.push('handlers'),
    preventDefault: () => found.push('browser'),
  })
  return found
}

it.each(['Enter', 'Escape', 'ArrowDown', 'Process', 'k'])('%s is left to the input method', (key) => {
  expect(kept('keydown', { key, isComposing: true, keyCode: 229 })).toEqual(['handlers'])
  // The key that begins a composition and, in some browsers, the one that ends it.
  expect(kept('keydown', { key, keyCode: 229 })).toEqual(['handlers'])
  expect(kept('keydown', { key, keyCode: 75 })).toEqual([])
})

it('a held Enter acts once, but writes lines in a multi-line field', () => {
  expect(kept('keydown', {})).toEqual([])
  expect(kept('keydown', { repeat: true })).toEqual(['handlers', 'browser'])
  expect(kept('keydown', { repeat: true, target: inside('textarea') })).toEqual([])
  expect(kept('keydown', { repeat: true, key: 'ArrowDown' })).toEqual([])
})

it('searchable lists follow the composition', () => {
  for (const type of ['compositionstart', 'compositionupdate']) {
    expect(kept(type, { target: inside('.el-select') })).toEqual(['handlers'])
    expect(kept(type, {})).toEqual([])
  }
})
