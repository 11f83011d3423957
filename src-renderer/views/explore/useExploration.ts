import { computed, ref, watch } from 'vue'
import type { RunRow } from '#shared/contract/runs.ts'
import { networkParameterIds } from '#shared/refinement/evidence/networkParameters.ts'
import { isCounted, isCountedDiverged, isExcludedResult } from '#shared/statistics/countedRun.ts'
import type { NamedPopulation } from '#renderer/lib/populations/populationNames.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'
import { deepEqual } from '#renderer/lib/deepEqual.ts'
import { stableArray } from '#renderer/lib/stableArray.ts'
import { lastingMemory } from '#renderer/lab/labMemory.ts'
import { useDraft } from '#renderer/stores/draft.ts'
import { useSelection } from '#renderer/stores/selection.ts'
import { fulfilsAll, isKnown, type Condition } from './runFilter.ts'
import { fittedParameters, isTime, knownTimes, parameterOf, type AxisId } from './runFields.ts'
import type { Order } from '#renderer/components/tables/column.ts'
import { useMeasuredTimes } from './useMeasuredTimes.ts'
import { ordered, type ColumnId } from './runOrder.ts'
import { usePredictedTimes } from './usePredictedTimes.ts'
import { useLines } from './useLines.ts'

/** The layout of the screen, kept on this machine. */
export interface ExploreLayout {
  plot: 'scatter' | 'parallel'
  parameter: AxisId
  axes: AxisId[]
  columns: ColumnId[]
  order: Order<ColumnId>
  topPercent: number
  /** The key of the measured times shown; absent: those that most networks have. */
  times?: string
  /** The key of what times are predicted from; absent: the first there is. */
  prediction?: string
}
const firstLayout = (): ExploreLayout => ({
  plot: 'scatter',
  parameter: 'smallestWidthStep',
  axes: ['totalDepth', 'lastWidth', 'widthGrowth', 'largestBottleneckRatio', 'smallestGroupWidth', 'flops'],
  columns: [
    'network',
    'status',
    'error',
    'flops',
    'parameters',
    'depths',
    'widths',
    'bottleneckRatios',
    'groupWidths',
    'tags',
    'note',
  ],
  order: { column: 'error', descending: false },
  topPercent: 20,
})

/** Whether plots show the run. */
const isOver = (row: RunRow) => isCounted(row) || isCountedDiverged(row) || isExcludedResult(row)

/** Runs of the chosen populations as the screen shows them: filtered, sorted, with everything needed to draw them. */
export function useExploration(populations: () => readonly ShownPopulation[]) {
  const selection = useSelection()
  const { draft: layout } = useDraft('explore.layout', firstLayout, lastingMemory)
  const { draft: conditions } = useDraft<readonly Condition[]>('explore.conditions', () => [], lastingMemory)
  conditions.value = conditions.value.filter(isKnown)
  const isSelectedOnly = ref(false)

  const rows = computed(() => populations().flatMap((population) => population.rows))
  const populationOf = computed(() => new Map(populations().map((population) => [population.id, population])))
  const named = (row: RunRow) => populationOf.value.get(row.populationId)?.fullName ?? ''

  // Plots change when a run ends, not with every epoch of those in training.
  const over = computed<readonly RunRow[]>((before) => stableArray(before, rows.value.filter(isOver)))
  const shownOver = computed<readonly RunRow[]>((before) => stableArray(before, shown.value.filter(isOver)))
  const looks = computed<ReadonlyMap<number, NamedPopulation>>((before) => {
    const next = new Map(populations().map(({ id, name, fullName, mark }) => [id, { name, fullName, mark }]))
    return before && deepEqual([...before], [...next]) ? before : next
  })

  const fieldsInUse = computed((): Set<string> => {
    const { plot, parameter, axes, columns, order } = layout.value
    return new Set([
      ...(plot === 'scatter' ? [parameter] : axes),
      ...columns,
      order.column,
      ...conditions.value.map(({ field }) => field),
    ])
  })
  const lines = useLines(
    () => rows.value,
    () => [...fieldsInUse.value].some((field) => fittedParameters.has(field)),
  )

  const shown = computed(() => {
    lines.follow()
    const only = isSelectedOnly.value ? selection.selected : undefined
    return rows.value.filter((row) => (!only || only.has(row.id)) && fulfilsAll(conditions.value, row))
  })
  const inOrder = computed(() => {
    lines.follow()
    return ordered(shown.value, layout.value.order, named)
  })
  /** Undefined: all of them. */
  const shownIds = computed(() =>
    shown.value.length === rows.value.length ? undefined : new Set(shown.value.map(({ id }) => String(id))),
  )

  /** Parameters of the networks, judged by one network of each population. */
  const parameters = computed(() => {
    const samples = populations().flatMap((population) => population.rows[0] ?? [])
    return networkParameterIds.filter(
      (id) =>
        samples.length > 0 && (fittedParameters.has(id) || samples.every((row) => !Number.isNaN(parameterOf(id, row)))),
    )
  })
  const times = useMeasuredTimes(
    populations,
    () => rows.value,
    () => layout.value.times,
  )
  const predictions = usePredictedTimes(() => layout.value.prediction)
  const axes = computed((): readonly AxisId[] => [...parameters.value, ...knownTimes()])
  watch([axes, times.isRead, predictions.isRead], ([known, ...areRead]) => {
    if (parameters.value.length === 0 || known.includes(layout.value.parameter)) return
    if (areRead.every(Boolean) || !isTime(layout.value.parameter)) layout.value.parameter = 'totalDepth'
  })
  watch(
    () => selection.isEmpty,
    (isEmpty) => {
      if (isEmpty) isSelectedOnly.value = false
    },
  )

  return {
    ...{ layout, conditions, isSelectedOnly, rows, populationOf, looks, lines },
    ...{ over, shown, shownOver, inOrder, shownIds, parameters, axes, times, predictions, fieldsInUse },
  }
}
