import { expect, it, vi } from 'vitest'
import { useReorder } from './useReorder.ts'

/** Rows 1 to 4, each 20 px high and below another from 0. */
function list() {
  const move = vi.fn()
  const { row, grip, onKey } = useReorder(() => [1, 2, 3, 4], move)
  const at = (key: number, clientY: number) =>
    ({
      clientY,
      preventDefault: vi.fn(),
      currentTarget: { getBoundingClientRect: () => ({ top: 20 * (key - 1), height: 20 }), closest: () => null },
    }) as unknown as DragEvent & { preventDefault: ReturnType<typeof vi.fn> }
  /** Drags a row to a height over another one, and returns the marked rows and the move made by letting go there. */
  function drag(key: number, over: number, clientY: number) {
    grip(key).onDragstart(at(key, 0))
    row(over).onDragover(at(over, clientY))
    const marked = [1, 2, 3, 4].flatMap((one) =>
      Object.entries(row(one).class).flatMap(([name, on]) => (on && name !== 'dragged' ? [`${name} ${one}`] : [])),
    )
    row(over).onDrop(at(over, clientY))
    return { marked, moves: move.mock.calls.splice(0) }
  }
  return { row, grip, onKey, drag, at, move }
}

it.each([
  ['the upper half of a row means before it', 4, 2, 24, { marked: ['drop-below 1'], moves: [[4, 2]] }],
  ['the lower half means after it', 1, 2, 36, { marked: ['drop-below 2'], moves: [[1, 3]] }],
  ['before the first row', 3, 1, 2, { marked: ['drop-above 1'], moves: [[3, 1]] }],
  ['after the last row', 2, 4, 78, { marked: ['drop-below 4'], moves: [[2, null]] }],
  ['the own place changes nothing', 2, 2, 24, { marked: [], moves: [] }],
  ['behind the own place changes nothing', 2, 3, 42, { marked: [], moves: [] }],
  ['before the own place changes nothing', 2, 1, 18, { marked: [], moves: [] }],
])('%s', (_, key, over, y, expected) => expect(list().drag(key, over, y)).toEqual(expected))

it('leaves drags of other things alone', () => {
  const { row, at, move } = list()
  const event = at(2, 24)
  row(2).onDragover(event)
  row(2).onDrop(event)
  expect([event.preventDefault.mock.calls, move.mock.calls]).toEqual([[], []])
})

it('moves by keys, up to the ends', async () => {
  const { onKey, at, move } = list()
  for (const [key, row] of [
    ['ArrowDown', 1],
    ['ArrowUp', 1],
    ['End', 2],
    ['Home', 3],
    ['x', 3],
  ] as const)
    await onKey(Object.assign(at(row, 0), { key }) as unknown as KeyboardEvent, row)
  expect(move.mock.calls).toEqual([
    [1, 3],
    [2, null],
    [3, 1],
  ])
})
