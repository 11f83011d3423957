import { afterEach, expect, it, vi } from 'vitest'
import { startIn } from './startIn.ts'

afterEach(() => vi.unstubAllGlobals())

const control = { tabIndex: 0 }
const dialog = { tabIndex: -1 }
const outside = { tabIndex: 0 }

/** What a field is told while `activeElement` has the focus. */
function toldWhile(activeElement: object | null): string[] {
  const told: string[] = []
  vi.stubGlobal('document', { activeElement })
  startIn({
    closest: () => ({ contains: (element: object) => element === control || element === dialog }),
    focus: () => told.push('focus'),
    select: () => told.push('select'),
  } as unknown as HTMLElement)
  return told
}

it('an opened dialog starts in its field, whose text is selected', () => {
  for (const active of [null, dialog, outside]) expect(toldWhile(active)).toEqual(['focus', 'select'])
})

it('a control of the dialog keeps the focus it has got while the dialog opened', () => {
  expect(toldWhile(control)).toEqual([])
})

it('a dialog without the field keeps the focus', () => {
  vi.stubGlobal('document', { activeElement: null })
  for (const none of [null, undefined]) expect(() => startIn(none)).not.toThrow()
})
