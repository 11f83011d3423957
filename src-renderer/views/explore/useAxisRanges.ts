import { shallowRef, watch } from 'vue'
import type { RunRow } from '#shared/contract/runs.ts'
import type { BrushRange } from '#renderer/components/charts/useChartCursor.ts'
import { useSelection } from '#renderer/stores/selection.ts'
import { isWithin, type AxisRanges } from './axisRanges.ts'
import type { AxisId } from './runFields.ts'

/**
 * Ranges dragged along the axes of the parallel coordinates; runs within all of them are selected. Reset when the axes
 * change.
 */
export function useAxisRanges(rows: () => readonly RunRow[], axes: () => readonly AxisId[]) {
  const selection = useSelection()
  const kept = shallowRef<AxisRanges>({})

  /** Adds the range that was released; null removes all ranges and the selection. */
  function brush(brushed: BrushRange | null): void {
    if (!brushed) {
      kept.value = {}
      selection.clear()
    } else if (brushed.done) {
      kept.value = { ...kept.value, [brushed.axis]: { low: brushed.low, high: brushed.high } }
      const within = rows().filter(isWithin(kept.value))
      selection.select(within.map(({ id }) => id))
    }
  }
  watch(
    () => axes().join(),
    () => (kept.value = {}),
  )

  return { kept, brush }
}
