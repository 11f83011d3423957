import { ref, shallowRef, watch } from 'vue'
import type { RunRow } from '#shared/contract/runs.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'
import { draggedRange, type DraggedRange } from './draggedRange.ts'
import { shownPrediction } from './predictedTimes.ts'
import { isRangeAxis, numberOf, type AxisId } from './runFields.ts'

/**
 * The range dragged over a parameter of the subject's finished runs; reset when either changes. `isDone`: whether the
 * drag has ended.
 */
export function useDraggedRange(
  subject: () => ShownPopulation | undefined,
  parameter: () => AxisId,
  finished: () => readonly RunRow[],
) {
  const range = shallowRef<DraggedRange>()
  const isDone = ref(true)
  let drawing = 0

  /** Follows the pointer; null removes the range. */
  function brush(ends: { low: number; high: number; done: boolean } | null): void {
    cancelAnimationFrame(drawing)
    const follow = () => {
      const id = parameter()
      const values = finished().flatMap((row) => numberOf(id, row) ?? [])
      isDone.value = ends?.done ?? true
      range.value = ends && isRangeAxis(id) ? draggedRange(id, ends, values) : undefined
    }
    // The pointer moves more often than the window is drawn.
    if (!ends || ends.done) follow()
    else drawing = requestAnimationFrame(follow)
  }
  watch([parameter, () => subject()?.id, () => shownPrediction.value?.key], () => (range.value = undefined))

  return { range, isDone, brush }
}
