import { effectScope, nextTick, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import type { Drawing } from '#shared/charts/chartView.ts'
import { useChartCursor, type BrushRange } from './useChartCursor.ts'

const scale = { low: 0, high: 100, ticks: [0, 100], log: false }
const plot = { left: 0, top: 0, width: 200, height: 100 }
const drawingOf = (ids: readonly string[]): Drawing => ({
  option: {},
  plot,
  zoomable: scale,
  brushes: [{ id: 'depth', along: 'x', box: plot, scale }],
  points: () => ids.map((id, i) => ({ id, x: 50 * i, y: 50, title: id })),
})

function cursorOver(ids: readonly string[]) {
  const drawing = shallowRef<Drawing | undefined>(drawingOf(ids))
  const events = { select: vi.fn(), brush: vi.fn<(range: BrushRange | null) => void>(), zoom: vi.fn() }
  const cursor = effectScope().run(() => useChartCursor(drawing, () => true, events))!
  const element = { getBoundingClientRect: () => ({ left: 0, top: 0 }), setPointerCapture: () => undefined }
  const pointer = (type: 'pointerdown' | 'pointermove' | 'pointerup', x: number, y = 50) =>
    cursor.listeners[type]({
      currentTarget: element,
      clientX: x,
      clientY: y,
      button: 0,
      pointerId: 1,
    } as unknown as PointerEvent)
  const press = (key: string, shiftKey = false) => {
    const event = { key, shiftKey, preventDefault: vi.fn() }
    cursor.listeners.keydown(event as unknown as KeyboardEvent)
    return event.preventDefault.mock.calls.length > 0
  }
  return { drawing, events, cursor, pointer, press, at: () => cursor.cursor.value?.id }
}

describe('keys over a chart', () => {
  it('move along the data from either end and stop there', () => {
    const { press, at } = cursorOver(['a', 'b', 'c'])
    const seen = ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home', 'PageDown'].map((key) => {
      press(key)
      return at()
    })
    expect(seen).toEqual(['a', 'b', 'c', 'c', 'b', 'a', 'c'])
  })
  it('select the datum under the cursor with Enter', () => {
    const { press, events } = cursorOver(['a', 'b'])
    press('ArrowLeft')
    press('Enter')
    expect(events.select.mock.calls).toEqual([['b']])
  })
  it('span a range with Shift', () => {
    const { press, events } = cursorOver(['a', 'b', 'c'])
    press('ArrowRight')
    press('ArrowRight', true)
    press('ArrowRight', true)
    expect(events.brush.mock.lastCall).toEqual([{ axis: 'depth', low: 0, high: 50, done: true }])
  })
  it('remove everything with Escape', () => {
    const { press, events, at } = cursorOver(['a'])
    press('ArrowRight')
    press('Escape')
    expect([at(), events.brush.mock.lastCall, events.zoom.mock.lastCall]).toEqual([undefined, [null], [undefined]])
  })
  it('leave other keys to the window', () => {
    const { press } = cursorOver(['a'])
    expect([press('k'), press('Tab'), press('ArrowRight')]).toEqual([false, false, true])
  })
  it('stay on the same datum while live data arrive before it', async () => {
    const { drawing, press, at } = cursorOver(['a', 'b'])
    press('End')
    await nextTick()
    drawing.value = drawingOf(['a', 'new', 'b'])
    await nextTick()
    expect(at()).toBe('b')
  })
})

describe('the data of a chart', () => {
  it('are computed for a cursor, not for every drawing', async () => {
    const { drawing, press, at } = cursorOver(['a'])
    const points = vi.fn(drawing.value?.points)
    for (let i = 0; i < 3; i++) {
      drawing.value = { ...drawing.value!, points }
      await nextTick()
      at()
    }
    expect(points).not.toHaveBeenCalled()
    press('ArrowRight')
    expect(at()).toBe('a')
  })
})

describe('a pointer over a chart', () => {
  it('reads the nearest datum', () => {
    const { pointer, at } = cursorOver(['a', 'b', 'c'])
    pointer('pointermove', 58)
    expect(at()).toBe('b')
  })
  it('drags a range and reports its end', () => {
    const { pointer, events } = cursorOver(['a'])
    pointer('pointerdown', 120)
    pointer('pointermove', 40)
    pointer('pointerup', 40)
    expect(events.brush.mock.calls.map(([range]) => range)).toEqual([
      { axis: 'depth', low: 20, high: 60, done: false },
      { axis: 'depth', low: 20, high: 60, done: true },
    ])
    expect(events.select).not.toHaveBeenCalled()
  })
  it('grips one end of the range and leaves the other', () => {
    const { drawing, pointer, events } = cursorOver(['a'])
    drawing.value = {
      ...drawing.value!,
      brushes: [{ id: 'depth', along: 'x', box: plot, scale, range: { low: 20, high: 60 } }],
    }
    pointer('pointerdown', 118)
    pointer('pointermove', 160)
    expect(events.brush.mock.lastCall).toEqual([{ axis: 'depth', low: 20, high: 80, done: false }])
  })
  it('selects if it does not move', () => {
    const { pointer, events } = cursorOver(['a', 'b'])
    pointer('pointerdown', 51)
    pointer('pointerup', 52)
    expect(events.select.mock.calls).toEqual([['b']])
    expect(events.brush).not.toHaveBeenCalled()
  })
})
