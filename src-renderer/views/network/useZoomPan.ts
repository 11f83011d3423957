import { nextTick, ref, type Ref } from 'vue'

export const smallestScale = 0.1
const largest = 2
const step = 1.25
/** Px that the pointer must move to start a drag; less is a click. */
const dragFrom = 4

/** Zooms and drags a drawing that scrolls inside `host`; the drawing takes its size from `scale`. */
export function useZoomPan(host: Ref<HTMLElement | null>) {
  const scale = ref(1)

  /** Zooms around `at`, px from the upper left corner of the host; the default is its centre. */
  async function zoomTo(wanted: number, at?: { x: number; y: number }): Promise<void> {
    const element = host.value
    if (!element) return
    const { x, y } = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 }
    const before = scale.value
    const [left, top] = [element.scrollLeft + x, element.scrollTop + y]
    scale.value = Math.min(largest, Math.max(smallestScale, wanted))
    await nextTick()
    const factor = scale.value / before
    element.scrollTo(left * factor - x, top * factor - y)
  }
  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    const { left, top } = host.value!.getBoundingClientRect()
    void zoomTo(scale.value * Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top })
  }
  /** Start of a drag; `isMoving` once it is more than a click. */
  let grabbed: { x: number; y: number; left: number; top: number; isMoving: boolean } | undefined
  function grab({ button, clientX: x, clientY: y }: PointerEvent): void {
    const element = host.value
    if (button === 0 && element) grabbed = { x, y, left: element.scrollLeft, top: element.scrollTop, isMoving: false }
  }
  function drag({ clientX, clientY, pointerId }: PointerEvent): void {
    const element = host.value
    if (!grabbed || !element) return
    const [x, y] = [clientX - grabbed.x, clientY - grabbed.y]
    if (!grabbed.isMoving) {
      if (Math.hypot(x, y) < dragFrom) return
      grabbed.isMoving = true
      // Captures the pointer, so that the click at the end of the drag selects nothing.
      element.setPointerCapture(pointerId)
    }
    element.scrollTo(grabbed.left - x, grabbed.top - y)
  }
  const release = () => (grabbed = undefined)

  return {
    scale,
    zoomTo,
    zoomIn: () => zoomTo(scale.value * step),
    zoomOut: () => zoomTo(scale.value / step),
    /** Listeners for `v-on` on the host. */
    listeners: { wheel, pointerdown: grab, pointermove: drag, pointerup: release, pointercancel: release },
  }
}
