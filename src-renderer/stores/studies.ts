import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudyDetail, StudySummary } from '#shared/contract/studies.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { isNotFound } from '#renderer/lab/client.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { labIsKnown, lastingMemory } from '#renderer/lab/labMemory.ts'
import { useLabConnection } from './labConnection.ts'

const openKey = 'openStudies'

/** The studies of the lab, which of them are open as tabs, and all of the one that is looked at. */
export const useStudies = defineStore('studies', () => {
  const lab = useLabClient()
  const bench = useLabConnection()
  const all = shallowRef<StudySummary[]>([])
  const isLoaded = ref(false)
  const openIds = ref<number[]>([])
  const study = shallowRef<StudyDetail>()
  const spaces = shallowRef<StudySpace[]>([])
  const populations = shallowRef<PopulationSummary[]>([])
  /** Why the study that was selected is not here; while it is read, undefined. */
  const absence = shallowRef<{ isGone: boolean; text: Sentence }>()
  let selectedId: number | undefined
  let reading: { id: number; done: Promise<void> } | undefined

  const open = computed(() =>
    openIds.value.flatMap((id) => all.value.find((known) => known.id === id && known.trashedAt === null) ?? []),
  )

  /** The study that screens of the rail show: the one that is looked at, or else the last of the tabs. */
  const currentId = computed(() => study.value?.id ?? open.value.at(-1)?.id)

  void labIsKnown.then(() => {
    openIds.value = JSON.parse(lastingMemory.read(openKey) ?? '[]') as number[]
  })

  async function refresh(): Promise<void> {
    all.value = await lab.studies.list({})
    isLoaded.value = true
  }

  /** Makes a study the one that is looked at, as a tab; `absence` says why where it cannot be had. */
  async function select(id: number): Promise<void> {
    selectedId = id
    if (study.value?.id !== id) await (reading?.id === id ? reading.done : reload())
    await labIsKnown
    if (study.value?.id === id && !openIds.value.includes(id)) keepOpen([...openIds.value, id])
  }

  /** Reads what is looked at anew. What was shown stays if the lab cannot be asked, and goes if the study is gone. */
  async function reload(): Promise<void> {
    if (selectedId === undefined) return
    const own = { id: selectedId, done: read(selectedId) }
    reading = own
    await own.done
    if (reading === own) reading = undefined
  }

  async function read(id: number): Promise<void> {
    absence.value = undefined
    try {
      const [detail, itsSpaces, itsPopulations] = await Promise.all([
        lab.studies.get({ id }),
        lab.spaces.list({ studyId: id }),
        lab.populations.list({ studyId: id }),
      ])
      // Another may have been selected meanwhile.
      if (id !== selectedId) return
      study.value = detail
      spaces.value = itsSpaces
      populations.value = itsPopulations
    } catch (error) {
      if (id !== selectedId) return
      const isGone = isNotFound(error)
      absence.value = { isGone, text: sentenceOf(error) }
      if (isGone) study.value = undefined
    }
  }

  function close(id: number): void {
    keepOpen(openIds.value.filter((other) => other !== id))
    if (selectedId !== id) return
    selectedId = undefined
    study.value = undefined
  }

  function keepOpen(ids: number[]): void {
    openIds.value = ids
    lastingMemory.write(openKey, JSON.stringify(ids))
  }

  const space = (id: number) => spaces.value.find((known) => known.id === id)
  const population = (id: number) => populations.value.find((known) => known.id === id)

  bench.onChanges((changes) => {
    // Epochs change no summary.
    if (changes.every(({ kind }) => kind === 'epoch')) return
    void refresh().catch(() => undefined)
    // The log of a removed study is gone with it: the lab's own tells.
    if (changes.some(({ studyId, kind }) => studyId === selectedId || kind === 'studyRemoved')) void reload()
  })

  return {
    all,
    isLoaded,
    openIds,
    open,
    currentId,
    study,
    spaces,
    populations,
    absence,
    refresh,
    select,
    reload,
    close,
    space,
    population,
  }
})
