import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudyDetail, StudySummary } from '#shared/contract/studies.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { useBench } from './bench.ts'

const openKey = 'regbench.openStudies'

/** The studies of the lab, which of them are open as tabs, and all of the one that is looked at. */
export const useStudies = defineStore('studies', () => {
  const lab = useLabClient()
  const bench = useBench()
  const all = shallowRef<StudySummary[]>([])
  const isLoaded = ref(false)
  const openIds = ref(JSON.parse(localStorage.getItem(openKey) ?? '[]') as number[])
  const study = shallowRef<StudyDetail>()
  const spaces = shallowRef<StudySpace[]>([])
  const populations = shallowRef<PopulationSummary[]>([])

  const open = computed(() =>
    openIds.value.flatMap((id) => all.value.find((known) => known.id === id && known.trashedAt === null) ?? []),
  )

  async function refresh(): Promise<void> {
    all.value = await lab.studies.list({})
    isLoaded.value = true
  }

  /** Makes a study the one that is looked at, as a tab. Throws the lab's error where there is none. */
  async function select(id: number): Promise<void> {
    if (!openIds.value.includes(id)) keepOpen([...openIds.value, id])
    if (study.value?.id !== id) await reload(id)
  }

  async function reload(id = study.value?.id): Promise<void> {
    if (id === undefined) return
    const [detail, itsSpaces, itsPopulations] = await Promise.all([
      lab.studies.get({ id }),
      lab.spaces.list({ studyId: id }),
      lab.populations.list({ studyId: id }),
    ])
    study.value = detail
    spaces.value = itsSpaces
    populations.value = itsPopulations
  }

  function close(id: number): void {
    keepOpen(openIds.value.filter((other) => other !== id))
    if (study.value?.id === id) study.value = undefined
  }

  function keepOpen(ids: number[]): void {
    openIds.value = ids
    localStorage.setItem(openKey, JSON.stringify(ids))
  }

  const space = (id: number) => spaces.value.find((known) => known.id === id)
  const population = (id: number) => populations.value.find((known) => known.id === id)

  bench.onChanges((changes) => {
    // Epochs change no summary.
    if (changes.every(({ kind }) => kind === 'epoch')) return
    void refresh().catch(() => undefined)
    if (changes.some(({ studyId }) => studyId === study.value?.id)) void reload().catch(() => undefined)
  })

  return { all, isLoaded, open, study, spaces, populations, refresh, select, reload, close, space, population }
})
