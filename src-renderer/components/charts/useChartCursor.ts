import { computed, shallowRef, watch, type Ref } from 'vue'
import type { BrushAxis, ChartPoint, Drawing } from '#shared/charts/chartView.ts'
import type { Interval } from '#shared/charts/geometry.ts'
import { nearestPoint } from '#shared/charts/nearest.ts'
import { shareOf, valueAt } from '#shared/charts/scale.ts'
import { moved, zoomedAround } from '#shared/charts/zoom.ts'
import { strideOf, strideTo } from '#renderer/lib/keys/strideOf.ts'
import { zoomKeyOf, type ZoomKey } from '#renderer/lib/keys/zoomKeyOf.ts'

/** A range dragged along an axis; `done` once it is released. */
export interface BrushRange extends Interval {
  readonly axis: string
  readonly done: boolean
}

interface Place {
  readonly x: number
  readonly y: number
}

export interface CursorEvents {
  readonly select: (id: string) => void
  readonly brush: (range: BrushRange | null) => void
  readonly zoom: (range: Interval | undefined) => void
}

const none: readonly ChartPoint[] = []
/** Distance in px from the end of a range within which a pointer grips it. */
const grip = 6
/** A drag of fewer px is a click. */
const slip = 4
/**
 * Pointer and keys over a chart: a cursor that moves from datum to datum, selection, a range dragged along an axis (or
 * spanned with Shift and the arrows), zoom with Ctrl and the wheel or with + and -.
 */
export function useChartCursor(drawing: Ref<Drawing | undefined>, canZoom: () => boolean, events: CursorEvents) {
  const points = computed(() => drawing.value?.points?.() ?? [])
  const index = shallowRef(-1)
  const byKey = shallowRef(false)
  const drag = shallowRef<{ axis: BrushAxis; from: Place; to: Place }>()
  // Without a cursor, the possibly thousands of points are not computed for every drawing.
  const read = computed(() => (index.value < 0 ? none : points.value))
  const cursor = computed((): ChartPoint | undefined => read.value[index.value])
  let anchor: ChartPoint | undefined

  // Live data can shift the index of a datum: the cursor stays with the same datum.
  watch(read, (now, before) => {
    const datum = before[index.value]
    if (!datum || index.value < 0) return
    const same = datum.id === undefined ? -1 : now.findIndex(({ id }) => id === datum.id)
    index.value = same >= 0 ? same : Math.min(index.value, now.length - 1)
  })

  const placeOf = (event: MouseEvent): Place => {
    const box = (event.currentTarget as Element).getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const rangeOf = ({ axis, from, to }: { axis: BrushAxis; from: Place; to: Place }, done: boolean): BrushRange => {
    const { box, scale, along, id } = axis
    const share = (place: Place) =>
      Math.min(1, Math.max(0, along === 'x' ? (place.x - box.left) / box.width : 1 - (place.y - box.top) / box.height))
    const [low, high] = [share(from), share(to)].sort((a, b) => a - b) as [number, number]
    return { axis: id, low: valueAt(scale, low), high: valueAt(scale, high), done }
  }
  const isDrag = ({ axis, from, to }: { axis: BrushAxis; from: Place; to: Place }) =>
    Math.abs(axis.along === 'x' ? to.x - from.x : to.y - from.y) >= slip

  function pointerdown(event: PointerEvent): void {
    if (event.button !== 0) return
    const at = placeOf(event)
    const axis = drawing.value?.brushes?.find(({ box }) => holds(box, at))
    if (!axis) return
    ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
    drag.value = { axis, from: heldEnd(axis, at) ?? at, to: at }
  }
  function pointermove(event: PointerEvent): void {
    const at = placeOf(event)
    if (drag.value) {
      drag.value = { ...drag.value, to: at }
      if (isDrag(drag.value)) {
        index.value = -1
        events.brush(rangeOf(drag.value, false))
        return
      }
    }
    byKey.value = false
    index.value = drawing.value && holds(drawing.value.plot, at) ? nearestPoint(points.value, at.x, at.y) : -1
  }
  function pointerup(event: PointerEvent): void {
    const dragged = drag.value
    drag.value = undefined
    if (dragged && isDrag(dragged)) {
      events.brush(rangeOf(dragged, true))
      return
    }
    const at = placeOf(event)
    const id = points.value[nearestPoint(points.value, at.x, at.y)]?.id
    if (event.button === 0 && id !== undefined) events.select(id)
  }
  function pointerleave(): void {
    if (!drag.value && !byKey.value) index.value = -1
  }

  function zoomBy(factor: number, at: number): void {
    const shown = drawing.value?.zoomable
    if (shown && canZoom()) events.zoom(zoomedAround(shown, factor, at))
  }
  function wheel(event: WheelEvent): void {
    const shown = drawing.value?.zoomable
    const plot = drawing.value?.plot
    if (!shown || !plot || !canZoom()) return
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      zoomBy(Math.exp(event.deltaY / 300), Math.min(1, Math.max(0, (placeOf(event).x - plot.left) / plot.width)))
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault()
      events.zoom(moved(shown, event.deltaX / plot.width))
    }
  }

  function step(by: number): void {
    const last = points.value.length - 1
    if (last < 0) return
    byKey.value = true
    const from = index.value >= 0 ? index.value : by < 0 ? last + 1 : -1
    index.value = strideTo(by, from, last + 1)
  }
  function clear(): void {
    index.value = -1
    anchor = undefined
    byKey.value = false
    events.brush(null)
    events.zoom(undefined)
  }
  const keys: Readonly<Record<string, () => void>> = {
    Enter: () => cursor.value?.id !== undefined && events.select(cursor.value.id),
    ' ': () => cursor.value?.id !== undefined && events.select(cursor.value.id),
    Escape: clear,
  }
  const zooms: Readonly<Record<ZoomKey, () => void>> = {
    in: () => zoomBy(0.7, cursorShare()),
    out: () => zoomBy(1 / 0.7, cursorShare()),
    whole: () => events.zoom(undefined),
  }
  function cursorShare(): number {
    const plot = drawing.value?.plot
    return plot && cursor.value ? Math.min(1, Math.max(0, (cursor.value.x - plot.left) / plot.width)) : 0.5
  }
  function keydown(event: KeyboardEvent): void {
    const stride = strideOf(event.key, 'x')
    const zoom = zoomKeyOf(event)
    const act = zoom ? zooms[zoom] : keys[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey || (stride === undefined && !act)) return
    event.preventDefault()
    if (stride === undefined) {
      act!()
      return
    }
    if (event.shiftKey) anchor ??= cursor.value
    else anchor = undefined
    step(stride)
    const axis = drawing.value?.brushes?.find(({ along }) => along === 'x')
    if (axis && anchor && cursor.value) {
      const [from, to] = [anchor, cursor.value].map(({ x }) => ({ x, y: 0 })) as [Place, Place]
      events.brush(rangeOf({ axis, from, to }, true))
    }
  }
  function blur(): void {
    if (byKey.value) index.value = -1
  }

  return {
    cursor,
    byKey,
    drag,
    clear,
    listeners: { pointerdown, pointermove, pointerup, pointerleave, keydown, blur },
    wheel,
  }
}

/** The opposite end of the range if one of its ends is under the pointer. */
function heldEnd({ along, box, scale, range }: BrushAxis, at: Place): Place | undefined {
  if (!range) return undefined
  const px = ({ low, high }: Interval) =>
    [low, high].map((value) =>
      along === 'x' ? box.left + shareOf(scale, value) * box.width : box.top + (1 - shareOf(scale, value)) * box.height,
    ) as [number, number]
  const ends = px(range)
  const place = along === 'x' ? at.x : at.y
  const held = ends.findIndex((end) => Math.abs(end - place) <= grip)
  if (held < 0) return undefined
  const other = ends[1 - held]!
  return along === 'x' ? { x: other, y: at.y } : { x: at.x, y: other }
}

function holds({ left, top, width, height }: BrushAxis['box'], { x, y }: Place): boolean {
  return x >= left - slip && x <= left + width + slip && y >= top - slip && y <= top + height + slip
}
