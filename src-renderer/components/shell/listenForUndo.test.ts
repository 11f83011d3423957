import { beforeEach, expect, it } from 'vitest'
import { listenForUndo } from './listenForUndo.ts'

let done: string[]
let focused: string | undefined
let tell: Record<string, (event: object) => void>
let page: Window
beforeEach(() => {
  done = []
  focused = undefined
  tell = {}
  const field = { closest: (selector: string) => (selector.split(', ').includes(focused!) ? field : null) }
  page = {
    document: {
      get activeElement() {
        return field
      },
      execCommand: (what: string) => done.push(`field ${what}`),
    },
    addEventListener: (type: string, listener: (event: object) => void) => (tell[type] = listener),
  } as unknown as Window
  const says = (what: string) => () => Promise.resolve(done.push(what))
  listenForUndo(page, { undo: says('undo'), redo: says('redo') })
})

const key = (given: object) => {
  const event = { key: 'z', ctrlKey: true, metaKey: false, shiftKey: false, prevented: false, ...given }
  tell['keydown']!({ ...event, preventDefault: () => done.push('prevented') })
}
const message = (what: unknown, source: unknown = page) =>
  tell['message']!({ source, data: { kind: 'regbench:edit', what } })

it('keys reach what was done on a screen, and leave fields to themselves', () => {
  key({})
  key({ ctrlKey: false, metaKey: true, shiftKey: true, key: 'Z' })
  key({ ctrlKey: false })
  key({ key: 'y' })
  focused = 'textarea'
  key({})
  expect(done).toEqual(['prevented', 'undo', 'prevented', 'redo'])
})

it('the menu reaches the field that has the focus, or else what was done on a screen', () => {
  message('undo')
  message('redo')
  focused = 'input'
  message('undo')
  expect(done).toEqual(['undo', 'redo', 'field undo'])
})

it('messages of others do nothing', () => {
  message('undo', {})
  message('paste')
  tell['message']!({ source: page, data: 'regbench:port' })
  expect(done).toEqual([])
})
