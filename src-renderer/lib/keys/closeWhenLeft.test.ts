import { expect, it, vi } from 'vitest'
import { closeWhenLeft } from './closeWhenLeft.ts'

const inside = {}
const button = { getAttribute: () => 'menu' }
const field = { getAttribute: () => null }

it.each([
  ['open when the focus moves within it', inside, 0],
  ['to its button', button, 0],
  ['open when the window is left', null, 0],
  ['closed when the focus goes elsewhere', field, 1],
])('A popover is left %s', (_, relatedTarget, times) => {
  const hidePopover = vi.fn()
  const currentTarget = { id: 'menu', contains: (other: unknown) => other === inside, hidePopover }
  closeWhenLeft({ currentTarget, relatedTarget } as unknown as FocusEvent)
  expect(hidePopover).toHaveBeenCalledTimes(times)
})
