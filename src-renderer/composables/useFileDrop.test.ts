import { expect, it, vi } from 'vitest'
import { useFileDrop } from './useFileDrop.ts'

const event = (types: readonly string[], names: readonly string[] = []) => ({
  preventDefault: vi.fn(),
  currentTarget: null,
  relatedTarget: null,
  dataTransfer: {
    types,
    items: names.map((name) => ({
      kind: 'file',
      webkitGetAsEntry: () => null,
      getAsFile: () => new File([], name),
    })),
  },
})
const asDrag = (made: ReturnType<typeof event>) => made as unknown as DragEvent

it('takes dropped files, and tells while they are over the element', () => {
  vi.stubGlobal('Node', EventTarget)
  const names: (string | undefined)[] = []
  const { isOver, listeners } = useFileDrop(({ file }) => names.push(file?.name))
  const states: boolean[] = []
  for (const [name, made] of [
    ['dragover', event(['Files'])],
    ['dragleave', event(['Files'])],
    ['dragover', event(['Files'])],
    ['drop', event(['Files'], ['a.yaml', 'b.yaml'])],
  ] as const) {
    listeners[name](asDrag(made))
    states.push(isOver.value)
  }
  expect(states).toEqual([true, false, true, false])
  expect(names).toEqual(['a.yaml'])
})

it('leaves text and rows that are dragged inside the window alone', () => {
  const take = vi.fn()
  const { isOver, listeners } = useFileDrop(take)
  const made = event(['text/plain'])
  listeners.dragover(asDrag(made))
  expect(isOver.value).toBe(false)
  listeners.drop(asDrag(made))
  expect([made.preventDefault.mock.calls, take.mock.calls]).toEqual([[], []])
})
