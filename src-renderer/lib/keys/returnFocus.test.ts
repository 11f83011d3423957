import { beforeEach, expect, it, vi } from 'vitest'
import { returnFocus } from './returnFocus.ts'

const body = {}
const listeners: Record<string, (event: { target: unknown }) => void> = {}
const document = {
  body,
  activeElement: body,
  addEventListener: (type: string, listener: (event: { target: unknown }) => void) => (listeners[type] = listener),
}
let disabledChanges: (changes: { target: unknown }[]) => void
class MutationObserver {
  constructor(changed: typeof disabledChanges) {
    disabledChanges = changed
  }
  observe(): void {
    // Only what the test says changes.
  }
}
/** A button with a symbol in it. */
const symbol = {}
const button = {
  disabled: false,
  focus: vi.fn(),
  contains: (other: unknown) => other === button || other === symbol,
}
/** The browser takes the focus from a button that is disabled. */
function work(): void {
  button.disabled = true
  document.activeElement = body
  disabledChanges([{ target: button }])
}
function end(): void {
  button.disabled = false
  disabledChanges([{ target: {} }, { target: button }])
}

beforeEach(() => {
  button.focus.mockClear()
  document.activeElement = button
  returnFocus({ document, MutationObserver } as unknown as Window & typeof globalThis)
  listeners['focusin']!({ target: button })
})

it('A button that has worked has the focus again, also after a press of its symbol', () => {
  listeners['pointerdown']!({ target: symbol })
  work()
  expect(button.focus).not.toHaveBeenCalled()
  end()
  expect(button.focus).toHaveBeenCalledOnce()
})
it('It does not take the focus from a field, nor back after a press elsewhere', () => {
  work()
  document.activeElement = {}
  end()
  document.activeElement = body
  listeners['pointerdown']!({ target: body })
  end()
  expect(button.focus).not.toHaveBeenCalled()
})
