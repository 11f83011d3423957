import { beforeEach, expect, it } from 'vitest'
import { listenForUndo } from './listenForUndo.ts'
import { listenForCommands } from '#renderer/composables/usePageCommand.ts'

/** The properties of an element that decide whether it has an undo of its own. */
interface Focused {
  localName: string
  type?: string
  value?: string
  readOnly?: boolean
  closest: (selector: string) => unknown
}
let done: string[]
let focused: Focused | null
let tell: Record<string, (event: object) => void>
let page: Window
beforeEach(() => {
  done = []
  focused = null
  tell = {}
  page = {
    document: {
      get activeElement() {
        return focused
      },
      execCommand: (what: string) => done.push(`field ${what}`),
    },
    addEventListener: (type: string, listener: (event: object) => void) => (tell[type] = listener),
  } as unknown as Window
  const says = (what: string) => () => Promise.resolve(done.push(what))
  listenForCommands(page)
  listenForUndo(page, { undo: says('undo'), redo: says('redo') })
})

const element = (localName: string, type?: string, more: Partial<Focused> = {}): Focused => ({
  ...{ localName, value: '', readOnly: false, closest: () => null, ...more },
  ...(type !== undefined && { type }),
})
function type(field: Focused, text: string): void {
  field.value = text
  tell['input']!({ target: field })
}
const key = (given: object) => {
  const event = { key: 'z', code: 'KeyZ', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, ...given }
  tell['keydown']!({ ...event, preventDefault: () => done.push('prevented') })
}
/** The actions of Ctrl+Z. */
const pressed = () => {
  done = []
  key({})
  return done.at(-1)
}
const message = (what: unknown, source: unknown = page) =>
  tell['message']!({ source, data: { kind: 'regbench:command', what } })

it('shortcuts undo and redo actions of a screen', () => {
  key({})
  key({ ctrlKey: false, metaKey: true, shiftKey: true, key: 'Z' })
  key({ key: 'y', code: 'KeyY' })
  expect(done).toEqual(['prevented', 'undo', 'prevented', 'redo', 'prevented', 'redo'])
})

it('they also work with Caps Lock and on keyboards of other scripts', () => {
  for (const letter of ['Z', 'я', 'ζ', 'ז', 'ㅋ']) key({ key: letter })
  expect(done.filter((what) => what === 'undo')).toHaveLength(5)
})

it('other keys are ignored', () => {
  key({ ctrlKey: false })
  key({ altKey: true })
  key({ key: 'a', code: 'KeyA' })
  key({ ctrlKey: false, metaKey: true, key: 'y', code: 'KeyY' })
  key({ defaultPrevented: true })
  expect(done).toEqual([])
})

it.each([
  ['a checkbox', element('input', 'checkbox')],
  ['a radio button', element('input', 'radio')],
  ['a list', element('select', 'select-one')],
  ['the field of a list, which is read only', element('input', 'text', { readOnly: true })],
  ['a button', element('button', 'button')],
  ['a field that was only reached', element('input', 'text', { value: 'as it was' })],
])('%s has no undo of its own', (_, where) => {
  focused = where
  expect(pressed()).toBe('undo')
})

it('a field undoes its own typing until the program writes to it', () => {
  for (const field of [element('input', 'text'), element('textarea', 'textarea')]) {
    focused = field
    type(field, 'tag')
    expect(pressed()).toBeUndefined()
    // Cleared by hand, which the field itself can undo.
    type(field, '')
    expect(pressed()).toBeUndefined()
    type(field, 'tag')
    field.value = ''
    expect(pressed()).toBe('undo')
  }
  focused = element('div', undefined, { closest: () => ({}) })
  expect(pressed()).toBeUndefined()
})

it('the menu undoes in the focused field, otherwise on the screen', () => {
  message('undo')
  message('redo')
  focused = element('input', 'text')
  type(focused, 'a')
  message('undo')
  expect(done).toEqual(['undo', 'redo', 'field undo'])
})

it('messages from elsewhere are ignored', () => {
  message('undo', {})
  message('paste')
  tell['message']!({ source: page, data: 'regbench:port' })
  expect(done).toEqual([])
})
