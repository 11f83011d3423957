import { computed, shallowReactive, watch, type ComputedRef } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useAction } from './useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import type { RunHolder } from '#renderer/stores/heldRuns.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'
import { labelled, usePopulationNames } from './usePopulationNames.ts'

interface Guest {
  readonly summary: PopulationSummary
  readonly space: StudySpace
  readonly studyName: string
}
type Known = Omit<Guest, 'studyName'> & { readonly id: number; readonly studyName: string | null }

/**
 * The populations with these ids and their runs, of the current study or others, as they arrive. `runs` is the store
 * with the required level of detail.
 */
export function usePopulations<Row extends RunOutline>(
  ids: () => readonly number[],
  runs: Pick<RunHolder<Row>, 'of' | 'load'>,
): {
  shown: ComputedRef<ShownPopulation<Row>[]>
  isLoading: ComputedRef<boolean>
  fault: ComputedRef<Sentence | undefined>
} {
  const lab = useLabClient()
  const studies = useStudies()
  const guests = shallowReactive(new Map<number, Guest>())

  const loadRows = useAction((wanted: readonly number[]) => runs.load(wanted))
  async function loadGuest(id: number): Promise<void> {
    const summary = await lab.populations.get({ id })
    const spaces = await lab.spaces.list({ studyId: summary.studyId })
    const space = spaces.find((known) => known.id === summary.spaceId)
    const { name } = studies.all.find((known) => known.id === summary.studyId) ?? { name: '' }
    if (space) guests.set(id, { summary, space, studyName: name })
  }
  // A missing population must not hide the others.
  const loadGuests = useAction(async (wanted: readonly number[]) => {
    const readings = await Promise.allSettled(wanted.map(loadGuest))
    const missed = readings.find(({ status }) => status === 'rejected')
    if (missed) throw (missed as PromiseRejectedResult).reason
  })

  watch(
    () => ids().join(),
    () => void loadRows.run(ids()),
    { immediate: true },
  )
  watch(
    () =>
      studies.study
        ? ids()
            .filter((id) => !studies.population(id) && !guests.has(id))
            .join()
        : '',
    (missing) => {
      if (missing !== '') void loadGuests.run(missing.split(',').map(Number))
    },
    { immediate: true },
  )

  const known = computed(() =>
    ids().flatMap((id): Known[] => {
      const summary = studies.population(id)
      const space = summary && studies.space(summary.spaceId)
      if (space) return [{ id, summary, space, studyName: null }]
      const guest = guests.get(id)
      return guest ? [{ id, ...guest }] : []
    }),
  )
  const names = usePopulationNames(() =>
    known.value.flatMap(({ summary, space, studyName }) =>
      studyName === null ? [] : [labelled(summary, space.definition.name, studyName)],
    ),
  )
  const shown = computed(() =>
    known.value.map(({ id, summary, space, studyName }) => {
      const { rows, isComplete } = runs.of(id)
      return { ...names.value.get(id)!, id, summary, space, studyName, rows, isComplete }
    }),
  )
  return {
    shown,
    isLoading: computed(() => shown.value.some(({ isComplete }) => !isComplete) || loadGuests.isBusy.value),
    fault: computed(() => loadRows.fault.value ?? loadGuests.fault.value),
  }
}
